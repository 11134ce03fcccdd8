import type { Ability, CallCommand } from '../../protocol/CallCommand';
import type { Agent } from './Agent';
import type { AgentStates } from './AgentStates';
import type { AgentCall } from './AgentCall';
import { activeConversations, conversation, liveCall, ringingCall } from './liveCall';
import { CommandFault } from './CommandFault';
import { demandAbility } from './demandAbility';
import type { ClientTurns } from './ClientTurns';
import { unbounded, type DialBounds } from './DialBounds';
import { numberToCall } from './dialableNumber';
import type { Telephony } from './Telephony';
import { callInConversation, liveCalls } from './trackCalls';
import { withOnHold } from './withOnHold';

/**
 * Commands of agents, except transfers. A command names calls of its own agent only; another's fails with
 * `NoActiveCall`. Without `callId` it is for the conversation. A command resolves once the telephone system has
 * accepted it, and fails with a `CommandFault`.
 */
export class CallService {
  /** Extensions whose new call the telephone system has not accepted or refused yet. */
  private readonly originating = new Set<string>();

  constructor(
    private readonly telephony: Telephony,
    private readonly states: AgentStates,
    /** Number of a contact of the phone book or of amoCRM; null: there is no such contact. */
    private readonly numberOf: (contactUuid: string) => string | null,
    private readonly bounds: DialBounds = unbounded,
    /** Called at each use; undefined: no list of missed calls is kept. */
    private readonly turns: () => ClientTurns | undefined = () => undefined,
  ) {}

  /**
   * Calls `number` from the agent's phone. Fails with `AgentBusy` unless all the agent's calls are on hold, and while
   * the telephone system has not accepted or refused an earlier new call; and as `DialBounds` does.
   * @param isUnlessTaken fails with `TakenByColleague` when the client waits for a call-back, and is a colleague's (`ClientTurns`)
   */
  async originate(agent: Agent, number: string, isUnlessTaken = false): Promise<void> {
    this.demand(agent, 'originate');
    const dialed = numberToCall(agent, number);
    const turns = this.turns();
    const callBack = isUnlessTaken ? await turns?.callBackOf(agent.extension, dialed) : null;
    // From here on without a pause: of two agents at once one is the first.
    const isFree = liveCalls(this.callsOf(agent)).every((call) => call.phase === 'talking' && call.isHeld);
    const { extension } = agent;
    if (!isFree || this.originating.has(extension)) throw new CommandFault('AgentBusy');
    if (callBack?.isTaken() === true) throw new CommandFault('TakenByColleague');
    this.bounds.demand(agent, dialed, 'call');
    this.originating.add(extension);
    const refused = turns?.begin(extension, dialed);
    try {
      await this.telephony.run(extension, { kind: 'originate', target: dialed });
    } catch (error) {
      refused?.();
      throw error;
    } finally {
      this.originating.delete(extension);
    }
  }

  /** As `originate`. Fails with `UnknownContact` when there is no such contact. */
  async originateByContact(agent: Agent, contactUuid: string, isUnlessTaken = false): Promise<void> {
    const number = this.numberOf(contactUuid);
    if (number === null) throw new CommandFault('UnknownContact');
    await this.originate(agent, number, isUnlessTaken);
  }

  /** Answers the ringing call and puts the present conversation on hold. */
  async answer(agent: Agent, callId: string): Promise<void> {
    this.demand(agent, 'answer');
    const { id } = ringingCall(this.callsOf(agent), callId);
    await this.holdOthers(agent, id, () =>
      this.telephony.run(agent.extension, { kind: 'answer', callId: id }),
    );
  }

  async reject(agent: Agent, callId: string): Promise<void> {
    this.demand(agent, 'reject');
    const { id } = ringingCall(this.callsOf(agent), callId);
    await this.telephony.run(agent.extension, { kind: 'reject', callId: id });
  }

  /** Hangs up; a ringing call is rejected. Without `callId`: the conversation, else the oldest live call. */
  async hangup(agent: Agent, callId?: string): Promise<void> {
    const calls = this.callsOf(agent);
    const call =
      callId === undefined ? (callInConversation(calls) ?? liveCalls(calls)[0]) : liveCall(calls, callId);
    if (call === undefined) throw new CommandFault('NoActiveCall');
    if (call.phase === 'ringing') return this.reject(agent, call.id);
    this.demand(agent, 'hangup');
    await this.telephony.run(agent.extension, { kind: 'hangup', callId: call.id });
  }

  async setMute(agent: Agent, isMuted: boolean, callId?: string): Promise<void> {
    this.demand(agent, 'mute');
    const call = conversation(this.callsOf(agent), callId);
    if (call.isMuted === isMuted) return;
    await this.telephony.run(agent.extension, { kind: 'mute', callId: call.id, on: isMuted });
  }

  /** Puts the call on hold, or takes it off hold and puts the other conversation on hold. */
  async setHold(agent: Agent, isHeld: boolean, callId?: string): Promise<void> {
    this.demand(agent, 'hold');
    const { id, isHeld: wasHeld } = conversation(this.callsOf(agent), callId);
    if (wasHeld === isHeld) return;
    const set = (): Promise<void> =>
      this.telephony.run(agent.extension, { kind: 'hold', callId: id, on: isHeld });
    await (isHeld ? set() : this.holdOthers(agent, id, set));
  }

  /** Runs a command that needs a conversation and the ability of the same name, and has no other conditions. */
  async runInConversation(
    agent: Agent,
    command: CallCommand & { readonly kind: Ability; readonly callId: string },
  ): Promise<void> {
    this.demand(agent, command.kind);
    conversation(this.callsOf(agent), command.callId);
    await this.telephony.run(agent.extension, command);
  }

  /** Puts the agent's other conversations on hold, then runs `action` on the call. */
  private async holdOthers(agent: Agent, callId: string, action: () => Promise<void>): Promise<void> {
    const others = activeConversations(this.callsOf(agent)).filter(({ id }) => id !== callId);
    if (others.length > 0) this.demand(agent, 'hold');
    const ids = others.map(({ id }) => id);
    await withOnHold(this.telephony, agent.extension, ids, action);
  }

  private demand(agent: Agent, ability: Ability): void {
    demandAbility(this.telephony.can(agent.extension), ability);
  }

  private callsOf(agent: Agent): readonly AgentCall[] {
    return this.states.callsOf(agent.extension);
  }
}
