import type { StoreState } from './Store';
import type { StoreFault } from './StoreFault';

/** Why entries of an earlier version are not in the store yet, by where they are. */
export class MissingEntries {
  private readonly faults = new Map<string, StoreFault>();

  /** @param why null: all of `source` are in the store */
  note(source: string, why: StoreFault | null): void {
    if (why === null) this.faults.delete(source);
    else this.faults.set(source, why);
  }

  /** State of a store that works. */
  get state(): StoreState {
    const [fault] = this.faults.values();
    return fault === undefined
      ? { kind: 'ready' }
      : { kind: 'incomplete', code: fault.kind, reason: fault.text };
  }
}
