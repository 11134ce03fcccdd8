import type { Ability } from '../../../protocol/CallCommand';
import type { CallCommand } from '../../../protocol/CallCommand';
import { CommandFault } from '../../calls/CommandFault';
import { demandAbility } from '../../calls/demandAbility';
import { demandPhase } from '../../calls/demandPhase';
import type { Telephony, TelephonyListener } from '../../calls/Telephony';
import type { Clock } from '../../system/Clock';
import { closeAll } from '../../system/closeAll';
import { abilitiesOf } from './abilitiesOf';
import { answerPlan } from './actions/answerPlan';
import { completePlan, consultPlan } from './actions/consultPlan';
import type { DialSettings } from './actions/DialSettings';
import { endPlan, rejectPlan } from './actions/endPlan';
import { isDialled } from './actions/isDialled';
import { holdPlan, resumePlan } from './actions/holdPlan';
import { originateAction, pickupAction } from './actions/originateAction';
import type { ActionPlan } from './actions/ActionPlan';
import { channelCreated } from './actions/EventPredicate';
import { redirectPlan } from './actions/redirectPlan';
import { dtmfActions, mutePlan } from './actions/talkActions';
import type { AgentPhone } from './AgentPhone';
import type { AmiAction } from './ami/Ami';
import type { AsteriskRuntime } from './AsteriskRuntime';
import type { PhoneStates } from './PhoneStates';
import { playDigits } from './playDigits';
import { runOnLeg, type PlanOf } from './runOnLeg';
import { runPlan } from './runPlan';
import { KeyedQueue } from './KeyedQueue';
import { legView, type LegView } from './LegView';
import { retryRefused } from './retryRefused';
import { commandFaultOfAmi } from './commandFaultOfAmi';

/** What the driver needs. */
export interface AsteriskOptions {
  readonly dial: DialSettings;
  readonly phoneOf: (extension: string) => AgentPhone;
  /** A number as the telephone system dials it. Fails with `InvalidNumber`. */
  readonly toPbx: (number: string) => string;
  /** `ASTERISKNG_FOREIGN` for a number that leaves as `sent`; null: none is needed. */
  readonly foreignNote: (number: string, sent: string) => string | null;
  /** A new Uniqueid, never used before on this Asterisk. */
  readonly newId: () => string;
  readonly clock: Clock;
  /** Which agents have a registered phone. */
  readonly phones: Pick<PhoneStates, 'isUnregistered' | 'down'>;
}

/** How long an Originate may take to make a channel, ms: with what comes before it less than amoCRM's proxy waits, 10 s. */
const CHANNEL_LIMIT_MS = 6_000;

/** Time limit of an Originate beyond the ring time, ms. */
const ORIGINATE_SPARE_MS = 10_000;

/** Asterisk, over its manager interface (AMI): commands become actions, events become calls. */
export class AsteriskTelephony implements Telephony {
  readonly name = 'asterisk';
  private readonly commandQueue = new KeyedQueue();
  private runtime: AsteriskRuntime | null = null;
  /** A new object at each start, to detect a close while `open` is pending; null: closed. */
  private lifetime: object | null = null;

  constructor(
    private readonly options: AsteriskOptions,
    private readonly open: (listener: TelephonyListener) => Promise<AsteriskRuntime>,
  ) {}

  can(extension: string): ReadonlySet<Ability> {
    return abilitiesOf(this.options.phoneOf(extension));
  }

  /** Has the agent no registered phone? */
  isUnregistered(extension: string): boolean {
    return this.options.phones.isUnregistered(extension);
  }

  /** Is any call under way, such as one of a caller who waits in a queue? */
  hasOpenCall(): boolean {
    return (this.runtime?.tracker.size.calls ?? 0) > 0;
  }

  /** Does not wait for the connection, which may take a while. */
  async start(listener: TelephonyListener): Promise<void> {
    const lifetime = {};
    this.lifetime = lifetime;
    const runtime = await this.open(listener);
    if (this.lifetime !== lifetime) return;
    this.runtime = runtime;
    runtime.link.start();
  }

  close(): Promise<void> {
    const { runtime } = this;
    this.runtime = null;
    this.lifetime = null;
    // The link closes first: the last write of the journals reads the tracker, which no event changes any more.
    return closeAll([
      () => runtime?.link.close(),
      () => runtime?.session.close(),
      () => this.options.phones.down(),
      () => runtime?.journals?.close(),
      () => runtime?.tracker.close(),
    ]);
  }

  async run(extension: string, command: CallCommand): Promise<void> {
    try {
      await this.commandQueue.run(extension, () => this.runNow(extension, command));
    } catch (error) {
      throw commandFaultOfAmi(error);
    }
  }

  /** Runs the command when the agent's earlier commands are done. */
  private async runNow(extension: string, command: CallCommand): Promise<void> {
    const phone = this.options.phoneOf(extension);
    if (command.kind === 'originate') return this.originate(phone, command.target);
    const leg = this.leg(command.callId);
    if (leg.extension !== extension) throw new CommandFault('NoActiveCall');
    demandAbility(abilitiesOf(phone), command.kind);
    demandPhase(command.kind, leg.phase);
    switch (command.kind) {
      case 'answer':
        return this.pickUp(phone, leg);
      case 'reject':
        return this.execute(leg.callId, rejectPlan);
      case 'hangup':
        return this.execute(leg.callId, endPlan);
      case 'hold':
        return this.execute(leg.callId, (now) =>
          command.on ? holdPlan(this.options.dial, phone, now) : resumePlan(phone, now),
        );
      case 'mute':
        return this.execute(leg.callId, (now) => mutePlan(now, command.on));
      case 'redirect':
        return this.redirect(phone, leg, command.target);
      case 'consult':
        return this.consult(phone, leg, command.target);
      case 'completeTransfer':
        return this.execute(leg.callId, (now) => completePlan(now, this.leg(command.consultingId)));
      case 'dtmf':
        return playDigits(this.running.session.ami, this.options.clock, dtmfActions(leg, command.digits));
      default:
        throw new CommandFault('NotSupported');
    }
  }

  private async originate(phone: AgentPhone, number: string): Promise<void> {
    const { dial, toPbx, newId, foreignNote } = this.options;
    const [id, target] = [newId(), toPbx(number)];
    await this.call(id, async () =>
      originateAction(dial, phone, target, id, await this.isDialled(target), foreignNote(number, target)),
    );
  }

  private async pickUp(phone: AgentPhone, { callId, channel }: LegView): Promise<void> {
    const { dial, clock, newId } = this.options;
    if (phone.answer.by === 'pickup') {
      const id = newId();
      const { device } = phone.answer;
      return this.call(id, () => pickupAction(dial, phone, device, channel, id));
    }
    // Asterisk may not find a channel that has just begun to ring.
    await retryRefused(clock, () => this.execute(callId, (leg) => answerPlan(dial, phone, leg)));
  }

  private async redirect(phone: AgentPhone, { callId, channel }: LegView, number: string): Promise<void> {
    const target = this.options.toPbx(number);
    // A transfer to an unknown number would only disconnect the client from the agent.
    if (!(await this.isDialled(target, channel))) throw new CommandFault('InvalidNumber');
    await this.execute(callId, (leg) => redirectPlan(this.options.dial, phone, leg, target));
  }

  private async consult(phone: AgentPhone, { callId, channel }: LegView, number: string): Promise<void> {
    const { dial, toPbx, newId, foreignNote } = this.options;
    const sent = toPbx(number);
    const consulted = { number: sent, id: newId(), foreign: foreignNote(number, sent) };
    const isKnown = await this.isDialled(consulted.number, channel);
    await this.execute(callId, (leg) => consultPlan(dial, phone, leg, { ...consulted, isKnown }));
  }

  /**
   * Sends an Originate; resolves once its channel exists. All of it has one limit, also where Asterisk does not answer at
   * all. Fails with `AgentUnavailable` when the phone can't be called, or there is no channel in time, and with
   * `TelephonyUnavailable` when Asterisk has not even accepted the action by then.
   * @param prepare makes the action; when it takes too long, nothing is sent
   */
  private async call(id: string, prepare: () => AmiAction | Promise<AmiAction>): Promise<void> {
    const { events } = this.running;
    const phone = events.expect(channelCreated(id));
    const attempt = { isLate: false, isAccepted: false };
    let stop = (): void => undefined;
    const late = new Promise<never>((_resolve, reject) => {
      stop = this.options.clock.after(CHANNEL_LIMIT_MS, () => {
        attempt.isLate = true;
        reject(new CommandFault(attempt.isAccepted ? 'AgentUnavailable' : 'TelephonyUnavailable'));
      });
    });
    try {
      const isCalled = await Promise.race([this.begin(attempt, prepare, phone.seen), late]);
      if (!isCalled) throw new CommandFault('TelephonyUnavailable');
    } finally {
      stop();
      phone.forget();
    }
  }

  /** @returns what `seen` says; false: nothing was sent, since it had become late */
  private async begin(
    attempt: { readonly isLate: boolean; isAccepted: boolean },
    prepare: () => AmiAction | Promise<AmiAction>,
    seen: Promise<boolean>,
  ): Promise<boolean> {
    const action = await prepare();
    if (attempt.isLate) return false;
    const limitMs = this.options.dial.ringSeconds * 1_000 + ORIGINATE_SPARE_MS;
    const { outcome } = await this.running.session.ami.begin(action, limitMs);
    attempt.isAccepted = true;
    const failed = outcome.then(({ Response }) => {
      if (Response === 'Failure') throw new CommandFault('AgentUnavailable');
      return seen;
    });
    return Promise.race([seen, failed]);
  }

  private isDialled(number: string, channel: string | null = null): Promise<boolean> {
    return isDialled(this.running.session.ami, this.options.dial.context, number, channel);
  }

  private async execute(callId: string, planOf: PlanOf): Promise<void> {
    const [{ session, events }, { clock }] = [this.running, this.options];
    const run = (plan: ActionPlan): Promise<void> => runPlan({ ami: session.ami, events, clock }, plan);
    await runOnLeg({ events, clock, run, legNow: () => this.leg(callId) }, planOf);
  }

  private leg(callId: string): LegView {
    const call = this.running.tracker.legOf(callId);
    if (call === null) throw new CommandFault('NoActiveCall');
    return legView(call);
  }

  private get running(): AsteriskRuntime {
    if (this.runtime === null) throw new CommandFault('TelephonyUnavailable');
    return this.runtime;
  }
}
