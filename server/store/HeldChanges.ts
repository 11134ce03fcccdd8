import type { Row } from './Database';
import { entryKey } from './entryKey';
import type { StoreChange } from './statements';

/** Largest number of changes, and of characters of their texts, that wait for the database. */
const MOST = { changes: 20_000, characters: 64 * 1_024 * 1_024 } as const;

/** Changes that are not written yet, of each entry the last one, the oldest first. Bounded. */
export class HeldChanges {
  private changes = new Map<string, StoreChange>();
  private characters = 0;

  get size(): number {
    return this.changes.size;
  }

  /** @returns false: there is no room for it */
  add(change: StoreChange): boolean {
    const key = entryKey(change);
    const before = this.changes.get(key);
    const characters = this.characters - (before === undefined ? 0 : lengthOf(before)) + lengthOf(change);
    // What takes the place of another one is taken in any case.
    const isNew = before === undefined;
    if (isNew && (this.changes.size >= MOST.changes || characters > MOST.characters)) return false;
    this.changes.set(key, change);
    this.characters = characters;
    return true;
  }

  /** Adds earlier changes, unless later ones of the same entry are here. */
  addEarlier(earlier: readonly StoreChange[]): void {
    const later = [...this.changes.values()];
    this.clear();
    for (const change of [...earlier, ...later]) this.add(change);
  }

  /** Forgets jobs of the outbox that are there already: another backend has them, and may have sent them. */
  dropJobs(there: readonly Row[]): void {
    for (const { id } of there) {
      const key = entryKey({ table: 'outbox', id: String(id), text: null });
      const change = this.changes.get(key);
      if (change !== undefined) this.characters -= lengthOf(change);
      this.changes.delete(key);
    }
  }

  all(): readonly StoreChange[] {
    return [...this.changes.values()];
  }

  /** Removes and returns all. */
  take(): readonly StoreChange[] {
    const all = this.all();
    this.clear();
    return all;
  }

  private clear(): void {
    this.changes = new Map();
    this.characters = 0;
  }
}

function lengthOf(change: StoreChange): number {
  const text = change.table === 'calls' ? change.call?.journal : change.text;
  return change.id.length + (text?.length ?? 0);
}
