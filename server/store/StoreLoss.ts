import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { parseJson } from '../system/parseJson';
import type { Message } from '../system/Message';
import type { Row, Statement } from './Database';
import { setFact } from './statements';
import { storeLossMessages } from './storeCheckMessages';

const schema = v.object({
  /**
   * `damaged`: it was put aside, and what could be read of it is here. `vanished`: it was gone or empty. `replaced`: another
   * file was in its place. `cut`: the end of its WAL was missing after a crash. `refused`: the database took an entry for none. `overflow`: memory was full while it could not be
   * written. `unwritten`: the process ended before it could be written again.
   */
  kind: v.picklist(['damaged', 'vanished', 'replaced', 'cut', 'refused', 'overflow', 'unwritten']),
  /** When it was noticed, ms since 1970. */
  at: v.number(),
  /** Where the damaged file is; null: there is none. */
  aside: v.nullable(v.string()),
});

/** Entries of the store were lost, or may have been. It is noted in the store itself until the operator accepts it. */
export type StoreLoss = v.InferOutput<typeof schema>;

/** Begin of the names of facts about losses. */
const FACT = 'loss: ';

/** Facts of all losses. */
export const LOSSES: Statement = {
  sql: `SELECT name, value FROM facts WHERE name LIKE '${FACT}%' ORDER BY name`,
  values: [],
};

/** The operator knows of all of them. */
export const ACCEPT_LOSSES: Statement = { sql: `DELETE FROM facts WHERE name LIKE '${FACT}%'`, values: [] };

/** Notes a loss. Of each kind the last one is kept, and of damage one for each file that was put aside. */
export function noteLoss(loss: StoreLoss): Statement {
  return setFact(factOf(loss), JSON.stringify(loss));
}

/** Name of the fact. */
export function factOf({ kind, aside }: StoreLoss): string {
  return `${FACT}${aside === null ? kind : `${kind} ${aside}`}`;
}

/** Rows of `LOSSES`; what is no loss is left out. */
export function lossesIn(rows: readonly Row[]): readonly StoreLoss[] {
  return rows.flatMap(({ value }) => {
    const parsed = v.safeParse(schema, parseJson(String(value)));
    return parsed.success ? [parsed.output] : [];
  });
}

/** Has the operator removed, or moved away, what was put aside? Then the loss is dealt with. */
export function isSettled({ aside }: StoreLoss): boolean {
  return aside !== null && !existsSync(aside);
}

/** What was lost, and what is left to do. */
export function lossText({ kind, at, aside }: StoreLoss): Message {
  const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  return kind === 'damaged' ? storeLossMessages.damaged(time, aside ?? '') : storeLossMessages[kind](time);
}
