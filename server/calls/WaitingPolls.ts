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

/** Most polls of an agent that wait: there is one for each browser, and of the original widget one for each tab. */
const MOST_OF_AGENT = 32;

/**
 * Polls that wait until the status that their widget has is outdated. Beyond `MOST_OF_AGENT` of an agent the oldest is answered
 * with the present status.
 * @typeParam T what a poll is answered with: a status, and what the caller needs beside it
 */
export class WaitingPolls<T extends { readonly status: AgentStatus }> {
  /** By extension; the oldest first. */
  private readonly polls = new Map<string, Set<Poll<T>>>();
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
   * Resolves with what `answer` gives once `known` is outdated, with null after `ms`, when the signal is aborted, or when the
   * agent has too many others.
   * @param known the status that the widget has; null: none
   */
  wait(extension: string, known: AgentStatus | null, ms: number, signal: AbortSignal): Promise<T | null> {
    return new Promise((resolve) => {
      const request = new WaitingRequest(this.clock, ms, signal, () => {
        this.remove(extension, poll);
        resolve(poll.answer);
      });
      const poll: Poll<T> = { known, request, answer: null };
      const ofAgent = this.polls.get(extension);
      if (ofAgent === undefined) this.polls.set(extension, new Set([poll]));
      else ofAgent.add(poll);
      this.total += 1;
      const [oldest] = ofAgent ?? [];
      if (ofAgent !== undefined && ofAgent.size > MOST_OF_AGENT) oldest?.request.end();
    });
  }

  /**
   * Answers the agent's polls whose status is outdated.
   * @param readCurrent gives the present status; called once, and only when a poll waits
   */
  answer(extension: string, readCurrent: () => T): void {
    const polls = this.polls.get(extension);
    if (polls === undefined) return;
    const current = readCurrent();
    for (const poll of [...polls]) {
      if (isUpToDate(poll.known, current.status)) continue;
      poll.answer = current;
      poll.request.end();
    }
  }

  /** Resolves all polls with null. */
  endAll(): void {
    for (const ofAgent of [...this.polls.values()]) for (const { request } of [...ofAgent]) request.end();
  }

  private remove(extension: string, poll: Poll<T>): void {
    const ofAgent = this.polls.get(extension);
    ofAgent?.delete(poll);
    if (ofAgent?.size === 0) this.polls.delete(extension);
    this.total -= 1;
  }
}
