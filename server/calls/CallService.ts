import type { Agent } from './Agent';
import type { AgentBoard } from './AgentBoard';
import { CommandFault } from './CommandFault';
import { dialableNumber } from './dialableNumber';
import type { Telephony } from './Telephony';
import { callInConversation } from './trackCalls';

/** Carries out agents' commands, each on that agent's own calls only. All fail with a `CommandFault`. */
export class CallService {
  constructor(
    private readonly telephony: Telephony,
    private readonly board: AgentBoard,
    /** Number of a contact of the phone book; null when there is none. */
    private readonly numberOf: (contactUuid: string) => string | null,
  ) {}

  async originate(agent: Agent, number: string): Promise<void> {
    const dialed = dialableNumber(number);
    if (dialed === agent.extension) throw new CommandFault('InvalidNumber');
    if (this.board.callsOf(agent.extension).length > 0) throw new CommandFault('AgentBusy');
    await this.telephony.originate(agent.extension, dialed);
  }

  async originateByContact(agent: Agent, contactUuid: string): Promise<void> {
    const number = this.numberOf(contactUuid);
    if (number === null) throw new CommandFault('UnknownContact');
    await this.originate(agent, number);
  }

  async redirect(agent: Agent, number: string): Promise<void> {
    const target = dialableNumber(number);
    if (target === agent.extension) throw new CommandFault('InvalidNumber');
    await this.telephony.redirect(agent.extension, this.conversation(agent), target);
  }

  async setMute(agent: Agent, isMuted: boolean): Promise<void> {
    await this.telephony.setMute(agent.extension, this.conversation(agent), isMuted);
  }

  async setHold(agent: Agent, isHeld: boolean): Promise<void> {
    await this.telephony.setHold(agent.extension, this.conversation(agent), isHeld);
  }

  /** Ends the conversation, or else the call that is being dialled or rings. */
  async hangup(agent: Agent): Promise<void> {
    const calls = this.board.callsOf(agent.extension);
    const call = callInConversation(calls) ?? calls[0];
    if (call === undefined) throw new CommandFault('NoActiveCall');
    await this.telephony.hangup(agent.extension, call.id);
  }

  private conversation(agent: Agent): string {
    const call = callInConversation(this.board.callsOf(agent.extension));
    if (call === null) throw new CommandFault('NoActiveCall');
    return call.id;
  }
}
