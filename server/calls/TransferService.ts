import type { Clock } from '../system/Clock';
import type { Agent } from './Agent';
import type { AgentStates } from './AgentStates';
import type { AgentCall } from './AgentCall';
import type { CallEvent } from './CallEvent';
import { conversation, liveCall } from './liveCall';
import type { HoldRelease } from './HoldRelease';
import { CommandFault } from './CommandFault';
import { consultation, type Consultation } from './consultation';
import { demandAbility } from './demandAbility';
import { endOf, endToDial, unbounded, type DialBounds } from './DialBounds';
import { numberToCall } from './dialableNumber';
import { PendingTransfers } from './PendingTransfers';
import type { Telephony } from './Telephony';
import { liveCalls } from './trackCalls';
import { withOnHold } from './withOnHold';

/**
 * Blind and attended transfers, one at a time for each call. A command resolves once the telephone system has accepted
 * it, and fails with a `CommandFault`, also when `DialBounds` forbid the number.
 */
export class TransferService {
  private readonly pending: PendingTransfers;

  constructor(
    private readonly telephony: Telephony,
    private readonly states: AgentStates,
    private readonly holdRelease: HoldRelease,
    clock: Pick<Clock, 'now'>,
    private readonly bounds: DialBounds = unbounded,
  ) {
    this.pending = new PendingTransfers(clock);
  }

  /** Handles an event that `AgentStates` has already applied. */
  onCallEvent(extension: string, event: CallEvent): void {
    this.pending.onCallEvent(extension, event);
    this.holdRelease.onCallEvent(extension, event);
  }

  /** Blind transfer. @param callId undefined: the conversation that is not on hold, else any */
  async redirect(agent: Agent, number: string, callId?: string): Promise<void> {
    demandAbility(this.telephony.can(agent.extension), 'redirect');
    const target = numberToCall(agent, number);
    const client = conversation(this.callsOf(agent), callId);
    const { id } = client;
    this.bounds.demand(agent, target, 'transfer');
    this.bounds.demandJoin(agent, [endOf(client), endToDial(target)]);
    await this.pending.runExclusive(agent.extension, 'redirect', [id], () =>
      this.telephony.run(agent.extension, { kind: 'redirect', callId: id, target }),
    );
  }

  /**
   * Puts the conversation on hold and calls `number`. Fails with `AgentBusy` when the agent is dialing, talks in
   * another call or already consults. When the call can't be made, the conversation comes off hold.
   */
  async consult(agent: Agent, number: string, callId: string): Promise<void> {
    demandAbility(this.telephony.can(agent.extension), 'consult');
    const { extension } = agent;
    const target = numberToCall(agent, number);
    const calls = this.callsOf(agent);
    const client = conversation(calls, callId);
    if (consultation(calls) !== null || isBusy(calls, client.id)) throw new CommandFault('AgentBusy');
    this.bounds.demand(agent, target, 'transfer');
    this.bounds.demandJoin(agent, [endOf(client), endToDial(target)]);
    const call = (): Promise<void> =>
      this.telephony.run(extension, { kind: 'consult', callId: client.id, target });
    const holdAndCall = async (): Promise<void> => {
      this.holdRelease.consultationBegan(extension, client.id);
      try {
        await withOnHold(this.telephony, extension, [client.id], call);
      } catch (error) {
        this.holdRelease.forget(extension);
        throw error;
      }
    };
    await this.pending.runExclusive(extension, 'consult', [client.id], client.isHeld ? call : holdAndCall);
  }

  /** Connects the client with the person consulted. @param callId the client's call or the consultation */
  async completeTransfer(agent: Agent, callId: string): Promise<void> {
    const { client, consulting } = this.consultationWith(agent, callId);
    if (consulting.phase !== 'talking') throw new CommandFault('WrongPhase');
    this.bounds.demandJoin(agent, [endOf(client), endOf(consulting)]);
    await this.pending.runExclusive(agent.extension, 'completeTransfer', [client.id, consulting.id], () =>
      this.telephony.run(agent.extension, {
        kind: 'completeTransfer',
        callId: client.id,
        consultingId: consulting.id,
      }),
    );
  }

  /** Hangs up the consultation; `HoldRelease` then takes the client off hold. @param callId either of the two calls */
  async cancelTransfer(agent: Agent, callId: string): Promise<void> {
    const { client, consulting } = this.consultationWith(agent, callId);
    this.holdRelease.consultationBegan(agent.extension, client.id, consulting.id);
    await this.telephony.run(agent.extension, { kind: 'hangup', callId: consulting.id });
  }

  /**
   * The consultation that the call is part of. Fails with `NoActiveCall`, or with `WrongPhase` when the call is in no
   * consultation.
   */
  private consultationWith(agent: Agent, callId: string): Consultation {
    demandAbility(this.telephony.can(agent.extension), 'consult');
    const calls = this.callsOf(agent);
    const { id } = liveCall(calls, callId);
    const both = consultation(calls);
    if (both === null || (both.client.id !== id && both.consulting.id !== id))
      throw new CommandFault('WrongPhase');
    return both;
  }

  private callsOf(agent: Agent): readonly AgentCall[] {
    return this.states.callsOf(agent.extension);
  }
}

/** Is the agent dialing, or talking in another call than `callId`? */
function isBusy(calls: readonly AgentCall[], callId: string): boolean {
  return liveCalls(calls).some(
    (call) => call.phase === 'dialing' || (call.phase === 'talking' && !call.isHeld && call.id !== callId),
  );
}
