import type { Clock } from '../system/Clock';
import type { Database } from './Database';
import { deleteFact } from './statements';
import { factOf, isSettled, LOSSES, lossesIn, noteLoss, type StoreLoss } from './StoreLoss';

/** The losses that the store holds, as they were read last. */
export class LossList {
  private known: readonly StoreLoss[] = [];
  /** Those that are still to be noted. */
  private readonly unwritten = new Map<string, StoreLoss>();

  constructor(
    private readonly database: Pick<Database, 'read' | 'write'>,
    private readonly clock: Clock,
  ) {}

  get all(): readonly StoreLoss[] {
    const known = new Map(this.known.map((loss) => [factOf(loss), loss]));
    return [...new Map([...known, ...this.unwritten]).values()];
  }

  /** Notes a loss that has no file; it is written by the next `refresh`. */
  add(kind: 'refused' | 'overflow'): void {
    const loss: StoreLoss = { kind, at: this.clock.now(), aside: null };
    this.unwritten.set(factOf(loss), loss);
  }

  /**
   * Writes what is unwritten, reads all, since the operator may have accepted some, and forgets those that are dealt with.
   * Never fails: what keeps the database from it is found by the store's own work.
   */
  async refresh(): Promise<void> {
    try {
      const added = [...this.unwritten];
      if (added.length > 0) await this.database.write(added.map(([, loss]) => noteLoss(loss)));
      for (const [name] of added) this.unwritten.delete(name);
      const losses = lossesIn(await this.database.read(LOSSES));
      const settled = losses.filter(isSettled);
      if (settled.length > 0) await this.database.write(settled.map((loss) => deleteFact(factOf(loss))));
      this.known = losses.filter((loss) => !settled.includes(loss));
    } catch {
      // They stay as they were.
    }
  }
}
