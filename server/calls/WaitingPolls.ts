import type { AgentStatus } from '../../protocol/agentStatus';
import type { Clock } from '../system/Clock';
import { isBelieved } from './toAgentStatus';
import { WaitingRequest } from './WaitingRequest';

interface Poll<T> {
  readonly believed: AgentStatus | null;
  readonly held: WaitingRequest;
  /** The truth that ended it; null: something else did. */
  truth: T | null;
}

/** Polls that are held until what they believe is wrong. */
export class WaitingPolls<T extends { readonly status: AgentStatus }> {
  /** By extension; an agent has a few, one for each browser. */
  private readonly polls = new Map<string, readonly Poll<T>[]>();
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

  /** Resolves with the truth when the belief is wrong, with null after `ms` or when the signal is aborted. */
  wait(extension: string, believed: AgentStatus | null, ms: number, signal: AbortSignal): Promise<T | null> {
    return new Promise((resolve) => {
      const held = new WaitingRequest(this.clock, ms, signal, () => {
        this.remove(extension, poll);
        resolve(poll.truth);
      });
      const poll: Poll<T> = { believed, held, truth: null };
      this.polls.set(extension, [...this.ofAgent(extension), poll]);
      this.total += 1;
    });
  }

  /** The truth has changed: ends the agent's polls that believe otherwise. @param read is called when a poll is held */
  wake(extension: string, read: () => T): void {
    const polls = this.ofAgent(extension);
    if (polls.length === 0) return;
    const truth = read();
    for (const poll of polls) {
      if (isBelieved(poll.believed, truth.status)) continue;
      poll.truth = truth;
      poll.held.end();
    }
  }

  /** Ends all polls. */
  endAll(): void {
    for (const ofAgent of [...this.polls.values()]) for (const { held } of ofAgent) held.end();
  }

  private ofAgent(extension: string): readonly Poll<T>[] {
    return this.polls.get(extension) ?? [];
  }

  private remove(extension: string, poll: Poll<T>): void {
    const others = this.ofAgent(extension).filter((other) => other !== poll);
    if (others.length === 0) this.polls.delete(extension);
    else this.polls.set(extension, others);
    this.total -= 1;
  }
}
