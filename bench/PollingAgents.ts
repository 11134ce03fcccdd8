import { Agent } from 'node:http';
import { post } from './post';
import { monotonicMs } from './statistics';

/** An agent's status: what is compared is the revision alone, as the widget and the backend do. */
interface Told {
  readonly status: string;
  readonly revision?: number;
}

interface Answer {
  readonly content?: { readonly result: { readonly result?: Told } };
}

/** Agents that poll as widgets do, one connection each, and what their answers took. */
export class PollingAgents {
  /** From a change to the answer that tells it, ms. */
  readonly latencies: number[] = [];
  /** Once all have ended. */
  readonly done: Promise<unknown>;
  private readonly changedAt = new Map<string, number>();
  private readonly keepAlive = new Agent({ keepAlive: true, maxSockets: Infinity });
  private isOver = false;

  constructor(
    private readonly port: number,
    count: number,
  ) {
    this.done = Promise.all(Array.from({ length: count }, (_, index) => this.poll(index)));
  }

  /** Something happened to this agent's call. @param at on the clock that all processes share, ms */
  changed(extension: string, at: number): void {
    this.changedAt.set(extension, at);
  }

  /** No poll is sent any more; those under way are cut off. */
  stop(): void {
    this.isOver = true;
    this.keepAlive.destroy();
  }

  private async poll(index: number): Promise<void> {
    let believed: Told = { status: 'NOT_CONVERSATION' };
    while (!this.isOver) {
      const answer = await post(
        this.port,
        this.keepAlive,
        'get_agent_status',
        { current_status: believed },
        index,
      ).catch(() => null);
      const at = monotonicMs();
      // A server that is short of time may cut a request with words of HTTP's own.
      const status = answer === null ? null : ((JSON.parse(answer) as Answer).content?.result.result ?? null);
      if (status === null || status.revision === believed.revision) continue;
      const extension = String(100_000 + index);
      // The word of the change may come after the answer: it is another pipe.
      setImmediate(() => {
        const begin = this.changedAt.get(extension);
        if (begin !== undefined) this.latencies.push(at - begin);
        this.changedAt.delete(extension);
      });
      believed = status;
    }
  }
}
