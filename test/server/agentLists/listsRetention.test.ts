import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PATIENCE_MS } from '../../support/patience';
import { eventually } from '../support/eventually';
import { TestBackend } from '../support/startBackend';

const CLIENT = '+79101234567';
const OTHER = '+79160000002';

/** The time that the last run of retention went by; '': none has begun. */
function lastRun(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MS });
  try {
    const row = database.prepare(`SELECT value FROM facts WHERE name = 'retention'`).get();
    return String(row?.['value'] ?? '');
  } finally {
    database.close();
  }
}

test('missed calls go from the lists of a backend that runs once calls of their age do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'asteriskng-lists-'));
  const path = join(folder, 'store.sqlite');
  const backend = await TestBackend.start({ store: { path, keepDays: 1 } });
  const missCall = async (from: string): Promise<void> => {
    backend.app.simulator.incoming(from, ['101'], { answersItself: false });
    await backend.timer.pass(1_000);
    backend.app.simulator.farHangup('101');
    await backend.timer.pass(1_000);
  };
  const missed = async () => (await backend.fullStatus()).missed.map((one) => one.contact_phone);
  try {
    await missCall(CLIENT);
    expect(await missed()).toEqual([CLIENT]);
    // Two days, in which the other client calls again and again, so that this call is always young.
    for (let run = 0; run < 8; run += 1) {
      const before = lastRun(path);
      await missCall(OTHER);
      await backend.timer.pass(6 * 3_600_000);
      await eventually('retention has run', () => lastRun(path) !== before);
    }
    await eventually('the old one is gone', async () => String(await missed()) === OTHER);
    expect(await missed()).toEqual([OTHER]);
  } finally {
    await backend.app.close();
    rmSync(folder, { recursive: true });
  }
});
