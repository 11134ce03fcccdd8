import type { Clock } from '../system/Clock';
import type { ElmaPush } from './elma365Wire';
import {
  pushPauses,
  verdictOf,
  withoutStale,
  withPush,
  type PushAnswer,
  type WaitingPush,
} from './WaitingPush';
import { backOff } from '../../protocol/backOff';
import { LogLine } from '../system/LogLine';
import { elma365Log } from './messages';

/** Sends one push; null: no answer came. Never fails. */
export type SendPush = (url: string, push: ElmaPush, signal: AbortSignal) => Promise<PushAnswer>;

/** Logger of the queue; its lines contain no URL and no number. */
export interface PushLog {
  warn(line: LogLine): void;
}

/**
 * Sends pushes in order, one at a time; each is retried until it is accepted, refused as invalid or too old. In memory
 * only: unlike the outbox of amoCRM it is lost at a restart.
 *
 * ```
 *   idle ──add, wake──▶ sending ──accepted, refused──▶ sending the next, or idle
 *                       sending ──no success──▶ pausing ──time──▶ sending
 *   any ──close──▶ closed
 * ```
 */
export class PushQueue {
  private queue: readonly WaitingPush[] = [];
  private state:
    | { readonly name: 'idle' | 'closed' }
    | { readonly name: 'sending'; readonly controller: AbortController }
    | { readonly name: 'pausing'; readonly stop: () => void } = { name: 'idle' };
  private failures = 0;

  constructor(
    private readonly clock: Clock,
    /** URL for pushes; null: not known yet. */
    private readonly address: () => string | null,
    private readonly send: SendPush,
    private readonly log: PushLog,
  ) {}

  /** Number of waiting pushes. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Appends a push. */
  add(push: ElmaPush): void {
    if (this.state.name === 'closed') return;
    this.queue = withPush(withoutStale(this.queue, this.clock.now()), { push, since: this.clock.now() });
    if (this.state.name === 'idle') this.sendNext();
  }

  /** Sends waiting pushes at once, after the URL has changed. */
  wake(): void {
    if (this.state.name === 'pausing') this.state.stop();
    if (this.state.name === 'pausing' || this.state.name === 'idle') this.sendNext();
  }

  /** Aborts the attempt that is under way and drops waiting pushes. */
  close(): void {
    if (this.state.name === 'pausing') this.state.stop();
    if (this.state.name === 'sending') this.state.controller.abort();
    this.state = { name: 'closed' };
    this.queue = [];
  }

  private sendNext(): void {
    this.queue = withoutStale(this.queue, this.clock.now());
    const [head] = this.queue;
    const url = this.address();
    if (head === undefined || url === null) {
      this.state = { name: 'idle' };
      return;
    }
    const controller = new AbortController();
    this.state = { name: 'sending', controller };
    void this.send(url, head.push, controller.signal).then((answer) => this.handleAnswer(head, answer));
  }

  private handleAnswer(head: WaitingPush, answer: PushAnswer): void {
    if (this.state.name === 'closed') return;
    const verdict = verdictOf(answer);
    if (verdict !== 'again') {
      this.failures = 0;
      this.queue = this.queue.filter((one) => one !== head);
      if (verdict === 'drop')
        this.log.warn(new LogLine(elma365Log.refused, { answer, type: head.push.type }));
      this.sendNext();
      return;
    }
    this.failures += 1;
    if (this.failures === 1) this.log.warn(new LogLine(elma365Log.waiting, { answer }));
    const stop = this.clock.after(backOff(pushPauses, this.failures, 0), () => this.sendNext());
    this.state = { name: 'pausing', stop };
  }
}
