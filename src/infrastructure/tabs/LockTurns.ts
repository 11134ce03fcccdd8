import type { SendTurns } from '../../domain/notes/NoteBackend';
import { requestLock } from './requestLock';

/**
 * Turns of the tabs of one browser by Web Locks, one for each call: the browser frees that of a tab that is closed or has crashed, and the
 * next one has it. Without locks each tab sends for itself, which the backend takes as one.
 */
export class LockTurns implements SendTurns {
  constructor(
    private readonly locks: LockManager | null,
    private readonly name: string,
  ) {}

  take(callId: string, isOwn: boolean, begin: () => void, lost: () => void): () => void {
    const { locks } = this;
    const waiting = new AbortController();
    let release: () => void = () => undefined;
    let isOver = false;
    const start = (): Promise<void> | undefined => {
      if (isOver) return undefined;
      begin();
      return new Promise((resolve) => {
        release = resolve;
      });
    };
    if (locks === null) void start();
    else {
      const options = isOwn ? { steal: true } : { signal: waiting.signal };
      let isHeld = false;
      requestLock(locks, `${this.name}:${callId}`, options, () => {
        isHeld = true;
        return start();
      }).catch(() => {
        if (isOver) return;
        // Taken by another tab; or the page may not use locks.
        if (isHeld) lost();
        else void start();
      });
    }
    return () => {
      isOver = true;
      waiting.abort();
      release();
    };
  }
}
