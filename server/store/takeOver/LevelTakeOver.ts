import { backOff } from '../../../protocol/backOff';
import type { Clock } from '../../system/Clock';
import type { StoreFault } from '../StoreFault';
import type { TextTableName } from '../statements';
import { asFault } from '../writeChanges';
import { takeOverLevel, type TakenOver, type TakeOverStore } from './takeOverLevel';

/** Pauses between attempts. */
const PAUSES = { first: 5_000, longest: 60_000, jitter: 0 } as const;

/** What came of a take-over. */
export interface TakeOverLog {
  taken(taken: TakenOver): void;
  /** It is tried again. Called once until a folder is taken over. */
  failed(fault: StoreFault): void;
}

/** Takes over what 1.0.0 has left in folders, and tries again while that fails. Owns one timer. */
export class LevelTakeOver {
  private left: readonly (readonly [folder: string, table: TextTableName])[];
  private failures = 0;
  private isFailing = false;
  private isClosed = false;
  private stopTimer: () => void = () => undefined;

  constructor(
    private readonly store: TakeOverStore,
    folders: readonly (readonly [folder: string, table: TextTableName])[],
    private readonly clock: Clock,
    private readonly log: TakeOverLog,
  ) {
    this.left = folders;
  }

  /** Fails only when a backend of 1.0.0 has a folder open; any other fault is tried again. */
  async start(): Promise<void> {
    await this.run(false);
  }

  close(): void {
    this.isClosed = true;
    this.stopTimer();
  }

  private async run(isLate: boolean): Promise<void> {
    let fault: StoreFault | null = null;
    for (const entry of this.left) {
      const [folder, table] = entry;
      try {
        const taken = await takeOverLevel(this.store, folder, table);
        this.left = this.left.filter((one) => one !== entry);
        if (taken === null) continue;
        this.log.taken(taken);
        if (isLate && taken.entries > 0) this.store.noteAdded();
      } catch (error) {
        fault = asFault(error);
        if (fault.kind === 'inUse' && !isLate) throw fault;
      }
    }
    if (fault !== null && !this.isFailing) this.log.failed(fault);
    this.isFailing = fault !== null;
    this.store.noteMissing('folders', fault);
    if (fault === null || this.isClosed) return;
    this.failures += 1;
    this.stopTimer = this.clock.after(backOff(PAUSES, this.failures, 0), () => void this.run(true));
  }
}
