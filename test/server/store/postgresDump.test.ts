import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PostgresDatabase } from '../../../server/store/postgres/PostgresDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { systemClock } from '../../../server/system/Clock';
import { RealPostgres } from '../support/RealPostgres';
import { sampleCall } from './support/sampleCall';
import { storeLog } from './support/storeLog';

const run = promisify(execFile);
const ADDRESS = 'postgres://asteriskng@db.example.com/asteriskng';

let postgres: RealPostgres;
let folder: string;

beforeAll(async () => {
  postgres = await RealPostgres.start();
  folder = mkdtempSync(join(tmpdir(), 'dump-'));
});

afterAll(async () => {
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The line of the guide that begins with this program. */
function lineOf(guide: string, program: string): string {
  const lines = readFileSync(join(__dirname, '../../../docs', guide), 'utf8').split('\n');
  const line = lines.find((one) => one.startsWith(`${program} `) && one.endsWith(ADDRESS));
  if (line === undefined) throw new Error(`${guide} has no line for ${program}`);
  return line.replace(ADDRESS, postgres.address);
}

const bash = (line: string): Promise<unknown> =>
  run('bash', ['-c', line], {
    cwd: folder,
    env: {
      PATH: `${postgres.programs}:${process.env['PATH'] ?? ''}`,
      PGPASSWORD: postgres.password,
    },
  });

async function open(): Promise<SqlStore> {
  const { address, password } = postgres;
  const database = new PostgresDatabase({ kind: 'postgres', address, password }, 'alone');
  const store = new SqlStore(database, systemClock, storeLog().log);
  await store.open();
  return store;
}

test.each(['OPERATIONS.md', 'OPERATIONS.en.md'])(
  'a copy by the command of %s, made beside a backend, comes back by the other one in the place of what is there',
  async (guide) => {
    const before = await open();
    await before.outbox.put('copied', '1');
    await before.calls.save(sampleCall());
    await bash(lineOf(guide, 'pg_dump'));
    await before.outbox.put('later', '2');
    await before.outbox.delete('copied');
    await before.close();
    await bash(lineOf(guide, 'psql'));
    const after = await open();
    expect([...(await after.outbox.all()).keys()]).toEqual(['copied']);
    expect(after.losses).toEqual([]);
    expect(await after.readNow({ sql: 'SELECT id FROM journal_calls', values: [] })).toHaveLength(1);
    await after.close();
  },
);
