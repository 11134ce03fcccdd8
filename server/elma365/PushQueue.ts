import type { Clock } from '../system/Clock';
import type { ElmaPush } from './elma365Wire';
import { pushPauses, verdictOf, withoutStale, withPush, type PushAnswer, type WaitingPush } from './nextPush';
import { backOff } from '../system/backOff';
import { LogLine } from '../system/LogLine';
import { elma365Log } from './messages';

/** Sends one push to an address; null: no answer came. Never fails. */
export type SendPush = (url: string, push: ElmaPush, signal: AbortSignal) => Promise<PushAnswer>;

/** What the log is told; it never has an address or a number. */
export interface PushLog {
  warn(line: LogLine): void;
}

/**
 * Pushes in their order, one at a time, each until it is taken, refused for good or too old. It lives in memory: a
 * restart loses what waits, as the call log of the backend does not.
 *
 * ```
 *   idle ──add, wake──▶ sending ──taken, refused──▶ sending the next, or idle
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
    /** Where pushes go; null: not known yet. */
    private readonly address: () => string | null,
    private readonly send: SendPush,
    private readonly log: PushLog,
  ) {}

  /** Pushes that wait. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Puts a push behind the others. */
  add(push: ElmaPush): void {
    if (this.state.name === 'closed') return;
    this.queue = withPush(withoutStale(this.queue, this.clock.now()), { push, since: this.clock.now() });
    if (this.state.name === 'idle') this.sendNext();
  }

  /** There is a new address: what waits is tried at once. */
  wake(): void {
    if (this.state.name === 'pausing') this.state.stop();
    if (this.state.name === 'pausing' || this.state.name === 'idle') this.sendNext();
  }

  /** Ends the attempt that is under way; what waits is lost. */
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
