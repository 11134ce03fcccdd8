import { entryKey } from './entryKey';
import type { StoreChange } from './statements';
import type { StoreFault } from './StoreFault';

/** The promise of a change. */
export interface Waiter {
  /** Key of the entry: a later change of it takes the place of this one, and what becomes of that counts. */
  readonly key: string;
  readonly resolve: () => void;
  readonly reject: (fault: StoreFault) => void;
}

/** Promises of the changes that are held. */
export class Waiters {
  private waiting: Waiter[] = [];

  add(change: StoreChange): Promise<void> {
    return new Promise((resolve, reject) => this.waiting.push({ key: entryKey(change), resolve, reject }));
  }

  /** Removes and returns all. */
  take(): readonly Waiter[] {
    const { waiting } = this;
    this.waiting = [];
    return waiting;
  }
}

/**
 * Ends promises whose changes were written, or not.
 * @param fault why none was written; null: all were, but for `refused`
 */
export function settle(
  waiters: readonly Waiter[],
  fault: StoreFault | null,
  refused: readonly { readonly change: StoreChange; readonly why: StoreFault }[] = [],
): void {
  const reasons = new Map(refused.map(({ change, why }) => [entryKey(change), why]));
  for (const { key, resolve, reject } of waiters) {
    const why = reasons.get(key) ?? fault;
    if (why === null) resolve();
    else reject(why);
  }
}
