import type { Clock } from '../system/Clock';

const ONCE = { once: true };

/**
 * A request that waits: `onEnd` is called once, after `ms`, when the signal is aborted, or by `end`, whichever is
 * first. There is one for each waiting poll, thousands at a time: the object itself is the signal's listener, since it
 * takes less memory than closures.
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

  /** Called by the signal's `abort`: the client has disconnected. */
  handleEvent(): void {
    this.end();
  }

  /** Ends the wait. A second call has no effect. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stop();
    this.signal.removeEventListener('abort', this);
    this.onEnd();
  }
}
