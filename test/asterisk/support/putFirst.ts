import { setPriority } from 'node:os';

const FIRST = -10;

/**
 * Phones and Asterisk are machines of their own: a backend or a compiler beside them must not make their sound late. Where the
 * system does not allow it, they share the processor as all do.
 * @param pid of the process; its children inherit it
 */
export function putFirst(pid: number): void {
  trySetting(pid, FIRST);
}

/** The process shares the processor as all do, although the one that has started it is put first. */
export function putBack(pid: number): void {
  trySetting(pid, 0);
}

function trySetting(pid: number, priority: number): void {
  try {
    setPriority(pid, priority);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException & { info?: { code?: string } };
    if (code !== 'ERR_SYSTEM_ERROR') throw error;
  }
}
