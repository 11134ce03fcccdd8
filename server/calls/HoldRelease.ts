import type { AgentStates } from './AgentStates';
import { activeConversations } from './liveCall';
import type { CallEvent } from './CallEvent';
import { consultation } from './consultation';
import type { Telephony } from './Telephony';
import { liveCalls } from './trackCalls';

/** A client whom a consultation puts on hold. */
interface WatchedClient {
  /** Id of the client's call. */
  readonly clientId: string;
  /** Id of the call with the person consulted; null: the driver has not reported it yet. */
  readonly consultingId: string | null;
}

/**
 * Takes the client off hold when a consultation ends without a transfer (hung up, busy, no answer), unless the agent
 * talks in another call by then.
 *
 * ```
 *   ∎ ──consultationBegan──▶ waiting ──consulting call began──▶ consulting ──it ended──▶ off hold ▶ ∎
 *   any ──the client's call ended, or the transfer is complete──▶ ∎
 * ```
 */
export class HoldRelease {
  /** By extension: an agent has one consultation at a time. */
  private readonly watched = new Map<string, WatchedClient>();

  constructor(
    private readonly telephony: Telephony,
    private readonly states: AgentStates,
    /** Called when a client can't be taken off hold. */
    private readonly onFault: (cause: unknown) => void,
  ) {}

  /** A consultation puts the call `clientId` on hold. */
  consultationBegan(extension: string, clientId: string, consultingId: string | null = null): void {
    this.watched.set(extension, { clientId, consultingId });
  }

  /** Stops watching: the consultation could not begin, or is over. */
  forget(extension: string): void {
    this.watched.delete(extension);
  }

  /** Stops watching all consultations: another backend of the cluster leads now. */
  forgetAll(): void {
    this.watched.clear();
  }

  /** Starts watching these agents' consultations, which began while another backend of the cluster led. */
  resume(extensions: Iterable<string>): void {
    for (const extension of extensions) {
      const both = consultation(this.states.callsOf(extension));
      if (both?.client.isHeld) this.consultationBegan(extension, both.client.id, both.consulting.id);
    }
  }

  /** After a resync: releases clients whose consultation ended while the telephone system was disconnected. */
  recheckAfterResync(): void {
    for (const [extension, { clientId, consultingId }] of [...this.watched]) {
      const live = liveCalls(this.states.callsOf(extension));
      if (consultingId === null || live.some(({ id }) => id === consultingId)) continue;
      this.forget(extension);
      void this.takeOffHold(extension, clientId).catch(this.onFault);
    }
  }

  /** Handles an event that `AgentStates` has already applied. */
  onCallEvent(extension: string, event: CallEvent): void {
    const watched = this.watched.get(extension);
    if (watched === undefined) return;
    if (event.type === 'began' && event.consultOf === watched.clientId)
      this.watched.set(extension, { ...watched, consultingId: event.id });
    if (event.type !== 'ended') return;
    const { clientId, consultingId } = watched;
    if (event.id !== clientId && event.id !== consultingId) return;
    this.forget(extension);
    if (event.id === clientId || event.reason === 'transferred') return;
    // Deferred: the driver is still reporting this event, and a command from within the listener could disturb it.
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
