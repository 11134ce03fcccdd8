import type { AgentStates } from './AgentStates';
import { activeConversations } from './liveCall';
import type { CallEvent } from './CallEvent';
import { consultation } from './consultation';
import type { Telephony } from './Telephony';
import { liveCalls } from './trackCalls';

interface HeldClient {
  /** Id of the call that the consultation has put on hold. */
  readonly clientId: string;
  /** Id of the call with the person consulted; null: it has not begun yet. */
  readonly consultingId: string | null;
}

/**
 * Sees to it that no client is lost on hold: when a consultation comes to nothing (hung up, busy, no answer),
 * the call that it put on hold comes off it by itself, unless the agent talks in another call by then.
 *
 * ```
 *   ∎ ──expect──▶ waiting ──consulting call began──▶ consulting ──it ended──▶ off hold ▶ ∎
 *   any ──the client's call ended, or the transfer is complete──▶ ∎
 * ```
 */
export class HoldRelease {
  /** By extension: an agent has one consultation at a time. */
  private readonly expected = new Map<string, HeldClient>();

  constructor(
    private readonly telephony: Telephony,
    private readonly states: AgentStates,
    /** Told when a client can't be taken off hold. */
    private readonly onFault: (cause: unknown) => void,
  ) {}

  /** A consultation puts this call on hold. */
  consultationBegan(extension: string, clientId: string, consultingId: string | null = null): void {
    this.expected.set(extension, { clientId, consultingId });
  }

  /** There is no consultation after all. */
  forget(extension: string): void {
    this.expected.delete(extension);
  }

  /** Another backend sees to all consultations from now on. */
  forgetAll(): void {
    this.expected.clear();
  }

  /** Takes over the consultations of these agents, whose beginning another backend has seen. */
  resume(extensions: Iterable<string>): void {
    for (const extension of extensions) {
      const both = consultation(this.states.callsOf(extension));
      if (both?.client.isHeld) this.consultationBegan(extension, both.client.id, both.consulting.id);
    }
  }

  /** After a resync: also releases clients whose consultation ended while the connection was lost. */
  recheckAfterResync(): void {
    for (const [extension, { clientId, consultingId }] of [...this.expected]) {
      const live = liveCalls(this.states.callsOf(extension));
      if (consultingId === null || live.some(({ id }) => id === consultingId)) continue;
      this.forget(extension);
      void this.takeOffHold(extension, clientId).catch(this.onFault);
    }
  }

  /** Takes an event of the telephone system, after the board has taken it. */
  onCallEvent(extension: string, event: CallEvent): void {
    const expected = this.expected.get(extension);
    if (expected === undefined) return;
    if (event.type === 'began' && event.consultOf === expected.clientId)
      this.expected.set(extension, { ...expected, consultingId: event.id });
    if (event.type !== 'ended') return;
    const { clientId, consultingId } = expected;
    if (event.id !== clientId && event.id !== consultingId) return;
    this.forget(extension);
    if (event.id === clientId || event.reason === 'transferred') return;
    // The telephone system is in the middle of telling; it is asked once it is through.
    void Promise.resolve()
      .then(() => this.takeOffHold(extension, clientId))
      .catch(this.onFault);
  }

  private async takeOffHold(extension: string, clientId: string): Promise<void> {
    const calls = this.states.callsOf(extension);
    const isHeld = calls.some((call) => call.id === clientId && call.phase === 'talking' && call.isHeld);
    if (isHeld && activeConversations(calls).length === 0)
      await this.telephony.run(extension, { kind: 'hold', callId: clientId, on: false });
  }
}
