import type { AgentStatus } from '../../protocol/agentStatus';
import type { Clock } from '../system/Clock';
import { isBelieved } from './toAgentStatus';
import { WaitingRequest } from './WaitingRequest';

interface Poll<T> {
  readonly believed: AgentStatus | null;
  readonly held: WaitingRequest;
  /** The answer of `wake`; null: the poll ended for another reason. */
  truth: T | null;
}

/**
 * Polls that wait until the status that their widget has is outdated.
 * @typeParam T what a poll is answered with: a status, and what the caller needs beside it
 */
export class WaitingPolls<T extends { readonly status: AgentStatus }> {
  /** By extension; an agent has a few, one for each browser. */
  private readonly polls = new Map<string, readonly Poll<T>[]>();
  private total = 0;

  constructor(private readonly clock: Clock) {}

  /** Number of polls that wait now. */
  get count(): number {
    return this.total;
  }

  /** Extensions of agents whose polls wait now. */
  get extensions(): readonly string[] {
    return [...this.polls.keys()];
  }

  /**
   * Resolves with the answer of `wake` once `believed` is outdated, with null after `ms` or when the signal is aborted.
   * @param believed the status that the widget has; null: none
   */
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

  /**
   * Answers the agent's polls whose status is outdated.
   * @param read gives the present status; called once, and only when a poll waits
   */
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

  /** Resolves all polls with null. */
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
