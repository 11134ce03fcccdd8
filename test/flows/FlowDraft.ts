import type { Dice } from './Dice';
import { isAgent } from './expectedRecords';
import type { Actor, Dialled, Extra, Step } from './Flow';
import type { Agent } from './expectedRecords';

/** The steps of one flow while they are written. */
export class FlowDraft {
  readonly steps: Step[] = [];
  /** Phones that our dialplan has called: it gives no keys, since it can't know whether the office's own does. */
  readonly keyless = new Set<Actor>();
  private isDown = false;

  constructor(
    readonly dice: Dice,
    /** Draws of what is done on the screen beside: without it a seed is the same flow. */
    readonly asides: Dice,
    /** Draws of whatever else happens beside, likewise. */
    readonly extraDice: Dice,
    /** These happen wherever they can. */
    private readonly often: readonly Extra[],
  ) {}

  /** Our backend does not run now. */
  get isAway(): boolean {
    return this.isDown;
  }

  add(...steps: readonly Step[]): void {
    this.steps.push(...steps);
  }

  talk(one: Actor, other: Actor): void {
    this.add({ do: 'talk', one, other });
  }

  /** Does this happen beside? What is asked on the screen needs a backend. */
  may(extra: Extra, share: number): boolean {
    const isDrawn = (share > 0 && this.extraDice.chance(share)) || this.often.includes(extra);
    return isDrawn && !this.isDown;
  }

  /** The call that rings at a phone is taken by another one. By the key only where that is asked for: it may block Asterisk. */
  pickUp(by: Actor, from: Actor): void {
    const drawn = this.dice.of(['directed', 'group'] as const);
    this.add({ do: 'pickup', by, from, how: this.may('pickupKey', 0) ? 'key' : drawn });
  }

  /** Answers at the phone; an agent also on the screen. */
  answer(by: Actor): void {
    if (isAgent(by) && this.may('tooEarly', 0.1)) this.redirectTooEarly(by);
    if (isAgent(by) && this.may('answer', 0.3)) this.add({ do: 'screen', by, ask: 'answer' });
    else this.add({ do: 'answer', by });
  }

  /** Refuses at the phone; an agent also on the screen. */
  refuse(by: Actor): void {
    const code = this.dice.of([486, 603] as const);
    if (isAgent(by) && this.may('reject', 0.6)) this.add({ do: 'screen', by, ask: 'reject' });
    else this.add({ do: 'refuse', by, code });
  }

  /** Dials at the phone, or on the screen and answers the phone. */
  call(by: Agent, to: Dialled): void {
    // With the prefix for both trunks at once the number looks like a paid one abroad, +979, which the screen does not dial.
    if (this.may('click', 0.6) && to !== 'atOnce')
      this.add({ do: 'click', by, to }, { do: 'rings', by }, { do: 'answer', by });
    else this.add({ do: 'call', by, to });
  }

  /** What rings at the agent, or is dialled, can't be redirected from the screen. */
  redirectTooEarly(by: Agent): void {
    const to = this.extraDice.of(
      (['anna', 'boris', 'gleb', 'queue', 'mobile'] as const).filter((one) => one !== by),
    );
    this.add({ do: 'tooEarly', by, ask: 'redirect', to });
  }

  /** One of the two hangs up; an agent also on the screen. */
  end(one: Actor, other: Actor): void {
    const by = this.dice.of([one, other]);
    if (isAgent(by) && !this.isDown && this.asides.chance(0.5)) this.add({ do: 'screen', by, ask: 'hangup' });
    else this.add({ do: 'hangup', by });
  }

  /** Our backend may be ended here, and comes back at the next such place, or at the end. */
  disturb(share: number): void {
    if (this.isDown) this.back();
    else if (this.dice.chance(share)) {
      const what = this.dice.of(['stop', 'kill', 'lose', 'cut'] as const);
      this.add({ do: 'backend', what });
      this.isDown = what !== 'cut';
      if (this.isDown && this.dice.chance(0.7)) this.back();
    }
  }

  /** Our backend is back, if it was away. */
  back(): void {
    if (!this.isDown) return;
    this.add({ do: 'backend', what: 'start' });
    this.isDown = false;
  }
}
