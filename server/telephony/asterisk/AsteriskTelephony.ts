import type { Ability } from '../../calls/Ability';
import { CommandFault } from '../../calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../calls/Telephony';
import type { Clock } from '../../system/Clock';
import { abilitiesOf } from './abilitiesOf';
import { answerPlan } from './actions/answerPlan';
import { completePlan, consultPlan } from './actions/consultPlan';
import type { DialSettings } from './actions/DialSettings';
import { endPlan, rejectPlan } from './actions/endPlan';
import { isDialled } from './actions/isDialled';
import { holdPlan, resumePlan } from './actions/holdPlan';
import { originateAction, pickupAction } from './actions/originateAction';
import type { Plan } from './actions/Plan';
import { appeared } from './actions/Sign';
import { redirectPlan } from './actions/redirectPlan';
import { dtmfActions, mutePlan } from './actions/talkActions';
import type { AgentPhone } from './AgentPhone';
import type { AmiAction } from './ami/Ami';
import type { AmiLink } from './ami/AmiLink';
import type { AsteriskSession } from './AsteriskSession';
import { carryOut } from './carryOut';
import { InTurn } from './InTurn';
import { legView, type LegView } from './LegView';
import { retried } from './retried';
import type { Sightings } from './Sightings';
import { toCommandFault } from './toCommandFault';
import type { CallTracker } from './tracking/CallTracker';
import type { DraftKeeper } from './tracking/DraftKeeper';

/** The driver's parts, as they are made for a listener. */
export interface AsteriskParts {
  readonly link: AmiLink;
  readonly session: AsteriskSession;
  readonly sightings: Sightings;
  readonly tracker: CallTracker;
  /** Null: open calls are not kept over a restart. */
  readonly drafts: DraftKeeper | null;
}

/** What the driver needs. */
export interface AsteriskOptions {
  readonly dial: DialSettings;
  readonly phoneOf: (extension: string) => AgentPhone;
  /** A number as the telephone system dials it. Fails with `InvalidNumber`. */
  readonly toPbx: (number: string) => string;
  /** A new Uniqueid, never used before on this Asterisk. */
  readonly newId: () => string;
  readonly clock: Clock;
}

/** How much longer than the phone rings an Originate may take, ms. */
const ORIGINATE_SPARE_MS = 10_000;

/** Asterisk, over its manager interface: what an agent asks becomes actions, its events become calls. */
export class AsteriskTelephony implements Telephony {
  readonly name = 'asterisk';
  private readonly turns = new InTurn();
  private parts: AsteriskParts | null = null;
  /** Another object for each start; null: closed. */
  private lifetime: object | null = null;

  constructor(
    private readonly options: AsteriskOptions,
    private readonly open: (listener: TelephonyListener) => Promise<AsteriskParts>,
  ) {}

  can(extension: string): ReadonlySet<Ability> {
    return abilitiesOf(this.options.phoneOf(extension));
  }

  /** Does not wait for Asterisk, which may be away for a while. */
  async start(listener: TelephonyListener): Promise<void> {
    const lifetime = {};
    this.lifetime = lifetime;
    const parts = await this.open(listener);
    if (this.lifetime !== lifetime) return;
    this.parts = parts;
    parts.link.start();
  }

  async close(): Promise<void> {
    const { parts } = this;
    this.parts = null;
    this.lifetime = null;
    parts?.link.close();
    parts?.session.close();
    await parts?.drafts?.close();
    parts?.tracker.close();
  }

  originate(extension: string, number: string): Promise<void> {
    const { dial, phoneOf, toPbx, newId } = this.options;
    return this.inTurn(extension, async () => {
      const [id, target] = [newId(), toPbx(number)];
      const action = originateAction(dial, phoneOf(extension), target, id, await this.isDialled(target));
      await this.call(id, action);
    });
  }

  pickUp(extension: string, callId: string): Promise<void> {
    const { dial, clock, newId } = this.options;
    const phone = this.options.phoneOf(extension);
    return this.inTurn(extension, async () => {
      const leg = this.leg(callId);
      if (phone.answer.by === 'pickup') {
        const id = newId();
        return this.call(id, pickupAction(dial, phone, phone.answer.device, leg.channel, id));
      }
      // A phone that has begun to ring this very moment may not be found yet.
      await retried(clock, () => this.carryOut(answerPlan(dial, phone, this.leg(callId))));
    });
  }

  reject(extension: string, callId: string): Promise<void> {
    return this.onLeg(extension, callId, rejectPlan);
  }

  hangup(extension: string, callId: string): Promise<void> {
    return this.onLeg(extension, callId, endPlan);
  }

  setHold(extension: string, callId: string, isHeld: boolean): Promise<void> {
    const phone = this.options.phoneOf(extension);
    return this.onLeg(extension, callId, (leg) =>
      isHeld ? holdPlan(this.options.dial, phone, leg) : resumePlan(phone, leg),
    );
  }

  setMute(extension: string, callId: string, isMuted: boolean): Promise<void> {
    return this.onLeg(extension, callId, (leg) => mutePlan(leg, isMuted));
  }

  redirect(extension: string, callId: string, number: string): Promise<void> {
    const { dial, phoneOf, toPbx } = this.options;
    return this.inTurn(extension, async () => {
      const [leg, target] = [this.leg(callId), toPbx(number)];
      // The client would lose the agent for nothing.
      if (!(await this.isDialled(target, leg.channel))) throw new CommandFault('InvalidNumber');
      await this.carryOut(redirectPlan(dial, phoneOf(extension), this.leg(callId), target));
    });
  }

  consult(extension: string, callId: string, number: string): Promise<void> {
    const { dial, phoneOf, toPbx, newId } = this.options;
    return this.inTurn(extension, async () => {
      const { channel } = this.leg(callId);
      const consulted = { number: toPbx(number), id: newId() };
      const isKnown = await this.isDialled(consulted.number, channel);
      await this.carryOut(consultPlan(dial, phoneOf(extension), this.leg(callId), { ...consulted, isKnown }));
    });
  }

  completeTransfer(extension: string, callId: string, consultingId: string): Promise<void> {
    return this.onLeg(extension, callId, (leg) => completePlan(leg, this.leg(consultingId)));
  }

  sendDtmf(extension: string, callId: string, digits: string): Promise<void> {
    return this.inTurn(extension, async () => {
      for (const action of dtmfActions(this.leg(callId), digits)) await this.running.session.ami.send(action);
    });
  }

  /** Resolves once the phone is being called. Fails with `AgentUnavailable` when there is no such phone now. */
  private async call(id: string, action: AmiAction): Promise<void> {
    const { session, sightings } = this.running;
    const phone = sightings.expect(appeared(id));
    try {
      const limitMs = this.options.dial.ringSeconds * 1_000 + ORIGINATE_SPARE_MS;
      const { outcome } = await session.ami.begin(action, limitMs);
      const failed = outcome.then(({ Response }) => {
        if (Response === 'Failure') throw new CommandFault('AgentUnavailable');
      });
      const isCalled = await Promise.race([phone.seen, failed]);
      if (isCalled === false) throw new CommandFault('TelephonyUnavailable');
    } finally {
      phone.forget();
    }
  }

  private isDialled(number: string, channel: string | null = null): Promise<boolean> {
    return isDialled(this.running.session.ami, this.options.dial.context, number, channel);
  }

  private onLeg(extension: string, callId: string, decide: (leg: LegView) => Plan | null): Promise<void> {
    return this.inTurn(extension, async () => {
      const plan = decide(this.leg(callId));
      if (plan !== null) await this.carryOut(plan);
    });
  }

  private carryOut(plan: Plan): Promise<void> {
    const { session, sightings } = this.running;
    return carryOut({ ami: session.ami, sightings, clock: this.options.clock }, plan);
  }

  private async inTurn(extension: string, action: () => Promise<void>): Promise<void> {
    try {
      await this.turns.run(extension, action);
    } catch (error) {
      throw toCommandFault(error);
    }
  }

  private leg(callId: string): LegView {
    const call = this.running.tracker.legOf(callId);
    if (call === null) throw new CommandFault('NoActiveCall');
    return legView(call);
  }

  private get running(): AsteriskParts {
    if (this.parts === null) throw new CommandFault('TelephonyUnavailable');
    return this.parts;
  }
}
