import type { CallRecord } from '../../../server/calls/CallRecord';
import type { CallHistory } from '../../../server/crm/callerCard/CallHistory';
import { MemoryOutboxStore } from '../support/amo/MemoryOutboxStore';
import { UNSORTED_LEAD } from '../support/amo/routes';
import { buildCrm, missed, record, UNKNOWN, type TestCrm } from '../support/amo/startCrm';

/** The history of these calls, which grows. */
function historyOf(records: readonly CallRecord[]): CallHistory {
  return {
    page: () =>
      Promise.resolve({
        calls: records.map((one) => ({
          ...one,
          talkSeconds: one.answeredAt === null ? 0 : (one.endedAt - one.answeredAt) / 1_000,
          journal: JSON.stringify({ number: one.number }),
        })),
      }),
  };
}

let office: TestCrm;
let records: CallRecord[];

beforeEach(async () => {
  records = [];
  office = buildCrm({}, { calls: historyOf(records) });
  await office.crm.start();
});

afterEach(async () => {
  await office.crm.close();
  expect(office.amo.violations).toEqual([]);
});

/** A call of the unknown number ends, and is in the history. */
function ends(call: CallRecord): void {
  records.unshift(call);
  office.crm.finished(call);
}

/** The agent makes a contact of it in amoCRM, and says so. */
function makesContact(isTrue = true): void {
  const id = isTrue ? office.amo.account.contact('Новый клиент', UNKNOWN, { leadIds: [] }).id : 99;
  const on = { extension: '101', callId: 'call', number: UNKNOWN };
  office.crm.made(on, [{ kind: 'contacts', id }]);
}

/** What amoCRM has: ids of calls at cards, and number of unsorted leads. */
const inAmo = (): readonly [readonly unknown[], number] => [
  office.amo.account.calls.map(({ uniq }) => uniq),
  office.amo.account.unsorted.length,
];

test('calls that are unsorted already go to the contact that is made of their caller, each once', async () => {
  const { amo, timer, pass, crm } = office;
  const first = record(timer, { number: UNKNOWN, recording: 'b.mp3' });
  const second = missed(timer, { number: '8 999 000-00-01' });
  ends(first);
  ends(second);
  const other = record(timer, { number: '+79990000777' });
  crm.finished(other);
  await pass(3_000);
  expect(inAmo()).toEqual([[], 3]);
  makesContact();
  makesContact();
  await pass(10_000);
  expect(inAmo()).toEqual([expect.arrayContaining([first.id, second.id]), 1]);
  expect(amo.account.calls).toHaveLength(2);
  expect(amo.account.calls.find(({ uniq }) => uniq === first.id)).toMatchObject({
    direction: 'inbound',
    duration: 50,
    link: 'https://pbx.example.com/b.mp3',
    call_responsible: 1,
    call_status: 4,
    created_at: Math.floor(first.startedAt / 1_000),
  });
  expect(amo.account.unsorted[0]?.metadata.uniq).toBe(other.id);
  expect([crm.figures.parked(), crm.figures.outbox()]).toEqual([0, 0]);
});

test('a call that is still on its way, since amoCRM is slow, is waited for', async () => {
  const { amo, timer, pass } = office;
  amo.fail(/POST .*unsorted/, { status: 502 });
  ends(record(timer, { number: UNKNOWN }));
  await pass(1_000);
  expect(inAmo()).toEqual([[], 0]);
  makesContact();
  await pass(120_000);
  expect(inAmo()).toEqual([[records[0]?.id], 0]);
});

test('where no card has the number, what the agent says to have made changes nothing', async () => {
  const { timer, pass, crm } = office;
  ends(record(timer, { number: UNKNOWN }));
  await pass(2_000);
  makesContact(false);
  await pass(60_000);
  expect([inAmo(), crm.figures.outbox(), crm.figures.parked()]).toEqual([[[], 1], 0, 0]);
});

test('a card that an agent has made up does not keep the real one out, of a later call either', async () => {
  const { timer, pass, crm, store } = office;
  ends(record(timer, { number: UNKNOWN }));
  await pass(2_000);
  makesContact(false);
  await pass(60_000);
  expect([inAmo(), crm.figures.outbox()]).toEqual([[[], 1], 0]);
  // Nothing of it is kept, so that many of them fill no store.
  expect([...(await store.all()).keys()].filter((id) => id.startsWith('move:'))).toEqual([]);
  makesContact();
  await pass(60_000);
  expect(inAmo()).toEqual([[records[0]?.id], 0]);
});

test('a contact that amoCRM does not find at once is tried until it does', async () => {
  const { amo, timer, pass } = office;
  ends(record(timer, { number: UNKNOWN }));
  await pass(2_000);
  const unknown = { _total_items: 0, errors: [{ title: 'Entity not found' }] };
  amo.fail(/POST .*calls/, { status: 400, body: unknown }, 3);
  makesContact();
  await pass(120_000);
  expect(inAmo()).toEqual([[records[0]?.id], 0]);
});

test.each(['storedCut', 'storedSilence', 'down'] as const)(
  'where the answer is lost (%s) the call is at the contact once, though its note is at the unsorted lead too',
  async (how) => {
    const { amo, timer, pass } = office;
    const call = record(timer, { number: UNKNOWN });
    ends(call);
    await pass(2_000);
    amo.account.notes.push({
      type: 'leads',
      entity_id: UNSORTED_LEAD,
      note_type: 'call_in',
      updated_at: Math.floor(timer.now() / 1_000),
      params: { uniq: call.id, phone: UNKNOWN },
    } as never);
    amo.fail(/POST .*calls/, how);
    amo.fail(/DELETE/, how);
    makesContact();
    await pass(120_000);
    expect(inAmo()).toEqual([[call.id], 0]);
  },
);

test('a lead that somebody has accepted meanwhile stays as it is', async () => {
  const { amo, timer, pass, crm } = office;
  ends(record(timer, { number: UNKNOWN }));
  await pass(2_000);
  amo.account.unsorted.length = 0;
  makesContact();
  await pass(10_000);
  expect([inAmo(), crm.figures.outbox()]).toEqual([[[], 0], 0]);
});

test('a backend that is killed between the two steps declines the lead after its restart', async () => {
  const { amo, timer, pass, store, crm } = office;
  const call = record(timer, { number: UNKNOWN });
  ends(call);
  await pass(2_000);
  amo.fail(/DELETE/, { status: 502 }, 1_000);
  makesContact();
  await pass(3_000);
  expect(inAmo()).toEqual([[call.id], 1]);
  expect(store).toBeInstanceOf(MemoryOutboxStore);
  await crm.close();
  amo.mend();
  office = buildCrm({}, { amo, timer, store, calls: historyOf(records) });
  await office.crm.start();
  await office.pass(120_000);
  expect(inAmo()).toEqual([[call.id], 0]);
});
