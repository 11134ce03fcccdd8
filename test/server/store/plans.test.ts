import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { pageStatement } from '../../../server/store/callStatements';
import type { CallQuery } from '../../../server/store/StoredCall';

const AT = { from: 1, to: 2, after: { startedAt: 2, id: 'x' } };
const CLIENT = { numberKey: '9101234567' };
const AGENT = { extension: '101' };

let folder = '';
let database: SqliteDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
  database = new SqliteDatabase(join(folder, 'store.sqlite'), () => Date.now());
  await database.open();
});

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

// By SQLite's words: SCAN goes through an index in order and stops at the page's end; TEMP B-TREE would be a sort of all.
test.each<[string, Omit<CallQuery, 'limit'>, RegExp]>([
  ['by time', {}, /^SCAN c USING INDEX calls_by_time$/],
  ['by time, further on', AT, /^SEARCH c USING INDEX calls_by_time /],
  ['of a client', CLIENT, /^SEARCH c USING INDEX calls_by_number \(number_key=\?/],
  [
    'of a client, further on',
    { ...CLIENT, ...AT },
    /^SEARCH c USING INDEX calls_by_number \(number_key=\? AND /,
  ],
  ['of an agent', AGENT, /^SEARCH x USING COVERING INDEX extensions_by_time \(extension=\?/],
  [
    'of a client with an agent',
    { ...CLIENT, ...AGENT },
    /^SEARCH c USING INDEX calls_by_number \(number_key=\?/,
  ],
  [
    'of a client with an agent, further on',
    { ...CLIENT, ...AGENT, ...AT },
    /^SEARCH c USING INDEX calls_by_number \(number_key=\? AND /,
  ],
])('a page of calls %s goes by an index, and reads no more than it needs', async (_what, query, first) => {
  const { sql, values } = pageStatement({ ...query, limit: 50 });
  const rows = await database.read({ sql: `EXPLAIN QUERY PLAN ${sql}`, values });
  const [begin, ...rest] = rows.map(({ detail }) => String(detail));
  expect(begin).toMatch(first);
  // What is joined to it is found by its key.
  for (const step of rest) expect(step).toMatch(/^SEARCH .* USING (COVERING )?INDEX sqlite_autoindex_/);
});
