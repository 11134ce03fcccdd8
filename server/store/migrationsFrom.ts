import type { Statement } from './Database';

/**
 * What brings the tables from each version to the next: the first takes an empty database to version 1. Only ever
 * added to. Both databases run the same SQL, also where some of the tables are there already.
 *
 * `journal_calls.day` is the local day of the begin. Of ended calls `call_extensions` has a row for each extension.
 * `totals` counts the calls that are deleted from `journal_calls`.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    'CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)',
    'CREATE TABLE IF NOT EXISTS outbox (id TEXT PRIMARY KEY, text TEXT NOT NULL)',
    'CREATE TABLE IF NOT EXISTS drafts (id TEXT PRIMARY KEY, text TEXT NOT NULL)',
    `CREATE TABLE IF NOT EXISTS journal_calls (
      id TEXT PRIMARY KEY, day TEXT NOT NULL, started_at BIGINT NOT NULL, ended_at BIGINT, direction TEXT NOT NULL,
      number_key TEXT NOT NULL, outcome TEXT, extension TEXT, extensions TEXT NOT NULL, talk_seconds BIGINT NOT NULL,
      journal TEXT NOT NULL)`,
    'CREATE INDEX IF NOT EXISTS calls_open ON journal_calls (id) WHERE ended_at IS NULL',
    'CREATE INDEX IF NOT EXISTS calls_by_time ON journal_calls (started_at, id) WHERE ended_at IS NOT NULL',
    'CREATE INDEX IF NOT EXISTS calls_by_number ON journal_calls (number_key, started_at, id) WHERE ended_at IS NOT NULL',
    `CREATE TABLE IF NOT EXISTS call_extensions (
      call_id TEXT NOT NULL, extension TEXT NOT NULL, started_at BIGINT NOT NULL, PRIMARY KEY (call_id, extension))`,
    'CREATE INDEX IF NOT EXISTS extensions_by_time ON call_extensions (extension, started_at, call_id)',
    `CREATE TABLE IF NOT EXISTS totals (
      day TEXT NOT NULL, direction TEXT NOT NULL, outcome TEXT NOT NULL, calls BIGINT NOT NULL,
      talk_seconds BIGINT NOT NULL, PRIMARY KEY (day, direction, outcome))`,
  ],
];

/** The tables, and the columns by which a row is known. */
export const TABLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['facts', ['name']],
  ['outbox', ['id']],
  ['drafts', ['id']],
  ['journal_calls', ['id']],
  ['call_extensions', ['call_id', 'extension']],
  ['totals', ['day', 'direction', 'outcome']],
]);

/** The version that this program works with. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** What takes the tables of a version to ours. @param from 0: there are none */
export function migrationsFrom(from: number): readonly Statement[] {
  if (from >= SCHEMA_VERSION) return [];
  return [
    ...MIGRATIONS.slice(from)
      .flat()
      .map((sql) => ({ sql, values: [] })),
    {
      sql: `INSERT INTO facts (name, value) VALUES ('schema', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      values: [String(SCHEMA_VERSION)],
    },
  ];
}
