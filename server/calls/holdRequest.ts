import type { Clock } from '../system/Clock';

/**
 * Holds a request: `onEnd` is called once, after `ms`, when the signal is aborted, or when the answer's function is
 * called, whichever is first.
 */
export function holdRequest(clock: Clock, ms: number, signal: AbortSignal, onEnd: () => void): () => void {
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    stop();
    signal.removeEventListener('abort', end);
    onEnd();
  };
  const stop = clock.after(ms, end);
  signal.addEventListener('abort', end, { once: true });
  return end;
}
