import type { Clock } from '../system/Clock';

/** How long after its end a call is remembered, ms: by then what an agent has made of its client is in amoCRM. */
export const REMEMBERED_MS = 30 * 60_000;

/** Calls that are remembered; beyond it the oldest is forgotten. */
const MOST = 2_000;

const keyOf = (extension: string, callId: string): string => `${extension} ${callId}`;

/** Numbers of agents' calls that are over and gone from their screens. Kept in memory: a restart forgets them. */
export class EndedCalls {
  private readonly calls = new Map<string, { readonly number: string; readonly endedAt: number }>();

  constructor(private readonly clock: Pick<Clock, 'elapsed'>) {}

  /** The agent's call with this number is over. */
  add(extension: string, callId: string, number: string): void {
    this.calls.set(keyOf(extension, callId), { number, endedAt: this.clock.elapsed() });
    const [oldest] = this.calls.keys();
    if (oldest !== undefined && this.calls.size > MOST) this.calls.delete(oldest);
  }

  /** The number of the agent's call; null: the agent had no such call lately. */
  numberOf(extension: string, callId: string): string | null {
    const call = this.calls.get(keyOf(extension, callId));
    return call !== undefined && this.clock.elapsed() - call.endedAt < REMEMBERED_MS ? call.number : null;
  }
}
