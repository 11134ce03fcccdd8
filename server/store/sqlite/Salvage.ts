import { TABLES } from '../migrationsFrom';
import type { SalvageOrder, SalvagedPart, ThreadAnswers, ThreadOrder } from './threadMessages';

/** Tables whose rows the backend needs to go on; the others are history, which may be large. */
const FIRST = ['facts', 'outbox', 'drafts', 'totals'];

/** Rows in one transaction: others write between two. */
const PART = 500;

/** Name of the fact that says which file history is still being copied from. */
const FACT = 'salvage';

type Run = <Order extends ThreadOrder>(order: Order) => Promise<ThreadAnswers[Order['op']]>;

/**
 * Copies what can be read of a damaged database, which was put aside, into the new one: first what the backend needs, then
 * in the background history, part by part. After a restart that goes on.
 */
export class Salvage {
  /** Counts what was begun: a part that comes after a stop belongs to an earlier one. */
  private round = 0;

  constructor(private readonly run: Run) {}

  /** @returns rows that are copied; history follows */
  async begin(aside: string): Promise<number> {
    let count = 0;
    for (const table of FIRST) count += await this.copyTable(aside, table, this.round);
    await this.write(`INSERT INTO facts (name, value) VALUES ('${FACT}', $1) ON CONFLICT (name) DO NOTHING`, [
      aside,
    ]);
    void this.copyHistory(aside);
    return count;
  }

  /** Goes on with what an earlier process has begun. */
  async goOn(): Promise<void> {
    const [row] = await this.run({
      op: 'read',
      statement: { sql: `SELECT value FROM facts WHERE name = '${FACT}'`, values: [] },
    });
    const aside = row?.['value'];
    if (typeof aside === 'string') void this.copyHistory(aside);
  }

  stop(): void {
    this.round += 1;
  }

  /** Never fails: what keeps it from going on is found by the backend's own writes, and it goes on after that. */
  private async copyHistory(aside: string): Promise<void> {
    const { round } = this;
    try {
      for (const table of TABLES.keys())
        if (!FIRST.includes(table)) await this.copyTable(aside, table, round);
      if (round === this.round) await this.write(`DELETE FROM facts WHERE name = '${FACT}'`, []);
    } catch {
      // The fact stays.
    }
  }

  /** Copies rows from the begin until one can't be read, then from the end until one can't be or is known. */
  private async copyTable(aside: string, table: string, round: number): Promise<number> {
    let count = 0;
    for (const direction of ['ASC', 'DESC'] as const) {
      let part: SalvagedPart = { rows: 0, last: null, isEnd: false };
      while (!part.isEnd && round === this.round) {
        const order: SalvageOrder = {
          op: 'salvage',
          path: aside,
          table,
          direction,
          after: part.last,
          limit: PART,
        };
        part = await this.run(order);
        count += part.rows;
      }
      if (part.isWhole === true) break;
    }
    return count;
  }

  private async write(sql: string, values: readonly string[]): Promise<void> {
    await this.run({ op: 'write', statements: [{ sql, values }] });
  }
}
