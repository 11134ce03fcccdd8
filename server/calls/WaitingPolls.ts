import type { AgentStatus } from '../../protocol/agentStatus';
import type { Clock } from '../system/Clock';
import { isBelieved } from './agentStatus';

interface Poll {
  readonly believed: AgentStatus | null;
  readonly end: () => void;
}

/** Polls that are held until what they believe is wrong. */
export class WaitingPolls {
  private readonly polls = new Map<string, Set<Poll>>();
  private total = 0;

  constructor(private readonly clock: Clock) {}

  /** Polls that are held now. */
  get count(): number {
    return this.total;
  }

  /** Agents whose polls are held now. */
  get extensions(): readonly string[] {
    return [...this.polls.keys()];
  }

  /** Polls of this agent that are held now. */
  countOf(extension: string): number {
    return this.polls.get(extension)?.size ?? 0;
  }

  /** Resolves when the belief is wrong, after `ms`, or when the signal is aborted. */
  wait(extension: string, believed: AgentStatus | null, ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const ofAgent = this.polls.get(extension) ?? new Set();
      this.polls.set(extension, ofAgent);
      const end = (): void => {
        if (!ofAgent.delete(poll)) return;
        this.total -= 1;
        if (ofAgent.size === 0 && this.polls.get(extension) === ofAgent) this.polls.delete(extension);
        stop();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const poll: Poll = { believed, end };
      ofAgent.add(poll);
      this.total += 1;
      const stop = this.clock.after(ms, end);
      signal.addEventListener('abort', end, { once: true });
    });
  }

  /** The truth has changed: ends the agent's polls that believe otherwise. */
  wake(extension: string, truth: AgentStatus): void {
    for (const { believed, end } of [...(this.polls.get(extension) ?? [])])
      if (!isBelieved(believed, truth)) end();
  }

  /** Ends all polls. */
  endAll(): void {
    for (const ofAgent of [...this.polls.values()]) for (const { end } of [...ofAgent]) end();
  }
}
