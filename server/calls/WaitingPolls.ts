import type { AgentStatus } from '../../protocol/agentStatus';
import type { Clock } from '../system/Clock';
import { isUpToDate } from './toAgentStatus';
import { WaitingRequest } from './WaitingRequest';

interface Poll<T> {
  /** The status that the widget has; null: none. */
  readonly known: AgentStatus | null;
  readonly request: WaitingRequest;
  /** What `answer` has given it; null: it ended for another reason. */
  answer: T | null;
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
   * Resolves with what `answer` gives once `known` is outdated, with null after `ms` or when the signal is aborted.
   * @param known the status that the widget has; null: none
   */
  wait(extension: string, known: AgentStatus | null, ms: number, signal: AbortSignal): Promise<T | null> {
    return new Promise((resolve) => {
      const request = new WaitingRequest(this.clock, ms, signal, () => {
        this.remove(extension, poll);
        resolve(poll.answer);
      });
      const poll: Poll<T> = { known, request, answer: null };
      this.polls.set(extension, [...this.ofAgent(extension), poll]);
      this.total += 1;
    });
  }

  /**
   * Answers the agent's polls whose status is outdated.
   * @param readCurrent gives the present status; called once, and only when a poll waits
   */
  answer(extension: string, readCurrent: () => T): void {
    const polls = this.ofAgent(extension);
    if (polls.length === 0) return;
    const current = readCurrent();
    for (const poll of polls) {
      if (isUpToDate(poll.known, current.status)) continue;
      poll.answer = current;
      poll.request.end();
    }
  }

  /** Resolves all polls with null. */
  endAll(): void {
    for (const ofAgent of [...this.polls.values()]) for (const { request } of ofAgent) request.end();
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
