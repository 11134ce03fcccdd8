import type { Statement } from './Database';
import { setFact } from './statements';

/** One of the store's tables. */
export interface Table {
  /** Version of the schema that has it for the first time. */
  readonly since: number;
  /** Makes it, with its indexes, as it is now. */
  readonly sql: readonly string[];
  /** It only copies what another system has, and is filled again from there: nothing of it is salvaged. */
  readonly isCopy?: true;
}

/** One change of a table that is there. */
export interface Migration {
  /** The table that is changed; where it is missing, it is made as it is now, and the change is left out. */
  readonly table: string;
  readonly sql: string;
}

/** Tables, and what brings those of earlier versions to them. Both databases run the same SQL. */
export interface Schema {
  readonly tables: ReadonlyMap<string, Table>;
  /** What leads from each version to the next: the first from 1 to 2. Only ever added to. */
  readonly migrations: readonly (readonly Migration[])[];
}

/** Versions 4 and 5 had it: a choice was of no agent. */
const CHOSEN_CONTACTS =
  'CREATE TABLE IF NOT EXISTS chosen_contacts (number_key TEXT PRIMARY KEY, text TEXT NOT NULL)';

/**
 * The store's tables.
 *
 * `journal_calls.day` is the local day of the begin. `call_details` has what agents' lists of ended calls show, and what was written of them. Of ended calls `call_extensions` has a row for each extension.
 * `agent_lists` has what an agent has not seen yet, by extension. `totals` counts the calls that are deleted from `journal_calls`. `contact_choices` has agents' choices among contacts
 * of one number, one of each agent. `call_notes` has what agents have written of calls of the last day, by whole call. `missed_clients` has clients who called in vain, by the key of their number. `index_entries` are cards of the CRM; `index_links` says by
 * what each is found, such as the end of a number.
 */
export const SCHEMA: Schema = {
  tables: new Map([
    ['facts', { since: 1, sql: ['CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)'] }],
    ['outbox', { since: 1, sql: ['CREATE TABLE outbox (id TEXT PRIMARY KEY, text TEXT NOT NULL)'] }],
    ['drafts', { since: 1, sql: ['CREATE TABLE drafts (id TEXT PRIMARY KEY, text TEXT NOT NULL)'] }],
    [
      'journal_calls',
      {
        since: 1,
        sql: [
          `CREATE TABLE journal_calls (
            id TEXT PRIMARY KEY, day TEXT NOT NULL, started_at BIGINT NOT NULL, ended_at BIGINT, direction TEXT NOT NULL,
            number_key TEXT NOT NULL, outcome TEXT, extension TEXT, extensions TEXT NOT NULL, talk_seconds BIGINT NOT NULL,
            journal TEXT NOT NULL)`,
          'CREATE INDEX calls_open ON journal_calls (id) WHERE ended_at IS NULL',
          'CREATE INDEX calls_by_time ON journal_calls (started_at, id) WHERE ended_at IS NOT NULL',
          'CREATE INDEX calls_by_number ON journal_calls (number_key, started_at, id) WHERE ended_at IS NOT NULL',
        ],
      },
    ],
    [
      'call_extensions',
      {
        since: 1,
        sql: [
          `CREATE TABLE call_extensions (
            call_id TEXT NOT NULL, extension TEXT NOT NULL, started_at BIGINT NOT NULL, PRIMARY KEY (call_id, extension))`,
          'CREATE INDEX extensions_by_time ON call_extensions (extension, started_at, call_id)',
        ],
      },
    ],
    [
      'call_details',
      {
        since: 8,
        sql: ['CREATE TABLE call_details (call_id TEXT PRIMARY KEY, details TEXT NOT NULL, note TEXT)'],
      },
    ],
    [
      'totals',
      {
        since: 1,
        sql: [
          `CREATE TABLE totals (
            day TEXT NOT NULL, direction TEXT NOT NULL, outcome TEXT NOT NULL, calls BIGINT NOT NULL,
            talk_seconds BIGINT NOT NULL, PRIMARY KEY (day, direction, outcome))`,
        ],
      },
    ],
    [
      'agent_lists',
      { since: 3, sql: ['CREATE TABLE agent_lists (id TEXT PRIMARY KEY, text TEXT NOT NULL)'] },
    ],
    [
      'contact_choices',
      {
        since: 6,
        sql: [
          `CREATE TABLE contact_choices (
            number_key TEXT NOT NULL, extension TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (number_key, extension))`,
        ],
      },
    ],
    ['call_notes', { since: 5, sql: ['CREATE TABLE call_notes (id TEXT PRIMARY KEY, text TEXT NOT NULL)'] }],
    [
      'missed_clients',
      { since: 7, sql: ['CREATE TABLE missed_clients (id TEXT PRIMARY KEY, text TEXT NOT NULL)'] },
    ],
    [
      'index_entries',
      {
        since: 2,
        isCopy: true,
        sql: [
          'CREATE TABLE index_entries (kind TEXT NOT NULL, id BIGINT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (kind, id))',
        ],
      },
    ],
    [
      'index_links',
      {
        since: 2,
        isCopy: true,
        sql: [
          `CREATE TABLE index_links (
            target TEXT NOT NULL, kind TEXT NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (target, kind, id))`,
          'CREATE INDEX links_by_entry ON index_links (kind, id)',
        ],
      },
    ],
    [
      'index_notes',
      {
        since: 2,
        isCopy: true,
        sql: ['CREATE TABLE index_notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)'],
      },
    ],
  ]),
  // To 2: only the tables of the index are new. To 3: only the agents' lists are. To 4: choices were among the copies of cards. To 5: only the notes are new.
  // To 6: whose the choices were is not known, so that none of them can count. To 7: only the missed clients are new.
  // To 8: only the details of calls are new.
  migrations: [
    [],
    [],
    [
      { table: 'index_entries', sql: CHOSEN_CONTACTS },
      {
        table: 'index_entries',
        sql: `INSERT INTO chosen_contacts (number_key, text)
          SELECT CAST(id AS TEXT), text FROM index_entries WHERE kind = 'choices' ON CONFLICT (number_key) DO NOTHING`,
      },
      { table: 'index_entries', sql: `DELETE FROM index_entries WHERE kind = 'choices'` },
    ],
    [],
    [{ table: 'facts', sql: 'DROP TABLE IF EXISTS chosen_contacts' }],
    [],
    [],
  ],
};

/** The version that this program works with. */
export const SCHEMA_VERSION = versionOf(SCHEMA);

export function versionOf({ migrations }: Schema): number {
  return migrations.length + 1;
}

/** Tables that a database of this version ought to have and has not. @param there tables that it has */
export function missingTables(
  version: number,
  there: ReadonlySet<string>,
  { tables }: Schema = SCHEMA,
): readonly string[] {
  return [...tables].flatMap(([name, { since }]) => (since <= version && !there.has(name) ? [name] : []));
}

/**
 * What brings a database to our version; empty: it is there. Tables that are missing, whyever, are made as they are now.
 * @param version of the database; 0: it has no tables
 * @param there tables that it has
 */
export function statementsFrom(
  version: number,
  there: ReadonlySet<string>,
  schema: Schema = SCHEMA,
): readonly Statement[] {
  const current = versionOf(schema);
  // Without `facts` the version is not known: such tables are taken for ours.
  const changes = version === 0 ? [] : schema.migrations.slice(version - 1).flat();
  const statements = [
    ...changes.flatMap(({ table, sql }) => (there.has(table) ? [sql] : [])),
    ...[...schema.tables].flatMap(([name, { sql }]) => (there.has(name) ? [] : sql)),
  ];
  if (version >= current && statements.length === 0) return [];
  return [...statements.map((sql) => ({ sql, values: [] })), setFact('schema', String(current))];
}
