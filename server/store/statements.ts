import type { Row, SqlValue, Statement } from './Database';
import {
  deleteCallStatements,
  deleteEndedStatements,
  saveCallStatements,
  saveNoteStatement,
} from './callStatements';
import type { DayTotal, StoredCall } from './StoredCall';

/** Tables of texts by id. */
export type TextTableName = 'outbox' | 'drafts' | 'agent_lists' | 'call_notes' | 'missed_clients';

/** One change of the store; null: the entry is deleted. */
export type StoreChange =
  | { readonly table: TextTableName; readonly id: string; readonly text: string | null }
  /** The note of an ended call, by itself. */
  | { readonly table: 'kept_notes'; readonly id: string; readonly text: string | null }
  | { readonly table: 'calls'; readonly id: string; readonly call: StoredCall | null };

/** SQL of a change. */
export function statementsOf(change: StoreChange): readonly Statement[] {
  const { id } = change;
  if (change.table === 'kept_notes') return [saveNoteStatement(id, change.text)];
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
  return call === null ? deleteCallStatements(id) : saveCallStatements(call);
}

/** All texts of a table. */
export function allTexts(table: TextTableName): Statement {
  return { sql: `SELECT id, text FROM ${table}`, values: [] };
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
    ...deleteEndedStatements(where, value),
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
    // Those whose call could not be salvaged.
    {
      sql: 'DELETE FROM call_details WHERE NOT EXISTS (SELECT 1 FROM journal_calls c WHERE c.id = call_id)',
      values: [],
    },
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
