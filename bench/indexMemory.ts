import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { start } from './backendLoad';
import type { FilledIndex } from './FilledIndex';
import type { Row } from './Row';
import { short } from './statistics';

const CONTACTS = 100_000;
const LEADS = 50_000;
const BUDGET_MB = 60;
const STORE_BUDGET_MB = 200;

/**
 * Memory and disk that the index of a large account takes. The account is a process of its own: what it builds its answers of
 * is not the backend's.
 */
export async function indexMemory(): Promise<Row[]> {
  const empty = await filled(0, 0);
  const large = await filled(CONTACTS, LEADS);
  const name = `index of ${CONTACTS.toLocaleString('en-US')} contacts and ${LEADS.toLocaleString('en-US')} leads`;
  const row = (what: string, bytes: number, budget: number): Row => ({
    what: `${name}: ${what}`,
    value: `${short(bytes / 1e6)} MB`,
    against: `budget ${budget} MB; ${short(bytes / 1e6 / budget)} of it`,
  });
  return [
    row('memory, over that of an empty one', large.rssBytes - empty.rssBytes, BUDGET_MB),
    row('memory at most, while it is filled', large.peakBytes - empty.rssBytes, BUDGET_MB),
    row('in the store', large.storeBytes, STORE_BUDGET_MB),
  ];
}

async function filled(contacts: number, leads: number): Promise<FilledIndex> {
  const account = await start('amoAccount.ts', String(contacts), String(leads));
  const backend = fork(join(__dirname, 'indexProcess.ts'), [`http://127.0.0.1:${account.port}`], {
    execArgv: ['--import', 'tsx'],
  });
  const [report] = (await once(backend, 'message')) as [FilledIndex];
  account.process.disconnect();
  return report;
}
