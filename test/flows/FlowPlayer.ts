import type { SipCall } from '../asterisk/support/SipCall';
import { until } from '../asterisk/support/until';
import { AGENTS } from './expectedRecords';
import type { Actor, Dialled, Step } from './Flow';
import type { FlowOffice } from './FlowOffice';
import type { INSIDE } from './officeDialplan';
import { playConsultStep } from './playConsultStep';
import { playOfficeStep } from './playOfficeStep';
import { liveOnScreen, playClick, playScreenStep } from './playScreenStep';
import { talksOf, type Talk } from './Timeline';
import { untilRinging, untilUp } from './untilPhone';

/** How long a talk lasts at least, ms. */
const TALK_MS = 1_000;
/** A step that can't be done: the machine may be slow. */
const LIMIT_MS = 15_000;

/** When it began, or went on after a consultation on the screen that may have been too short to interrupt it. */
const goesOnSince = ({ from, one, other }: Talk): number =>
  Math.max(from, ...[...one.consults, ...other.consults].map(({ at }) => at));

/** Before, the caller who hangs up next may be quicker than the refusal. */
const untilAcknowledged = (call: SipCall): Promise<boolean> =>
  until('the refusal is acknowledged', () => call.isAcknowledged, LIMIT_MS);

/** Does the steps of a flow in an office. */
export class FlowPlayer {
  constructor(private readonly office: FlowOffice) {}

  async play(step: Step): Promise<void> {
    const { phones, watch } = this.office;
    switch (step.do) {
      case 'call':
        await this.call(step.by, step.to);
        return;
      case 'press':
        await this.press(step.by, step.digits);
        return;
      case 'rings':
      case 'returns':
        await untilRinging(this.office, step.by);
        return;
      case 'answer': {
        const call = await untilRinging(this.office, step.by);
        call.answer();
        return;
      }
      case 'refuse': {
        const call = await untilRinging(this.office, step.by);
        watch.noteRefused(call, step.code);
        call.reject(step.code);
        await untilAcknowledged(call);
        return;
      }
      case 'forward': {
        const call = await untilRinging(this.office, step.by);
        call.forward(this.office.numberOf(step.to));
        await untilAcknowledged(call);
        return;
      }
      case 'giveUp':
      case 'hangup':
      case 'leave': {
        const call = await this.live(step.by);
        if (call.phase === 'calling') call.cancel();
        else await call.hangup();
        await call.until('ended', LIMIT_MS);
        return;
      }
      case 'talk':
        await this.talk(step.one, step.other);
        return;
      case 'hold':
        await (await untilUp(this.office, step.by)).hold(step.isHeld);
        return;
      case 'transfer':
        await this.transfer(step.by, step.to, step.how);
        return;
      case 'consult':
      case 'key':
      case 'tooEarly':
        await playConsultStep(this.office, step);
        return;
      case 'join': {
        const [first, second] = phones[step.by].live;
        if (first === undefined || second === undefined) throw new Error('there are no two calls');
        await first.join(second);
        return;
      }
      case 'pickup': {
        await untilRinging(this.office, step.from);
        const code = { directed: `*8${this.office.numberOf(step.from)}`, group: '*8', key: '**8' };
        await phones[step.by].call(code[step.how]);
        return;
      }
      case 'ringsOut':
      case 'ends':
      case 'swap':
      case 'park':
      case 'retrieve':
      case 'enter':
      case 'reachesVoicemail':
      case 'originate':
        await playOfficeStep(this.office, step);
        return;
      case 'hears':
        await this.hears(step.by, step.what);
        return;
      case 'screen':
        await playScreenStep(this.office, step);
        return;
      case 'click':
        await playClick(this.office, step);
        return;
      case 'backend':
        await this.disturb(step.what);
        return;
    }
  }

  private async call(by: Actor, to: Extract<Step, { do: 'call' }>['to']): Promise<void> {
    const { office } = this;
    await office.phones[by].call(office.dialled(to), office.numberOf(by));
  }

  /** In a menu nothing is heard, in a queue music. */
  private async press(by: Actor, digits: string): Promise<void> {
    const call = await untilUp(this.office, by);
    const isThere = (): boolean => ['nothing', 'music'].includes(call.sound.hears());
    await until('keys can be pressed', isThere, LIMIT_MS);
    call.press(digits);
  }

  private async transfer(by: Actor, to: Dialled, how: 'refer' | 'keys' | 'screen'): Promise<void> {
    const { office } = this;
    const call = await untilUp(this.office, by);
    const number = office.dialled(to);
    if (how === 'refer') await call.transfer(number);
    if (how === 'keys') call.press(`#1${number}`);
    if (how !== 'screen') return;
    const extension = office.extension(by as (typeof INSIDE)[number]);
    const { unique_id } = await liveOnScreen(office, extension, ({ phase }) => phase === 'CONVERSATION');
    const refusal = await office.backend.command(extension, 'redirect', { unique_id, phone: number });
    if (refusal !== null) throw new Error(refusal);
  }

  private async hears(by: Actor, what: Extract<Step, { do: 'hears' }>['what']): Promise<void> {
    const call = await untilUp(this.office, by);
    if (what !== 'no music') return call.untilHears(what, LIMIT_MS);
    call.sound.forget();
    const isOver = (): boolean => !['too little', 'changing', 'music'].includes(call.sound.hears());
    await until(`${by} hears no music any more`, isOver, LIMIT_MS);
  }

  private heardBy(actor: Actor): string {
    const heard = this.office.phones[actor].live.map(({ sound }) => sound.hears());
    return `${actor} hears ${heard.join(' and ')}`;
  }

  private async talk(one: Actor, other: Actor): Promise<void> {
    await until(
      () => `${one} and ${other} hear each other; ${this.heardBy(one)}, ${this.heardBy(other)}`,
      () => {
        const timeline = this.office.watch.timeline();
        return timeline.calls
          .filter(({ phone }) => phone === one)
          .flatMap((call) => talksOf(timeline, call))
          .some(
            (talk) =>
              talk.other.phone === other && talk.to === null && goesOnSince(talk) <= Date.now() - TALK_MS,
          );
      },
      LIMIT_MS,
    );
  }

  private async disturb(what: Extract<Step, { do: 'backend' }>['what']): Promise<void> {
    const { office } = this;
    const { backend, watch } = office;
    if (what === 'kill') await backend.untilStored(AGENTS.map((agent) => office.extension(agent)));
    if (what !== 'start') watch.setAway(true);
    if (what === 'stop' || what === 'kill') {
      await backend.process.kill(what === 'stop' ? 'SIGTERM' : 'SIGKILL');
      return;
    }
    if (what === 'lose') {
      await backend.lose();
      return;
    }
    if (what === 'cut') {
      backend.cut();
      await until('it is noticed', async () => !(await backend.process.isUp()), LIMIT_MS);
      await until('the link is up again', () => backend.process.isUp());
    } else await backend.comeBack();
    watch.setAway(false);
  }

  /** The call that the phone has made last, or takes part in: who calls their own group is rung, too. */
  private async live(by: Actor): Promise<SipCall> {
    const call = this.office.phones[by].live.filter(({ phase }) => phase !== 'ringing').at(-1);
    return call ?? (await untilUp(this.office, by));
  }
}
