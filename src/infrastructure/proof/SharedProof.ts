import { WIDGET_WAIT_MS } from '../../../protocol/timing';
import { Failure } from '../../domain/Failure';
import type { Scope } from '../../system/Scope';
import type { ProofOfUser } from '../rpc/ProofOfUser';
import type { ProofChannel, ProofMessage } from './ProofChannel';
import { nextProof, type ProofEvent, type ProofState, type ProvenSession } from './ProofState';
import { staleReason, withWhomToAsk } from './staleReason';

/** How often a following tab asks the leading one again, ms: the leader may have been closed meanwhile. */
const ASK_AGAIN_MS = 1_000;

/** Longest wait for a session, ms: two requests, since a token that has ended is exchanged a second time. */
const LONGEST_WAIT_MS = 2 * WIDGET_WAIT_MS;

/** After this share of a session's life it is renewed. */
const RENEW_SHARE = 0.8;

/** What a shared proof needs. */
export interface SharedProofOptions {
  /** Exchanges amoCRM's token for a session. Rejects with a `Failure`. */
  readonly open: () => Promise<ProvenSession>;
  /** Null: the tab acts for itself. */
  readonly channel: ProofChannel | null;
  /** Is this the leading tab? Only it makes exchanges, so that many tabs that wake at once make one. */
  readonly isLeader: () => boolean;
}

/** Keeps the session of the page's user: opened and renewed by the leading tab, and sent to the others. */
export class SharedProof implements ProofOfUser {
  private state: ProofState = { kind: 'none' };
  /** Requests that wait for a session. */
  private readonly waiting = new Set<(outcome: ProvenSession | Failure) => void>();
  /** Owner of the wait under way. */
  private wait: Scope;
  private stopRenewal: () => void = () => undefined;
  private isOpening = false;
  /** The last token that the backend has not accepted. */
  private endedToken: string | null = null;

  constructor(
    private readonly options: SharedProofOptions,
    private readonly scope: Scope,
  ) {
    this.wait = scope.child();
    scope.onClose(() => {
      this.settle(new Failure('cancelled'));
    });
    options.channel?.listen((message) => {
      this.hear(message);
    });
  }

  async run<T>(send: (sessionToken: string) => Promise<T>): Promise<T> {
    const first = await this.session();
    try {
      return await send(first.token);
    } catch (error) {
      if (staleReason(error, first) === null) throw withWhomToAsk(error, first);
      this.end(first.token);
    }
    const second = await this.session();
    try {
      return await send(second.token);
    } catch (error) {
      // Of a session that was opened a moment ago the backend can only dislike whose it is.
      if (staleReason(error, second) === 'session')
        throw new Failure('refused', 'proof.otherUser', { cause: error });
      throw withWhomToAsk(error, second);
    }
  }

  /** The session, once there is one. Rejects with a `Failure`. */
  private session(): Promise<ProvenSession> {
    this.change({ kind: 'wanted', now: this.scope.now() });
    if ('session' in this.state) return Promise.resolve(this.state.session);
    if (this.scope.closed) return Promise.reject(new Failure('cancelled'));
    return new Promise((resolve, reject) => {
      this.waiting.add((outcome) => {
        if (outcome instanceof Failure) reject(outcome);
        else resolve(outcome);
      });
    });
  }

  /** Changes the state and does what the new one wants. */
  private change(event: ProofEvent): void {
    const before = this.state;
    this.state = nextProof(before, event);
    if (this.state === before) return;
    if (this.state.kind === 'waiting') this.bring();
    if (this.state.kind === 'proven' && event.kind === 'opened') {
      this.planRenewal(this.state.session);
      this.settle(this.state.session);
    }
  }

  /** Opens a session, or asks the leading tab for one until it comes. */
  private bring(): void {
    this.wait.close();
    const wait = this.scope.child();
    this.wait = wait;
    const step = (): void => {
      if (this.options.isLeader()) void this.open();
      else this.options.channel?.post({ kind: 'wanted', ended: this.endedToken });
    };
    wait.every(ASK_AGAIN_MS, step);
    wait.after(LONGEST_WAIT_MS, () => {
      this.fail(new Failure('timeout'));
    });
    step();
  }

  /** One exchange at a time; its outcome goes to the other tabs as well. Never rejects. */
  private async open(): Promise<void> {
    if (this.isOpening) return;
    this.isOpening = true;
    try {
      const session = await this.options.open();
      this.isOpening = false;
      this.options.channel?.post({ kind: 'opened', session });
      this.change({ kind: 'opened', session });
    } catch (error) {
      this.isOpening = false;
      const failure = Failure.from(error);
      if (failure.reason === 'cancelled') return;
      this.options.channel?.post({ kind: 'failed', reason: failure.reason, detail: failure.detail });
      this.fail(failure);
    }
  }

  private fail(failure: Failure): void {
    const isRenewal = this.state.kind === 'renewing';
    this.change({ kind: 'failed' });
    if (!isRenewal) this.settle(failure);
  }

  /** The leading tab renews before the end; should it be asleep then, the first request after it does. */
  private planRenewal({ endsAt }: ProvenSession): void {
    this.stopRenewal();
    this.stopRenewal = this.scope.after((endsAt - this.scope.now()) * RENEW_SHARE, () => {
      if (!this.options.isLeader()) return;
      this.change({ kind: 'due' });
      void this.open();
    });
  }

  private end(token: string): void {
    this.endedToken = token;
    this.change({ kind: 'ended', token });
  }

  /** Lets the requests that wait go on. */
  private settle(outcome: ProvenSession | Failure): void {
    this.wait.close();
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const one of waiting) one(outcome);
  }

  private hear(message: ProofMessage): void {
    const isLeader = this.options.isLeader();
    if (message.kind === 'wanted' && isLeader) {
      if (message.ended !== null) this.end(message.ended);
      this.change({ kind: 'wanted', now: this.scope.now() });
      if ('session' in this.state)
        this.options.channel?.post({ kind: 'opened', session: this.state.session });
    }
    if (message.kind === 'opened') this.change({ kind: 'opened', session: message.session });
    if (message.kind === 'failed' && !isLeader) this.fail(new Failure(message.reason, message.detail));
  }
}
