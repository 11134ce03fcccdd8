import '../server/system/boundedHeap';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import * as v from 'valibot';
import { AgentDirectory } from '../server/calls/AgentDirectory';
import { amoSettingsSchema } from '../server/crm/amoSettings';
import { createCrm } from '../server/crm/createCrm';
import { Phonebook } from '../server/phonebook/Phonebook';
import { SqliteDatabase } from '../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../server/store/SqlStore';
import { systemClock, type Clock } from '../server/system/Clock';
import type { FilledIndex } from './FilledIndex';
import { strictStoreLog } from './strictStoreLog';

/** The pace of 6 requests a second stays, and each second of it lasts a tenth. */
const FASTER = 10;

const fast: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now() * FASTER,
  after: (ms, action) => systemClock.after(ms / FASTER, action),
};

/** A backend's amoCRM side with an index, which reads the account at this address. */
const [address = ''] = process.argv.slice(2);

/** A figure of this process, bytes. */
function memory(name: string): number {
  return (
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) *
    1_024
  );
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'asteriskng-bench-'));
  const path = join(folder, 'store.sqlite');
  const store = new SqlStore(new SqliteDatabase(path, () => Date.now()), systemClock, strictStoreLog);
  await store.open();
  const crmOf = (write: (line: string) => void) =>
    createCrm({
      settings: v.parse(amoSettingsSchema, {
        address: address,
        token: 'token-of-the-bench',
        index: true,
      }),
      path: '/asterisk_ng',
      clock: fast,
      logger: pino({ level: 'info' }, { write }),
      directory: new AgentDirectory([]),
      phonebook: new Phonebook([]),
      contacts: { search: () => [], last: () => [] },
      linkOf: () => null,
      outboxStore: store.outbox,
      indexStore: store.index,
    });
  const filled = new Promise<void>((resolve) => {
    const write = (line: string): void => {
      if (line.includes('cards are in the index')) resolve();
    };
    crmOf(write)
      .start()
      .catch(() => process.exit(1));
  });
  await filled;
  // What it looks for right afterwards comes to rest.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const report: FilledIndex = {
    rssBytes: memory('VmRSS'),
    peakBytes: memory('VmHWM'),
    storeBytes: statSync(path).size,
  };
  process.send?.(report, () => {
    rmSync(folder, { recursive: true });
    process.exit(0);
  });
}

void main();
