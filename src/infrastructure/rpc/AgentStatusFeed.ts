import { NOT_IN_CONVERSATION, type AgentStatus } from '../../../protocol/agentStatus';
import { Failure } from '../../domain/Failure';
import type { Scope } from '../../system/Scope';
import { answered, failedOnce, noHistory, pollDelay, type PollHistory } from './pollDelay';
import { NO_CHANGE, type RpcClient } from './RpcClient';

/** Who is told of the polls. */
export interface FeedListener {
  /** The agent's status; the same again when nothing has changed. */
  onStatus(status: AgentStatus): void;
  onFailure(failure: Failure): void;
}

/**
 * Polls the agent's status, one request at a time, until its scope closes. After a failure it goes on with
 * growing pauses, and at once when the page becomes visible or the network returns.
 */
export class AgentStatusFeed {
  /** What the backend last said, exactly as it said it; the backend compares it with the truth. */
  private believed: AgentStatus = NOT_IN_CONVERSATION;
  private history: PollHistory = noHistory;
  private endPause: () => void = () => undefined;

  constructor(
    private readonly rpc: RpcClient,
    private readonly listener: FeedListener,
    private readonly scope: Scope,
    /** From 0 to 1. */
    private readonly random: () => number,
  ) {}

  /** Starts polling. Resolves when the scope has closed. */
  async run(page: { document: Document; window: Window }): Promise<void> {
    this.scope.listen(page.document, 'visibilitychange', () => {
      if (page.document.visibilityState === 'visible') this.endPause();
    });
    this.scope.listen(page.window, 'online', () => {
      this.endPause();
    });
    while (!this.scope.closed) {
      await this.pollOnce();
      await this.pause(pollDelay(this.history, this.random()));
    }
  }

  private async pollOnce(): Promise<void> {
    const startedAt = this.scope.now();
    try {
      const status = await this.rpc.poll({ current_status: this.believed });
      const isNew = status !== NO_CHANGE && JSON.stringify(status) !== JSON.stringify(this.believed);
      if (status !== NO_CHANGE) this.believed = status;
      this.history = answered(this.history, this.scope.now() - startedAt, isNew);
      if (!this.scope.closed) this.listener.onStatus(this.believed);
    } catch (error) {
      this.history = failedOnce(this.history);
      if (!this.scope.closed) this.listener.onFailure(Failure.from(error));
    }
  }

  private pause(ms: number): Promise<void> {
    if (ms === 0 || this.scope.closed) return Promise.resolve();
    return new Promise<void>((resolve) => {
      const stop = this.scope.after(ms, resolve);
      const forget = this.scope.onClose(resolve);
      this.endPause = () => {
        stop();
        forget();
        resolve();
      };
    }).then(() => {
      this.endPause();
      this.endPause = () => undefined;
    });
  }
}
