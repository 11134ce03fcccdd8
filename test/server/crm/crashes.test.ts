import fc from 'fast-check';
import type { CallRecord } from '../../../server/calls/CallRecord';
import { newEntry } from '../../../server/crm/outbox/OutboxEntry';
import { newCallJob } from '../../../server/crm/callLog/CallJob';
import { FakeTimer } from '../../support/FakeTimer';
import { FakeAmo, type Failure } from '../support/amo/FakeAmo';
import { MemoryOutboxStore } from '../support/amo/MemoryOutboxStore';
import { MortalProcess } from '../support/amo/MortalProcess';
import { buildCrm, KNOWN, missed, pass, record, UNKNOWN } from '../support/amo/startCrm';

type Unknown = 'unsorted' | 'contact' | 'nothing';

interface Case {
  readonly unknown: Unknown;
  readonly calls: readonly { readonly number: string; readonly isMissed: boolean }[];
  /** Steps after which each process dies. */
  readonly lives: readonly number[];
  readonly failures: readonly Failure[];
}

/** What is left of the calls after some processes have died and one has lived. */
async function play({ unknown, calls, lives, failures }: Case): Promise<{
  amo: FakeAmo;
  records: readonly CallRecord[];
  open: readonly string[];
}> {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  const disk = new MemoryOutboxStore();
  amo.account.contact('Иван Петров', KNOWN);
  const records = calls.map(({ number, isMissed }) =>
    isMissed ? missed(timer, { number }) : record(timer, { number }),
  );
  for (const call of records)
    await disk.put(call.id, JSON.stringify(newEntry(newCallJob(call), timer.now())));
  for (const failure of failures) amo.fail(/POST/, failure);
  for (const life of [...lives, Number.POSITIVE_INFINITY]) {
    const process = new MortalProcess(disk, amo, life);
    const { crm } = buildCrm(
      { calls: { unknown, missedTask: {} } },
      { timer, amo, outboxStore: process.store, fetch: process.fetch },
    );
    await crm.start();
    if (life !== Number.POSITIVE_INFINITY) await pass(timer, 40_000, 1_000);
    else
      for (let ms = 0; ms < 1_200_000 && crm.figures.outbox() > 0; ms += 20_000)
        await pass(timer, 20_000, 1_000);
    // The dead do not tidy up.
    if (!process.isDead) await crm.close();
  }
  const open = [...disk.disk.values()].filter((text) => !text.includes('"done"'));
  return { amo, records, open };
}

const times = (list: readonly { uniq?: string | undefined }[], id: string): number =>
  list.filter(({ uniq }) => uniq === id).length;

function expectEachOnce(unknown: Unknown, amo: FakeAmo, records: readonly CallRecord[]): void {
  const { calls, unsorted, contacts, tasks } = amo.account;
  const metadata = unsorted.map((lead) => lead.metadata);
  for (const { id, number } of records) {
    const isCall = number === KNOWN || unknown === 'contact';
    expect([times(calls, id), times(metadata, id)]).toEqual([
      Number(isCall),
      Number(!isCall && unknown === 'unsorted'),
    ]);
  }
  for (const number of [KNOWN, UNKNOWN]) {
    const hasMissed = records.some((call) => call.number === number && call.outcome === 'missed');
    expect(tasks.filter(({ text }) => text.includes(number))).toHaveLength(Number(hasMissed));
  }
  const isNew = unknown === 'contact' && records.some(({ number }) => number === UNKNOWN);
  expect(contacts).toHaveLength(isNew ? 2 : 1);
  expect(amo.violations).toEqual([]);
}

const call = fc.record({ number: fc.constantFrom(KNOWN, UNKNOWN), isMissed: fc.boolean() });
const failure = fc.constantFrom<Failure>(
  'silence',
  'storedSilence',
  'storedCut',
  'down',
  { status: 500 },
  { status: 429 },
  { status: 429, retryAfter: 3 },
);

test('wherever processes die and requests fail, each call stands in amoCRM exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        unknown: fc.constantFrom<Unknown>('unsorted', 'contact', 'nothing'),
        calls: fc.array(call, { minLength: 1, maxLength: 3 }),
        lives: fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 4 }),
        failures: fc.array(failure, { maxLength: 3 }),
      }),
      async (one) => {
        const { amo, records, open } = await play(one);
        expect(open).toEqual([]);
        expectEachOnce(one.unknown, amo, records);
      },
    ),
    // A case that fails is not made shorter here, which has no end in sight: its seed is printed.
    { numRuns: 60, endOnFailure: true },
  );
});

/** Every step at which one process can die, one after the other, for the longest way a call takes. */
test.each<Unknown>(['unsorted', 'contact'])('a process is killed at each step: %s', async (unknown) => {
  for (let life = 1; life <= 26; life += 1) {
    const one = { unknown, calls: [{ number: UNKNOWN, isMissed: true }], lives: [life], failures: [] };
    const { amo, records, open } = await play(one);
    expect([life, open]).toEqual([life, []]);
    expectEachOnce(unknown, amo, records);
  }
});
