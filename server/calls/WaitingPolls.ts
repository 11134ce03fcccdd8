import type { AgentStatus } from '../../protocol/agentStatus';
import type { Clock } from '../system/Clock';
import { isBelieved } from './agentStatus';
import { holdRequest } from './holdRequest';

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

  /** Resolves when the belief is wrong, after `ms`, or when the signal is aborted. */
  wait(extension: string, believed: AgentStatus | null, ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const ofAgent = this.polls.get(extension) ?? new Set();
      this.polls.set(extension, ofAgent);
      const end = holdRequest(this.clock, ms, signal, () => {
        ofAgent.delete(poll);
        this.total -= 1;
        if (ofAgent.size === 0 && this.polls.get(extension) === ofAgent) this.polls.delete(extension);
        resolve();
      });
      const poll: Poll = { believed, end };
      ofAgent.add(poll);
      this.total += 1;
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
