import type { Clock } from '../system/Clock';

const ONCE = { once: true };

/**
 * Holds a request: `onEnd` is called once, after `ms`, when the signal is aborted, or by `end`, whichever is first.
 * There is one for each poll that waits, thousands at a time: an object takes less memory than functions of its own.
 */
export class WaitingRequest {
  private isOver = false;
  private readonly stop: () => void;

  constructor(
    clock: Clock,
    ms: number,
    private readonly signal: AbortSignal,
    private readonly onEnd: () => void,
  ) {
    this.stop = clock.after(ms, () => {
      this.end();
    });
    signal.addEventListener('abort', this, ONCE);
  }

  /** The asker is gone. */
  handleEvent(): void {
    this.end();
  }

  /** Holds it no longer. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stop();
    this.signal.removeEventListener('abort', this);
    this.onEnd();
  }
}
