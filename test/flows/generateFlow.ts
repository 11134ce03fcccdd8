import { seededRandom } from '../../server/telephony/simulator/seededRandom';
import { kinds, type Actor, type Flow, type Kind, type Step } from './Flow';

/** The flow of this seed, always the same. @param only kinds to choose from */
export function generateFlow(seed: number, only: readonly Kind[] = kinds): Flow {
  const dice = new Dice(seededRandom(seed));
  const kind = dice.of(only);
  const steps = new FlowDraft(dice).write(kind);
  return { seed, kind, steps };
}

class Dice {
  constructor(private readonly random: () => number) {}

  of<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.random() * values.length)]!;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }
}

const AGENTS = ['anna', 'boris', 'vera'] as const;

/** Writes the steps of one flow, and knows who talks with whom meanwhile. */
class FlowDraft {
  private readonly steps: Step[] = [];
  private isAway = false;

  constructor(private readonly dice: Dice) {}

  write(kind: Kind): readonly Step[] {
    switch (kind) {
      case 'outside':
      case 'failover':
      case 'atOnce':
        this.outbound(kind);
        break;
      case 'internal':
        this.internal();
        break;
      case 'direct':
      case 'group':
      case 'queue':
      case 'linear':
      case 'hunt':
      case 'followMe':
      case 'menu':
        this.inbound(kind);
        break;
    }
    this.back();
    return this.steps;
  }

  private inbound(kind: 'direct' | 'group' | 'queue' | 'linear' | 'hunt' | 'followMe' | 'menu'): void {
    const { dice } = this;
    this.add({ do: 'call', by: 'client', to: kind });
    const first = kind === 'menu' ? dice.of(['anna', 'boris'] as const) : 'anna';
    if (kind === 'menu') this.add({ do: 'press', by: 'client', digits: first === 'anna' ? '1' : '2' });
    this.add({ do: 'rings', by: first });
    this.disturb(0.15);
    const taker = this.taker(kind, first);
    if (taker === null) return;
    this.talk('client', taker);
    if (taker === 'mobile') this.end('client', 'mobile');
    else this.middle('client', taker);
  }

  /** Who answers; null: no one, and the call is over. */
  private taker(kind: Kind, first: 'anna' | 'boris'): Actor | null {
    const { dice } = this;
    const isSeveral = kind === 'group' || kind === 'queue';
    if (dice.chance(0.2)) {
      this.add({ do: 'giveUp', by: 'client' });
      return null;
    }
    if (kind === 'direct' && dice.chance(0.15)) {
      const code = dice.of([486, 603] as const);
      this.add({ do: 'refuse', by: first, code });
      return null;
    }
    if (dice.chance(0.1)) {
      this.add({ do: 'pickup', by: 'vera', from: first });
      return 'vera';
    }
    let taker: Actor = first;
    if (isSeveral) taker = dice.of(['anna', 'boris'] as const);
    if (kind === 'followMe') taker = dice.of(['anna', 'mobile'] as const);
    if ((kind === 'hunt' || kind === 'linear') && dice.chance(0.5)) {
      if (dice.chance(0.3)) this.add({ do: 'refuse', by: 'anna', code: 486 });
      taker = 'boris';
    }
    this.add({ do: 'answer', by: taker });
    return taker;
  }

  private outbound(kind: 'outside' | 'failover' | 'atOnce'): void {
    const { dice } = this;
    const by = dice.of(AGENTS);
    this.add({ do: 'call', by, to: kind });
    if (kind === 'failover') this.add({ do: 'refuse', by: 'client2', code: dice.of([486, 603] as const) });
    this.add({ do: 'rings', by: 'client' });
    this.disturb(0.15);
    const end = dice.of(['answer', 'answer', 'answer', 'refuse', 'giveUp'] as const);
    if (end === 'giveUp') this.add({ do: 'giveUp', by });
    if (end === 'refuse' && kind !== 'atOnce')
      this.add({ do: 'refuse', by: 'client', code: dice.of([486, 603] as const) });
    else if (end === 'refuse') this.add({ do: 'giveUp', by });
    if (end !== 'answer') return;
    this.add({ do: 'answer', by: 'client' });
    this.talk('client', by);
    this.middle('client', by);
  }

  private internal(): void {
    const { dice } = this;
    const by = dice.of(AGENTS);
    const to = dice.of(([...AGENTS, 'gleb'] as const).filter((one) => one !== by));
    this.add({ do: 'call', by, to }, { do: 'rings', by: to });
    this.disturb(0.15);
    const end = dice.of(['answer', 'answer', 'refuse', 'giveUp'] as const);
    if (end === 'refuse') this.add({ do: 'refuse', by: to, code: dice.of([486, 603] as const) });
    if (end === 'giveUp') this.add({ do: 'giveUp', by });
    if (end !== 'answer') return;
    this.add({ do: 'answer', by: to });
    this.talk(by, to);
    this.end(by, to);
  }

  /** What becomes of a talk of a client with an agent. */
  private middle(client: Actor, agent: Actor): void {
    const { dice } = this;
    this.disturb(0.2);
    const what = dice.of(['end', 'hold', 'transfer', 'transfer', 'transfer', 'consult', 'consult'] as const);
    const other = dice.of((['anna', 'boris', 'vera', 'gleb'] as const).filter((one) => one !== agent));
    switch (what) {
      case 'end':
        this.end(client, agent);
        return;
      case 'hold':
        this.add({ do: 'hold', by: agent, isHeld: true });
        this.disturb(0.2);
        this.add({ do: 'hold', by: agent, isHeld: false });
        this.talk(client, agent);
        this.end(client, agent);
        return;
      case 'transfer':
        // The screen needs a backend.
        this.add({ do: 'transfer', by: agent, to: other, how: dice.of(this.isAway ? ['refer'] : HOWS) });
        this.handedOn(client, other);
        return;
      case 'consult':
        this.consult(client, agent, other);
        return;
    }
  }

  private handedOn(client: Actor, other: Actor): void {
    this.add({ do: 'rings', by: other });
    this.disturb(0.2);
    if (this.dice.chance(0.3)) {
      this.add({ do: 'giveUp', by: client });
      return;
    }
    this.add({ do: 'answer', by: other });
    this.talk(client, other);
    this.end(client, other);
  }

  private consult(client: Actor, agent: Actor, other: Actor): void {
    const { dice } = this;
    this.add({ do: 'consult', by: agent, to: other }, { do: 'rings', by: other });
    this.disturb(0.15);
    this.add({ do: 'answer', by: other });
    this.talk(agent, other);
    this.disturb(0.2);
    if (dice.chance(0.6)) {
      this.add({ do: 'join', by: agent });
      this.talk(client, other);
      this.disturb(0.2);
      this.end(client, other);
    } else {
      this.add({ do: 'hangup', by: other }, { do: 'hold', by: agent, isHeld: false });
      this.talk(client, agent);
      this.end(client, agent);
    }
  }

  private talk(one: Actor, other: Actor): void {
    this.add({ do: 'talk', one, other });
  }

  private end(one: Actor, other: Actor): void {
    this.add({ do: 'hangup', by: this.dice.of([one, other]) });
  }

  /** Our backend may be ended here, and comes back at the next such place, or at the end. */
  private disturb(share: number): void {
    if (this.isAway) this.back();
    else if (this.dice.chance(share)) {
      const what = this.dice.of(['stop', 'kill', 'cut'] as const);
      this.add({ do: 'backend', what });
      this.isAway = what !== 'cut';
      if (this.isAway && this.dice.chance(0.7)) this.back();
    }
  }

  private back(): void {
    if (!this.isAway) return;
    this.add({ do: 'backend', what: 'start' });
    this.isAway = false;
  }

  private add(...steps: readonly Step[]): void {
    this.steps.push(...steps);
  }
}

const HOWS = ['refer', 'keys', 'screen'] as const;
