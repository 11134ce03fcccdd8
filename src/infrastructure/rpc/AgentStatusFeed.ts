import { NOT_IN_CONVERSATION, type AgentStatus } from '../../../protocol/agentStatus';
import { Failure } from '../../domain/Failure';
import { logDebug } from '../../system/log';
import type { Scope } from '../../system/Scope';
import { afterAnswer, afterFailure, noHistory, pollDelay, type PollHistory } from './pollDelay';
import { NO_CHANGE, type RpcClient } from './RpcClient';
import { toJson } from '../../../protocol/toJson';

/** Receives the results of polls. */
export interface FeedListener {
  /**
   * The backend has answered `ping`, which is sent at the start and again after each failure: a backend of another
   * version may be running then.
   * @param methods names of the backend's methods; null: it does not list them (original protocol)
   */
  onMethods(methods: readonly string[] | null): void;
  /**
   * A poll was answered.
   * @param status the agent's status; the last one again when the poll has ended with no change
   * @param heardAt when this status came, ms since 1970 by this computer's clock
   */
  onStatus(status: AgentStatus, heardAt: number): void;
  /** A poll has failed, or `ping` has shown that the user is no agent of the backend. */
  onFailure(failure: Failure): void;
}

/**
 * Polls the agent's status with one request at a time, until its scope closes. After failures it polls again after
 * growing pauses, or at once when the page becomes visible or the network returns.
 */
export class AgentStatusFeed {
  /** Was `ping` answered since the last failure? */
  private isPinged = false;
  /** The next poll sends null as `current_status`, so that the backend answers at once. */
  private sendsNull = false;
  /** When `known` came, ms since 1970. */
  private heardAt = 0;
  /**
   * The last answer, if it had a lower revision than the status before: a delayed answer, or a backend whose clock was
   * set back.
   */
  private older: AgentStatus | null = null;
  private history: PollHistory = noHistory;
  /** Ends the pause between polls; does nothing when there is none. */
  private endPause: () => void = () => undefined;
  /** `refresh` has cancelled the poll under way, so the next poll starts without a pause. */
  private isUrgent = false;
  /** Scope of the poll under way; closing it cancels the poll. */
  private pollScope: Scope | null = null;

  constructor(
    private readonly rpc: RpcClient,
    private readonly listener: FeedListener,
    private readonly scope: Scope,
    /** Random number from 0 to 1. */
    private readonly random: () => number,
    /** The last status, exactly as the backend has sent it. */
    private known: AgentStatus = NOT_IN_CONVERSATION,
  ) {}

  /** Starts polling. Resolves when the scope has closed. */
  async run(page: { document: Document; window: Window }): Promise<void> {
    this.scope.listen(page.document, 'visibilitychange', () => {
      if (page.document.visibilityState === 'visible') this.endPause();
    });
    // After a change of the network the answer to the waiting poll may never come.
    this.scope.listen(page.window, 'online', () => {
      this.refresh();
    });
    while (!this.scope.closed) {
      if (!this.isPinged) await this.ping();
      if (this.isClosed()) return;
      await this.pollOnce();
      if (!this.isUrgent) await this.pause(pollDelay(this.history, this.random(), hasCall(this.known)));
      this.isUrgent = false;
    }
  }

  /** Polls now: cancels the poll under way and ends a pause. */
  refresh(): void {
    this.isUrgent = this.pollScope !== null;
    this.pollScope?.close();
    this.endPause();
  }

  /** Read through a function, since the compiler would take `closed` for unchanged after an `await`. */
  private isClosed(): boolean {
    return this.scope.closed;
  }

  /**
   * Sends `ping`. Its failure is not reported, as the poll that follows fails with a more precise reason; that the user
   * is not proven or has no extension is: the backend delays the poll's refusal.
   */
  private async ping(): Promise<void> {
    try {
      const answer = await this.rpc.call('ping', {});
      if (this.scope.closed) return;
      this.isPinged = true;
      // A backend with our extension accepts null as `current_status` and then answers at once.
      if (answer.methods && this.known.revision === undefined) this.sendsNull = true;
      this.listener.onMethods(answer.methods ?? null);
      // The backend delays the refusal of the poll; this reports it at once.
      if (answer.agent === null) this.listener.onFailure(new Failure('refused', 'UnknownAgent'));
    } catch (error) {
      const failure = Failure.from(error);
      logDebug('ping', failure.reason);
      if (!this.scope.closed && /^(refused|noExtension)$/.test(failure.reason))
        this.listener.onFailure(failure);
    }
  }

  /** Sends one poll and reports its result. */
  private async pollOnce(): Promise<void> {
    const startedAt = this.scope.now();
    const pollScope = this.scope.child();
    this.pollScope = pollScope;
    try {
      const current_status = this.sendsNull ? null : toCurrentStatus(this.known);
      // A backend of the original protocol knows no other parameter.
      const isExtended = current_status === null || current_status.revision !== undefined;
      const params = { current_status, ...(isExtended && { cards: true, missed_clients: true }) };
      const answer = await this.rpc.poll(params, pollScope);
      const status = this.isOutdated(answer) ? NO_CHANGE : answer;
      const isNew = status !== NO_CHANGE && !isSame(status, this.known);
      if (status !== NO_CHANGE) {
        this.known = status;
        this.heardAt = this.scope.now();
        this.sendsNull = false;
      }
      this.history = afterAnswer(this.history, this.scope.now() - startedAt, isNew);
      if (!this.scope.closed) this.listener.onStatus(this.known, this.heardAt);
    } catch (error) {
      // Cancelled by `refresh` or by the feed's scope: not a failure.
      if (pollScope.closed) return;
      const failure = Failure.from(error);
      this.isPinged = false;
      this.history = afterFailure(this.history);
      if (failure.isBadRequest) this.reset();
      this.listener.onFailure(failure);
    } finally {
      pollScope.close();
      this.pollScope = null;
    }
  }

  /**
   * Called when the backend could not read `current_status`: the next poll sends null or, if that was refused too or
   * the backend has no revisions, "no conversation", which any backend can read.
   */
  private reset(): void {
    this.sendsNull = !this.sendsNull && this.known.revision !== undefined;
    this.known = NOT_IN_CONVERSATION;
  }

  /**
   * Should this answer be ignored, because its revision is lower than the known one? A delayed answer is; the next poll
   * asks again. If the next answer is also older and was written at another time, the backend's clock was set back, and
   * the answer counts.
   */
  private isOutdated(answer: AgentStatus | typeof NO_CHANGE): boolean {
    const before = this.older;
    this.older = answer !== NO_CHANGE && isOlder(answer, this.known) ? answer : null;
    if (this.older === null || before === null) return this.older !== null;
    return before.server_time !== undefined && before.server_time === this.older.server_time;
  }

  /** Resolves after `ms`, or earlier when `endPause` is called or the scope closes. */
  private pause(ms: number): Promise<void> {
    if (ms === 0 || this.scope.closed) return Promise.resolve();
    return new Promise<void>((resolve) => {
      const stop = this.scope.after(ms, resolve);
      const removeEnding = this.scope.onClose(resolve);
      this.endPause = () => {
        stop();
        removeEnding();
        resolve();
      };
    }).then(() => {
      this.endPause();
      this.endPause = () => undefined;
    });
  }
}

/**
 * What a poll sends as `current_status`. For a status with a revision it is only the revisions and the link, so that the
 * request stays small; `NOT_CONVERSATION` is the variant that needs no `call_info`, and version 1.0.0 reads it too. A
 * status without a revision is sent whole, as the original protocol wants.
 */
function toCurrentStatus(status: AgentStatus): AgentStatus {
  return status.revision === undefined
    ? status
    : {
        ...NOT_IN_CONVERSATION,
        revision: status.revision,
        telephony_link: status.telephony_link ?? 'UP',
        missed_clients: status.missed_clients,
      };
}

/** Has the status a live call? Then a retry must not wait long. */
function hasCall({ status, calls = [] }: AgentStatus): boolean {
  return status === 'CONVERSATION' || calls.some(({ phase }) => phase !== 'ENDED');
}

/** Has the status a lower revision than the known one? False where one of them has none. */
function isOlder(status: AgentStatus, known: AgentStatus): boolean {
  return status.revision !== undefined && known.revision !== undefined && status.revision < known.revision;
}

/** Are both the same status? The time at which it was written does not count. */
function isSame(status: AgentStatus, before: AgentStatus): boolean {
  return toJson(toCurrentStatus(status)) === toJson(toCurrentStatus(before));
}
