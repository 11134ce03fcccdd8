import type { AgentStatus } from '../../protocol/agentStatus';
import type { Clock } from '../system/Clock';
import type { AgentCall, CallEvent, Party } from './AgentCall';
import { isSameStatus, toAgentStatus } from './agentStatus';
import { trackCalls } from './trackCalls';

/** Live calls of all agents, and who waits for them to change. In memory. */
export class AgentBoard {
  private readonly calls = new Map<string, readonly AgentCall[]>();
  private readonly waiting = new Map<string, Set<() => void>>();
  private waitingCount = 0;
  private isReleased = false;

  constructor(
    private readonly clock: Clock,
    private readonly partyOf: (number: string) => Party,
  ) {}

  /** Polls that are held now. */
  get waitingPolls(): number {
    return this.waitingCount;
  }

  callsOf(extension: string): readonly AgentCall[] {
    return this.calls.get(extension) ?? [];
  }

  /** Takes an event of the telephone system; wakes the polls whose picture it changed. */
  take(extension: string, event: CallEvent): void {
    const before = this.callsOf(extension);
    const after = trackCalls(before, event, this.partyOf);
    if (after === before) return;
    if (after.length === 0) this.calls.delete(extension);
    else this.calls.set(extension, after);
    if (!isSameStatus(toAgentStatus(before), toAgentStatus(after))) this.wake(extension);
  }

  /**
   * The agent's status: at once when it is not what the asker believes, else once it changes, else the same
   * after the hold.
   * @param signal aborted when the asker is gone; the answer is then of no use to anybody
   */
  async waitForChange(
    extension: string,
    believed: AgentStatus | null,
    holdMs: number,
    signal: AbortSignal,
  ): Promise<AgentStatus> {
    const truth = toAgentStatus(this.callsOf(extension));
    if (!isSameStatus(believed, truth) || signal.aborted || this.isReleased) return truth;
    await this.sleep(extension, holdMs, signal);
    return toAgentStatus(this.callsOf(extension));
  }

  /** Answers all polls, now and from now on: the backend stops. */
  release(): void {
    this.isReleased = true;
    for (const extension of [...this.waiting.keys()]) this.wake(extension);
  }

  private sleep(extension: string, ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleepers = this.waiting.get(extension) ?? new Set();
      this.waiting.set(extension, sleepers);
      const end = (): void => {
        if (!sleepers.delete(end)) return;
        this.waitingCount -= 1;
        if (sleepers.size === 0 && this.waiting.get(extension) === sleepers) this.waiting.delete(extension);
        stop();
        signal.removeEventListener('abort', end);
        resolve();
      };
      sleepers.add(end);
      this.waitingCount += 1;
      const stop = this.clock.after(ms, end);
      signal.addEventListener('abort', end, { once: true });
    });
  }

  private wake(extension: string): void {
    for (const end of [...(this.waiting.get(extension) ?? [])]) end();
  }
}
