import { Agent } from 'node:http';
import { POLL_WAIT_MS } from '../protocol/timing';
import { post } from './post';
import { monotonicMs } from './statistics';

/** An agent's status: what is compared is the revision alone, as the widget and the backend do. */
interface AgentStatus {
  readonly status: string;
  readonly revision?: number;
  readonly telephony_link?: string;
}

interface Answer {
  readonly content?: { readonly result: { readonly result?: AgentStatus } };
}

/**
 * Agents that poll as widgets do, one connection each, and what their answers took. Their first polls are spread over
 * one hold, as those of people who open a page at different times are: begun together, all would end together every time,
 * and a measurement would depend on whether it met that moment.
 */
export class PollingAgents {
  /** From a change to the answer that has it, ms. */
  readonly latencies: number[] = [];
  /** Polls that were answered. */
  answers = 0;
  /** Once all have ended. */
  readonly done: Promise<unknown>;
  private readonly changedAt = new Map<string, number>();
  private readonly keepAlive = new Agent({ keepAlive: true, maxSockets: Infinity });
  private isOver = false;

  constructor(
    private readonly port: number,
    private readonly count: number,
    /** What they send back: the revision and the link alone, or the whole status, as widgets up to 1.0.0 do. */
    private readonly sends: 'revision' | 'status' = 'revision',
  ) {
    this.done = Promise.all(Array.from({ length: count }, (_, index) => this.poll(index)));
  }

  /** Notes a change of this agent's call. @param at on the clock that all processes share, ms */
  changed(extension: string, at: number): void {
    this.changedAt.set(extension, at);
  }

  /** No poll is sent any more; those under way are cut off. */
  stop(): void {
    this.isOver = true;
    this.keepAlive.destroy();
  }

  private async poll(index: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, (index / this.count) * POLL_WAIT_MS));
    let known: AgentStatus | null = null;
    while (!this.isOver) {
      const answer: string | null = await post(
        this.port,
        this.keepAlive,
        'get_agent_status',
        { current_status: this.sends === 'status' ? known : revisionOf(known) },
        index,
      ).catch(() => null);
      const at = monotonicMs();
      if (answer !== null) this.answers += 1;
      // An overloaded server may end a request with an HTTP error of its own.
      const status: AgentStatus | null =
        answer === null ? null : ((JSON.parse(answer) as Answer).content?.result.result ?? null);
      if (status === null || status.revision === known?.revision) continue;
      const extension = String(100_000 + index);
      // The message of the change may come after the answer: it takes another pipe.
      setImmediate(() => {
        const begin = this.changedAt.get(extension);
        if (begin !== undefined) this.latencies.push(at - begin);
        this.changedAt.delete(extension);
      });
      known = status;
    }
  }
}

/** What a current widget sends of the status that it knows. */
function revisionOf(known: AgentStatus | null): object | null {
  if (known === null) return null;
  const { revision, telephony_link = 'UP' } = known;
  return { status: 'NOT_CONVERSATION', call_info: null, revision, telephony_link };
}
