import type { CallEvent } from '../../calls/CallEvent';

/** Agents' calls that are remembered; beyond it the oldest is forgotten. */
const MOST = 10_000;

const keyOf = (extension: string, callId: string): string => `${extension} ${callId}`;

/**
 * Which whole call each call of an agent belongs to. An agent belongs to the calls in which they dial or talk: whose phone
 * only rang sees nothing of what was written.
 */
export class NoteLegs {
  private readonly calls = new Map<string, string>();

  /**
   * Takes an event of an agent's call.
   * @param call the whole call that it belongs to now; a transfer may bring it to another one
   * @returns that the agent's call belongs to it from now on, and what it belonged to before; null: nothing new
   */
  take(extension: string, event: CallEvent, call: string): { readonly before: string | null } | null {
    const key = keyOf(extension, event.id);
    const before = this.calls.get(key) ?? null;
    const isIn = event.type === 'answered' || (event.type === 'began' && event.phase === 'dialing');
    if (before === call || (before === null && !isIn)) return null;
    this.set(extension, event.id, call);
    return { before };
  }

  /** The whole call; null: the agent has no such call. */
  callOf(extension: string, callId: string): string | null {
    return this.calls.get(keyOf(extension, callId)) ?? null;
  }

  set(extension: string, callId: string, call: string): void {
    this.calls.delete(keyOf(extension, callId));
    this.calls.set(keyOf(extension, callId), call);
    const [oldest] = this.calls.keys();
    if (oldest !== undefined && this.calls.size > MOST) this.calls.delete(oldest);
  }

  clear(): void {
    this.calls.clear();
  }
}
