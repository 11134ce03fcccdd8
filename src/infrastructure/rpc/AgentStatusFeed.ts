import { NOT_IN_CONVERSATION, type AgentStatus } from '../../../protocol/agentStatus';
import { Failure } from '../../domain/Failure';
import { logDebug } from '../../system/log';
import type { Scope } from '../../system/Scope';
import { answered, failedOnce, noHistory, pollDelay, type PollHistory } from './pollDelay';
import { NO_CHANGE, type RpcClient } from './RpcClient';
import { toJson } from '../../../protocol/toJson';

/** Receives what the polls bring. */
export interface FeedListener {
  /**
   * The backend has answered `ping`: at the start and after each failure, since another one may have come back.
   * @param methods that it has; null: it does not list them, as the original's backend
   */
  onMethods(methods: readonly string[] | null): void;
  /**
   * The agent's status; the same again when nothing has changed.
   * @param heardAt when the backend said it, ms since 1970 by this computer's clock
   */
  onStatus(status: AgentStatus, heardAt: number): void;
  onFailure(failure: Failure): void;
}

/**
 * Polls the agent's status, one request at a time, until its scope closes. After a failure it goes on with
 * growing pauses, and at once when the page becomes visible or the network returns.
 */
export class AgentStatusFeed {
  private isGreeted = false;
  /** The next poll says that nothing is known. */
  private isBlank = false;
  private heardAt = 0;
  /** An answer that was older than what is known, as one that was lost on its way and came late. */
  private doubted: AgentStatus | null = null;
  private history: PollHistory = noHistory;
  private endPause: () => void = () => undefined;
  /** The poll was given up for the next one, which no pause delays. */
  private isUrgent = false;
  /** Of the poll that is under way. */
  private asking: Scope | null = null;

  constructor(
    private readonly rpc: RpcClient,
    private readonly listener: FeedListener,
    private readonly scope: Scope,
    /** From 0 to 1. */
    private readonly random: () => number,
    /** What the backend last said, exactly as it said it. */
    private believed: AgentStatus = NOT_IN_CONVERSATION,
  ) {}

  /** Starts polling. Resolves when the scope has closed. */
  async run(page: { document: Document; window: Window }): Promise<void> {
    this.scope.listen(page.document, 'visibilitychange', () => {
      if (page.document.visibilityState === 'visible') this.endPause();
    });
    // On another network the answer to the poll that waits may never come.
    this.scope.listen(page.window, 'online', () => {
      this.refresh();
    });
    while (!this.scope.closed) {
      if (!this.isGreeted) await this.greet();
      if (this.isOver()) return;
      await this.pollOnce();
      if (!this.isUrgent) await this.pause(pollDelay(this.history, this.random(), hasCall(this.believed)));
      this.isUrgent = false;
    }
  }

  /** Asks now: a poll that waits is given up, and a pause ends. */
  refresh(): void {
    this.isUrgent = this.asking !== null;
    this.asking?.close();
    this.endPause();
  }

  /** The scope may have closed while something was waited for. */
  private isOver(): boolean {
    return this.scope.closed;
  }

  /** Without an answer the poll is tried all the same: it tells better what is wrong. */
  private async greet(): Promise<void> {
    try {
      const answer = await this.rpc.call('ping', {});
      if (this.scope.closed) return;
      this.isGreeted = true;
      // A backend that tells its methods takes "I know nothing" and answers at once.
      if (answer.methods && this.believed.revision === undefined) this.isBlank = true;
      this.listener.onMethods(answer.methods ?? null);
      // The refusal of the poll is held back by the backend; this is the same news, sooner.
      if (answer.agent === null) this.listener.onFailure(new Failure('refused', 'UnknownAgent'));
    } catch (error) {
      logDebug('ping', Failure.from(error).reason);
    }
  }

  private async pollOnce(): Promise<void> {
    const startedAt = this.scope.now();
    const asking = this.scope.child();
    this.asking = asking;
    try {
      const current_status = this.isBlank ? null : beliefOf(this.believed);
      const answer = await this.rpc.poll({ current_status }, asking);
      const status = this.isDoubtful(answer) ? NO_CHANGE : answer;
      const isNew = status !== NO_CHANGE && !isSame(status, this.believed);
      if (status !== NO_CHANGE) {
        this.believed = status;
        this.heardAt = this.scope.now();
        this.isBlank = false;
      }
      this.history = answered(this.history, this.scope.now() - startedAt, isNew);
      if (!this.scope.closed) this.listener.onStatus(this.believed, this.heardAt);
    } catch (error) {
      // Given up by `refresh`, or with the scope: neither is a failure.
      if (asking.closed) return;
      const failure = Failure.from(error);
      this.isGreeted = false;
      this.history = failedOnce(this.history);
      if (failure.isBadRequest) this.forget();
      this.listener.onFailure(failure);
    } finally {
      asking.close();
      this.asking = null;
    }
  }

  /** What was sent could not be read, so the next poll sends what any backend can read. */
  private forget(): void {
    this.isBlank = !this.isBlank && this.believed.revision !== undefined;
    this.believed = NOT_IN_CONVERSATION;
  }

  /** An older answer is asked for again: a backend whose clock was set back writes one anew. */
  private isDoubtful(answer: AgentStatus | typeof NO_CHANGE): boolean {
    const before = this.doubted;
    this.doubted = answer !== NO_CHANGE && isOlder(answer, this.believed) ? answer : null;
    if (this.doubted === null || before === null) return this.doubted !== null;
    return before.server_time !== undefined && before.server_time === this.doubted.server_time;
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

/**
 * What the poll says of the status: revision and link alone where the backend gave one, so that the request stays small
 * however much the status holds. `NOT_CONVERSATION` is the form that needs no `call_info`; 1.0.0 reads it too.
 */
function beliefOf(status: AgentStatus): AgentStatus {
  return status.revision === undefined
    ? status
    : { ...NOT_IN_CONVERSATION, revision: status.revision, telephony_link: status.telephony_link ?? 'UP' };
}

/** Is a call shown, so that the truth is wanted soon? */
function hasCall({ status, calls = [] }: AgentStatus): boolean {
  return status === 'CONVERSATION' || calls.some(({ phase }) => phase !== 'ENDED');
}

function isOlder(status: AgentStatus, known: AgentStatus): boolean {
  return status.revision !== undefined && known.revision !== undefined && status.revision < known.revision;
}

/** Does this status tell what that one told? The time at which it was written does not count. */
function isSame(status: AgentStatus, before: AgentStatus): boolean {
  return status.revision === undefined
    ? toJson(status) === toJson(before)
    : status.revision === before.revision && status.telephony_link === before.telephony_link;
}
