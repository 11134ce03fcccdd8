import { DatabaseSync } from 'node:sqlite';
import { missingTables, SCHEMA, statementsFrom, versionOf, type Schema } from '../../../server/store/schema';

/** Three versions: `jobs` gets a column, then `calls` comes and `jobs` gets an index. */
const GROWN: Schema = {
  tables: new Map([
    ['facts', { since: 1, sql: ['CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT)'] }],
    [
      'jobs',
      {
        since: 1,
        sql: [
          'CREATE TABLE jobs (id TEXT PRIMARY KEY, stage TEXT)',
          'CREATE INDEX jobs_by_stage ON jobs (stage)',
        ],
      },
    ],
    ['notes', { since: 1, sql: ['CREATE TABLE notes (id TEXT PRIMARY KEY)'] }],
    ['calls', { since: 3, sql: ['CREATE TABLE calls (id TEXT PRIMARY KEY)'] }],
  ]),
  migrations: [
    [{ table: 'jobs', sql: 'ALTER TABLE jobs ADD COLUMN stage TEXT' }],
    [{ table: 'jobs', sql: 'CREATE INDEX jobs_by_stage ON jobs (stage)' }],
  ],
};

const FIRST = [
  'CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT)',
  'CREATE TABLE jobs (id TEXT PRIMARY KEY)',
];

/** A database after `before`, brought to the last version. */
function brought(
  version: number,
  before: readonly string[],
): { readonly has: unknown; readonly schema: unknown } {
  const database = new DatabaseSync(':memory:');
  for (const sql of before) database.exec(sql);
  const names = () =>
    database.prepare(`SELECT name, type FROM sqlite_master ORDER BY name`).all() as {
      name: string;
      type: string;
    }[];
  const there = new Set(names().flatMap(({ name, type }) => (type === 'table' ? [name] : [])));
  for (const { sql, values } of statementsFrom(version, there, GROWN))
    database.prepare(sql).run(Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value])));
  const has = names()
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('sqlite_'));
  const columns = (table: string) =>
    database
      .prepare(`PRAGMA table_info(${table})`)
      .all()
      .map((row) => row['name']);
  const schema = database.prepare(`SELECT value FROM facts WHERE name = 'schema'`).get()?.['value'];
  const all = { has: [has, columns('jobs')], schema };
  database.close();
  return all;
}

test.each<[string, number, readonly string[]]>([
  ['an empty one', 0, []],
  ['one of the first version', 1, [...FIRST, 'CREATE TABLE notes (id TEXT PRIMARY KEY)']],
  [
    'one of the second version',
    2,
    [...FIRST, 'ALTER TABLE jobs ADD COLUMN stage TEXT', 'CREATE TABLE notes (id TEXT PRIMARY KEY)'],
  ],
  ['one of the first version without a table that nothing changes', 1, FIRST],
  [
    'one of the first version without a table that changes',
    1,
    [FIRST[0] ?? '', 'CREATE TABLE notes (id TEXT PRIMARY KEY)'],
  ],
  ['one of this version without a table', 3, [FIRST[0] ?? '', 'CREATE TABLE calls (id TEXT PRIMARY KEY)']],
])('a database is brought to this version, each table once: %s', (_what, version, before) => {
  expect(brought(version, before)).toEqual({
    has: [
      ['calls', 'facts', 'jobs', 'jobs_by_stage', 'notes'],
      ['id', 'stage'],
    ],
    schema: '3',
  });
});

test('nothing is done to a database of this version', () => {
  expect(statementsFrom(3, new Set(GROWN.tables.keys()), GROWN)).toEqual([]);
  expect(statementsFrom(versionOf(SCHEMA), new Set(SCHEMA.tables.keys()))).toEqual([]);
});

test('a table of a later version is not missing in an earlier one', () => {
  expect(missingTables(1, new Set(['facts', 'jobs']), GROWN)).toEqual(['notes']);
  expect(missingTables(3, new Set(['facts', 'jobs']), GROWN)).toEqual(['notes', 'calls']);
});
