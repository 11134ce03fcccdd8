import type { Statement } from '../Database';
import { END_SALVAGING, noteSalvaging, READ_SALVAGING, salvagingIn } from '../Salvaging';
import { SCHEMA } from '../schema';
import { noteLoss } from '../StoreLoss';
import type { SalvageOrder, SalvagedPart, ThreadAnswers, ThreadOrder } from './threadMessages';

/** Tables whose rows the backend needs to go on; the others are history, which may be large. */
const FIRST = ['facts', 'outbox', 'drafts', 'agent_lists', 'call_notes', 'missed_clients', 'totals'];

/** Rows in one transaction: others write between two. */
const PART = 500;

type Run = <Order extends ThreadOrder>(order: Order) => Promise<ThreadAnswers[Order['op']]>;

/**
 * Copies what can be read of a damaged database, which was put aside, into the new one: first what the backend needs, then
 * in the background history, part by part. After a restart that goes on.
 */
export class Salvage {
  /** Counts what was begun: a part that comes after a stop belongs to an earlier one. */
  private round = 0;

  constructor(private readonly run: Run) {}

  /**
   * Notes in the new database what it is to be filled from, before anything is copied, and that something may be lost.
   * @param at ms since 1970
   */
  note(aside: string, at: number): Promise<void> {
    return this.write(noteSalvaging({ aside, isWhole: true }), noteLoss({ kind: 'damaged', at, aside }));
  }

  /**
   * Copies what `note` or an earlier process has noted. Fails when the new database can't be written, as on a full disk: then
   * it is not to be used, and the next try begins again.
   * @returns what the backend needs of the damaged file, if that is copied only now; history follows. Null: nothing
   */
  async goOn(): Promise<{ readonly aside: string; readonly rows: number; readonly unsent: number } | null> {
    const [row] = await this.run({ op: 'read', statement: READ_SALVAGING });
    const salvaging = salvagingIn(row);
    if (salvaging === null) return null;
    const { aside, isWhole } = salvaging;
    let rows = 0;
    let unsent = 0;
    if (isWhole) {
      for (const table of FIRST) {
        const copied = await this.copyTable(aside, table, this.round);
        rows += copied;
        if (table === 'outbox') unsent = copied;
      }
      await this.write(noteSalvaging({ aside, isWhole: false }));
    }
    void this.copyHistory(aside);
    return isWhole ? { aside, rows, unsent } : null;
  }

  stop(): void {
    this.round += 1;
  }

  /** Never fails: what keeps it from going on is found by the backend's own writes, and it goes on after that. */
  private async copyHistory(aside: string): Promise<void> {
    const { round } = this;
    try {
      for (const [table, { isCopy }] of SCHEMA.tables)
        if (!FIRST.includes(table) && isCopy !== true) await this.copyTable(aside, table, round);
      if (round === this.round) await this.write(END_SALVAGING);
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

  private async write(...statements: readonly Statement[]): Promise<void> {
    await this.run({ op: 'write', statements });
  }
}
