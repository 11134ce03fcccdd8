import type { Row, SqlValue, Statement } from './Database';
import type { CallPage, CallQuery, DayTotal, StoredCall } from './StoredCall';

/** Tables of texts by id. */
export type TextTableName = 'outbox' | 'drafts' | 'agent_lists' | 'call_notes' | 'missed_clients';

/** One change of the store; null: the entry is deleted. */
export type StoreChange =
  | { readonly table: TextTableName; readonly id: string; readonly text: string | null }
  | { readonly table: 'calls'; readonly id: string; readonly call: StoredCall | null };

/** SQL of a change. */
export function statementsOf(change: StoreChange): readonly Statement[] {
  const { id } = change;
  if (change.table !== 'calls')
    return change.text === null
      ? [{ sql: `DELETE FROM ${change.table} WHERE id = $1`, values: [id] }]
      : [
          {
            sql: `INSERT INTO ${change.table} (id, text) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET text = excluded.text`,
            values: [id, change.text],
          },
        ];
  const { call } = change;
  if (call === null)
    return [
      { sql: 'DELETE FROM call_extensions WHERE call_id = $1', values: [id] },
      { sql: 'DELETE FROM journal_calls WHERE id = $1', values: [id] },
    ];
  const saved = { sql: SAVE_CALL, values: valuesOf(call) };
  if (call.endedAt === null) return [saved];
  return [
    saved,
    { sql: 'DELETE FROM call_extensions WHERE call_id = $1', values: [id] },
    ...[...new Set(call.extensions)].map((extension) => ({
      sql: 'INSERT INTO call_extensions (call_id, extension, started_at) VALUES ($1, $2, $3)',
      values: [id, extension, call.startedAt],
    })),
  ];
}

const COLUMNS =
  'id, day, started_at, ended_at, direction, number_key, outcome, extension, extensions, talk_seconds, journal';

const SAVE_CALL = `INSERT INTO journal_calls (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (id) DO UPDATE SET ${COLUMNS.split(', ')
    .slice(1)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`;

function valuesOf(call: StoredCall): readonly SqlValue[] {
  return [
    call.id,
    localDay(call.startedAt),
    Math.round(call.startedAt),
    call.endedAt === null ? null : Math.round(call.endedAt),
    call.direction,
    call.numberKey,
    call.outcome,
    call.extension,
    JSON.stringify([...new Set(call.extensions)]),
    Math.round(call.talkSeconds),
    call.journal,
  ];
}

/** The day where the backend runs, such as `2026-11-28`. @param at ms since 1970 */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (figure: number): string => String(figure).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** All texts of a table. */
export function allTexts(table: TextTableName): Statement {
  return { sql: `SELECT id, text FROM ${table}`, values: [] };
}

export const OPEN_CALLS: Statement = {
  sql: `SELECT ${COLUMNS} FROM journal_calls WHERE ended_at IS NULL`,
  values: [],
};

/** When the oldest and the newest ended call began. Each by itself goes by the index. */
export const ENDED_CALLS: Statement = {
  sql: `SELECT (SELECT MIN(started_at) FROM journal_calls WHERE ended_at IS NOT NULL) AS oldest,
    (SELECT MAX(started_at) FROM journal_calls WHERE ended_at IS NOT NULL) AS newest`,
  values: [],
};

/** Largest number of calls on a page. */
const LONGEST_PAGE = 500;

/**
 * One call more than the page has, to see whether there is another page. It goes by one index, in the order of the page: that
 * of the number, else of the extension, else of time. A client has few calls, an agent many.
 */
export function pageStatement({ from, to, numberKey, extension, after, limit }: CallQuery): Statement {
  const values: SqlValue[] = [];
  const value = (one: SqlValue): string => `$${values.push(one)}`;
  const byExtension = extension !== undefined && numberKey === undefined;
  const [at, id] = byExtension ? ['x.started_at', 'x.call_id'] : ['c.started_at', 'c.id'];
  const source = byExtension
    ? 'call_extensions x JOIN journal_calls c ON c.id = x.call_id'
    : 'journal_calls c';
  const conditions = [
    'c.ended_at IS NOT NULL',
    ...(numberKey === undefined ? [] : [`c.number_key = ${value(numberKey)}`]),
    ...(byExtension ? [`x.extension = ${value(extension)}`] : []),
    ...(from === undefined ? [] : [`${at} >= ${value(from)}`]),
    ...(to === undefined ? [] : [`${at} < ${value(to)}`]),
    ...(after === undefined ? [] : [`(${at}, ${id}) < (${value(after.startedAt)}, ${value(after.id)})`]),
    ...(extension === undefined || byExtension ? [] : [tookPart(value(extension))]),
  ];
  const columns = COLUMNS.split(', ')
    .map((name) => `c.${name}`)
    .join(', ');
  const count = value(pageLimit(limit) + 1);
  return {
    sql: `SELECT ${columns} FROM ${source} WHERE ${conditions.join(' AND ')} ORDER BY ${at} DESC, ${id} DESC LIMIT ${count}`,
    values,
  };
}

/** @param extension place of the value */
function tookPart(extension: string): string {
  return `EXISTS (SELECT 1 FROM call_extensions x WHERE x.call_id = c.id AND x.extension = ${extension})`;
}

/** @param rows the answer to `pageStatement` */
export function pageOf(rows: readonly Row[], limit: number): CallPage {
  const calls = rows.map(callOf);
  const shown = calls.slice(0, pageLimit(limit));
  const last = calls.length > shown.length ? shown.at(-1) : undefined;
  return { calls: shown, next: last === undefined ? null : { startedAt: last.startedAt, id: last.id } };
}

function pageLimit(limit: number): number {
  return Math.min(Math.max(Math.trunc(limit), 1), LONGEST_PAGE);
}

/** A row of `journal_calls`, as it was written by `statementsOf`. */
export function callOf(row: Row): StoredCall {
  const text = (name: string): string => String(row[name] ?? '');
  const orNull = (name: string): string | null => (row[name] === null ? null : text(name));
  return {
    id: text('id'),
    startedAt: Number(row['started_at']),
    endedAt: row['ended_at'] === null ? null : Number(row['ended_at']),
    direction: text('direction') as StoredCall['direction'],
    numberKey: text('number_key'),
    outcome: orNull('outcome'),
    extension: orNull('extension'),
    extensions: JSON.parse(text('extensions')) as string[],
    talkSeconds: Number(row['talk_seconds']),
    journal: text('journal'),
  };
}

const SUM = `day, direction, COALESCE(outcome, '') AS outcome, COUNT(*) AS calls, SUM(talk_seconds) AS talk_seconds`;

/** Moves ended calls into the totals and deletes them. @param where a condition on `journal_calls` with `$1` */
function countAndDelete(where: string, value: SqlValue): readonly Statement[] {
  const ended = `ended_at IS NOT NULL AND ${where}`;
  return [
    {
      sql: `INSERT INTO totals (day, direction, outcome, calls, talk_seconds)
        SELECT ${SUM} FROM journal_calls WHERE ${ended} GROUP BY day, direction, COALESCE(outcome, '')
        ON CONFLICT (day, direction, outcome) DO UPDATE SET
          calls = totals.calls + excluded.calls, talk_seconds = totals.talk_seconds + excluded.talk_seconds`,
      values: [value],
    },
    {
      sql: `DELETE FROM call_extensions WHERE call_id IN (SELECT id FROM journal_calls WHERE ${ended})`,
      values: [value],
    },
    { sql: `DELETE FROM journal_calls WHERE ${ended}`, values: [value] },
  ];
}

/** The last statement's number of rows is that of the calls. */
export function deleteClientStatements(numberKey: string): readonly Statement[] {
  return countAndDelete('number_key = $1', numberKey);
}

/**
 * Deletes what is older than it may be kept; open calls stay.
 * @param callsBefore calls that began before, ms since 1970
 * @param totalsBefore totals of days before this one
 */
export function retentionStatements(callsBefore: number, totalsBefore: string): readonly Statement[] {
  return [
    ...countAndDelete('started_at < $1', callsBefore),
    { sql: 'DELETE FROM totals WHERE day < $1', values: [totalsBefore] },
  ];
}

export function totalsStatement(fromDay: string, toDay: string): Statement {
  const days = 'day >= $1 AND day <= $2';
  return {
    sql: `SELECT day, direction, outcome, SUM(calls) AS calls, SUM(talk_seconds) AS talk_seconds FROM (
        SELECT day, direction, outcome, calls, talk_seconds FROM totals WHERE ${days}
        UNION ALL
        SELECT ${SUM} FROM journal_calls WHERE ended_at IS NOT NULL AND ${days} GROUP BY day, direction, COALESCE(outcome, '')
      ) AS counted GROUP BY day, direction, outcome ORDER BY day, direction, outcome`,
    values: [fromDay, toDay],
  };
}

export function totalOf(row: Row): DayTotal {
  return {
    day: String(row['day']),
    direction: String(row['direction']) as DayTotal['direction'],
    outcome: String(row['outcome']),
    calls: Number(row['calls']),
    talkSeconds: Number(row['talk_seconds']),
  };
}

/** Writes a fact of the store's own; an earlier value is replaced. */
export function setFact(name: string, value: string): Statement {
  return {
    sql: 'INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    values: [name, value],
  };
}

/** The fact's row, if there is one. */
export function readFact(name: string): Statement {
  return { sql: 'SELECT value FROM facts WHERE name = $1', values: [name] };
}

export function deleteFact(name: string): Statement {
  return { sql: 'DELETE FROM facts WHERE name = $1', values: [name] };
}
