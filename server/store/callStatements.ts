import type { Row, SqlValue, Statement } from './Database';
import { localDay } from './localDay';
import type { CallPage, CallQuery, StoredCall } from './StoredCall';

const COLUMNS =
  'id, day, started_at, ended_at, direction, number_key, outcome, extension, extensions, talk_seconds, journal';

const SAVE_CALL = `INSERT INTO journal_calls (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (id) DO UPDATE SET ${COLUMNS.split(', ')
    .slice(1)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`;

/** Adds or replaces the call; its note stays. */
export function saveCallStatements(call: StoredCall): readonly Statement[] {
  const saved = { sql: SAVE_CALL, values: valuesOf(call) };
  if (call.endedAt === null) return [saved];
  return [
    saved,
    ...(call.details === undefined ? [] : [{ sql: SAVE_DETAILS, values: [call.id, call.details] }]),
    { sql: 'DELETE FROM call_extensions WHERE call_id = $1', values: [call.id] },
    ...[...new Set(call.extensions)].map((extension) => ({
      sql: 'INSERT INTO call_extensions (call_id, extension, started_at) VALUES ($1, $2, $3)',
      values: [call.id, extension, call.startedAt],
    })),
  ];
}

const SAVE_DETAILS = `INSERT INTO call_details (call_id, details) VALUES ($1, $2)
  ON CONFLICT (call_id) DO UPDATE SET details = excluded.details`;

/** Of a call without details, kept by an earlier version, no note is kept. */
export function saveNoteStatement(id: string, note: string | null): Statement {
  return { sql: 'UPDATE call_details SET note = $2 WHERE call_id = $1', values: [id, note] };
}

/** Tables that have rows of a call, by the column with its key. */
const TABLES = [
  ['call_extensions', 'call_id'],
  ['call_details', 'call_id'],
  ['journal_calls', 'id'],
] as const;

export function deleteCallStatements(id: string): readonly Statement[] {
  return TABLES.map(([table, key]) => ({ sql: `DELETE FROM ${table} WHERE ${key} = $1`, values: [id] }));
}

/** Deletes ended calls. @param where a condition on `journal_calls` with `$1` */
export function deleteEndedStatements(where: string, value: SqlValue): readonly Statement[] {
  const ended = `SELECT id FROM journal_calls WHERE ended_at IS NOT NULL AND ${where}`;
  return TABLES.map(([table, key]) => ({
    sql:
      table === 'journal_calls'
        ? `DELETE FROM journal_calls WHERE ended_at IS NOT NULL AND ${where}`
        : `DELETE FROM ${table} WHERE ${key} IN (${ended})`,
    values: [value],
  }));
}

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

/** When the newest ended call began for which there are so many newer ones; no row: there are not so many. */
export function newestBut(count: number): Statement {
  return {
    sql: 'SELECT started_at FROM journal_calls WHERE ended_at IS NOT NULL ORDER BY started_at DESC LIMIT 1 OFFSET $1',
    values: [count],
  };
}

/** Largest number of calls on a page. */
const LONGEST_PAGE = 500;

/**
 * One call more than the page has, to see whether there is another page. It goes by one index, in the order of the page: that
 * of the number, else of the extension, else of time. A client has few calls, an agent many.
 */
export function pageStatement({
  from,
  to,
  numberKey,
  extension,
  after,
  limit,
  isBrief,
}: CallQuery): Statement {
  const values: SqlValue[] = [];
  const value = (one: SqlValue): string => `$${values.push(one)}`;
  const byExtension = extension !== undefined && numberKey === undefined;
  const [at, id] = byExtension ? ['x.started_at', 'x.call_id'] : ['c.started_at', 'c.id'];
  const source = byExtension
    ? `call_extensions x JOIN journal_calls c ON c.id = x.call_id ${DETAILS}`
    : `journal_calls c ${DETAILS}`;
  const conditions = [
    'c.ended_at IS NOT NULL',
    ...(numberKey === undefined ? [] : [`c.number_key = ${value(numberKey)}`]),
    ...(byExtension ? [`x.extension = ${value(extension)}`] : []),
    ...(from === undefined ? [] : [`${at} >= ${value(from)}`]),
    ...(to === undefined ? [] : [`${at} < ${value(to)}`]),
    ...(after === undefined ? [] : [`(${at}, ${id}) < (${value(after.startedAt)}, ${value(after.id)})`]),
    ...(extension === undefined || byExtension ? [] : [tookPart(value(extension))]),
  ];
  const columns = columnsOf(isBrief === true);
  const count = value(pageLimit(limit) + 1);
  return {
    sql: `SELECT ${columns} FROM ${source} WHERE ${conditions.join(' AND ')} ORDER BY ${at} DESC, ${id} DESC LIMIT ${count}`,
    values,
  };
}

const DETAILS = 'LEFT JOIN call_details d ON d.call_id = c.id';

const BRIEF_JOURNAL = "CASE WHEN d.details IS NULL THEN c.journal ELSE '' END AS journal";

function columnsOf(isBrief: boolean): string {
  const own = COLUMNS.split(', ').map((name) =>
    name === 'journal' && isBrief ? BRIEF_JOURNAL : `c.${name}`,
  );
  return [...own, 'd.details', 'd.note'].join(', ');
}

/** An ended call by its key. */
export function callStatement(id: string): Statement {
  const sql = `SELECT ${columnsOf(false)} FROM journal_calls c ${DETAILS} WHERE c.id = $1 AND c.ended_at IS NOT NULL`;
  return { sql, values: [id] };
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
  const orLeftOut = (name: string): string | undefined =>
    (row[name] ?? null) === null ? undefined : text(name);
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
    details: orLeftOut('details'),
    note: orLeftOut('note'),
  };
}
