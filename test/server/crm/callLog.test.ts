import type { CallRecord, CallOutcome } from '../../../server/calls/CallRecord';
import { buildCrm, KNOWN, record, UNKNOWN, type TestCrm } from '../support/amo/startCrm';

let test_: TestCrm;

async function start(...options: Parameters<typeof buildCrm>): Promise<TestCrm> {
  test_ = buildCrm(...options);
  await test_.crm.start();
  return test_;
}

afterEach(async () => {
  await test_.crm.close();
  expect([test_.amo.violations, test_.timer.pending]).toEqual([[], 0]);
});

const seconds = (ms: number): number => Math.floor(ms / 1_000);

test('a finished call stands in amoCRM once, with all that is known of it', async () => {
  const { crm, amo, timer, pass } = await start();
  const { id } = amo.account.contact('Иван Петров', '8 (910) 123-45-67');
  const call = record(timer, { recording: 'a.mp3' });
  crm.finished(call);
  await pass(2_000);
  expect(amo.account.calls).toEqual([
    {
      direction: 'inbound',
      phone: KNOWN,
      duration: 50,
      source: 'AsteriskNG',
      uniq: call.id,
      link: 'https://pbx.example.com/a.mp3',
      call_status: 4,
      call_responsible: 1,
      responsible_user_id: 1,
      created_by: 1,
      created_at: seconds(call.startedAt),
    },
  ]);
  expect(amo.account.notes).toMatchObject([{ type: 'contacts', entity_id: id }]);
  expect(crm.figures.outbox()).toBe(0);
});

test('a call that is reported again, at once or after a restart, is the same call', async () => {
  const { crm, amo, timer, store, pass } = await start();
  amo.account.contact('Иван Петров', KNOWN);
  const call = record(timer);
  crm.finished(call);
  crm.finished(call);
  await pass(2_000);
  crm.finished({ ...call, endedAt: call.endedAt + 5 });
  await pass(2_000);
  await crm.close();
  const again = await start({}, { amo, timer, store });
  again.crm.finished(call);
  await pass(60_000);
  expect(amo.account.calls).toHaveLength(1);
});

test('done calls are forgotten after a week', async () => {
  const { crm, timer, amo, store, pass } = await start();
  amo.account.contact('Иван Петров', KNOWN);
  crm.finished(record(timer));
  await pass(2_000);
  expect(store.disk.size).toBe(1);
  await timer.pass(7 * 86_400_000);
  crm.finished(record(timer));
  await pass(2_000);
  expect([store.disk.size, amo.account.calls.length]).toEqual([1, 2]);
});

test.each<[CallRecord['direction'], CallOutcome, number]>([
  ['inbound', 'answered', 4],
  ['inbound', 'missed', 6],
  ['inbound', 'rejected', 6],
  ['outbound', 'rejected', 7],
  ['outbound', 'busy', 7],
  ['outbound', 'noAnswer', 3],
  ['outbound', 'failed', 6],
])('an %s call that was %s has the status %i', async (direction, outcome, status) => {
  const { crm, amo, timer, pass } = await start();
  amo.account.contact('Иван Петров', KNOWN);
  const answeredAt = outcome === 'answered' ? timer.now() - 1_000 : null;
  crm.finished(record(timer, { direction, outcome, answeredAt }));
  await pass(2_000);
  expect(amo.account.calls).toMatchObject([
    { direction, call_status: status, duration: answeredAt === null ? 0 : 1 },
  ]);
});

test.each<[string | null, object]>([
  ['101', { call_responsible: 1, responsible_user_id: 1 }],
  ['102', { call_responsible: 2, responsible_user_id: 2 }],
  ['103', { call_responsible: 'Вера Лис' }],
  [null, {}],
])('the call of the agent at %s has its responsible user', async (extension, expected) => {
  const { crm, amo, timer, pass } = await start();
  amo.account.contact('Иван Петров', KNOWN);
  crm.finished(record(timer, { extension }));
  await pass(2_000);
  const [call] = amo.account.calls;
  const { call_responsible, responsible_user_id } = call!;
  expect({ call_responsible, responsible_user_id }).toEqual({
    call_responsible: undefined,
    responsible_user_id: undefined,
    ...expected,
  });
});

test('a call without a number is not sent', async () => {
  const { crm, amo, timer, log, pass } = await start();
  crm.finished(record(timer, { number: '' }));
  await pass(2_000);
  expect([amo.seen, log.join('').includes('not logged')]).toEqual([[], true]);
});

test('a call that stands among the errors for another reason is refused', async () => {
  const { crm, amo, timer, pass } = await start();
  amo.account.contact('Иван Петров', KNOWN);
  const odd = { errors: [{ title: 'Something else' }] };
  amo.fail(/POST .*calls/, { status: 400, body: odd }, 3);
  crm.finished(record(timer));
  await pass(60_000);
  expect([crm.figures.parked(), crm.figures.errors().get('refused')]).toEqual([1, 0]);
});

test('an account without customers is looked through all the same', async () => {
  const { crm, amo, timer, pass } = await start();
  amo.account.contact('Иван Петров', KNOWN);
  amo.fail(/POST .*calls/, { status: 502 });
  amo.fail(/customers/, { status: 403 });
  crm.finished(record(timer));
  await pass(60_000);
  expect([amo.account.calls.length, amo.count(/customers/)]).toEqual([1, 1]);
});

describe('a number that amoCRM does not know', () => {
  test('goes into the unsorted leads', async () => {
    const { crm, amo, timer, pass } = await start({ calls: { pipelineId: 77 } });
    const call = record(timer, { number: UNKNOWN, recording: 'b.mp3' });
    crm.finished(call);
    await pass(2_000);
    const name = `Звонок ${UNKNOWN}`;
    const phone = { field_code: 'PHONE', values: [{ value: UNKNOWN, enum_code: 'WORK' }] };
    expect(amo.account.calls).toEqual([]);
    expect(amo.account.unsorted).toEqual([
      {
        source_name: 'AsteriskNG',
        source_uid: `call:${call.id}`,
        pipeline_id: 77,
        created_at: seconds(call.startedAt),
        metadata: {
          from: UNKNOWN,
          phone: UNKNOWN,
          called_at: seconds(call.startedAt),
          duration: 50,
          link: 'https://pbx.example.com/b.mp3',
          service_code: 'asterisk_ng',
          uniq: call.id,
          is_call_event_needed: true,
          call_responsible: 1,
        },
        _embedded: { leads: [{ name }], contacts: [{ name, custom_fields_values: [phone] }] },
      },
    ]);
  });

  test('becomes a contact, once, and then takes its calls', async () => {
    const { crm, amo, timer, pass } = await start({
      calls: { unknown: 'contact', newName: 'Новый {number}' },
    });
    crm.finished(record(timer, { number: UNKNOWN, extension: '102' }));
    crm.finished(record(timer, { number: '8 999 000-00-01' }));
    await pass(5_000);
    expect(amo.account.contacts).toMatchObject([{ name: `Новый ${UNKNOWN}`, responsible_user_id: 2 }]);
    expect(amo.account.calls).toHaveLength(2);
  });

  test('is left alone', async () => {
    const { crm, amo, timer, pass } = await start({ calls: { unknown: 'nothing' } });
    crm.finished(record(timer, { number: UNKNOWN }));
    await pass(5_000);
    const { calls, unsorted, contacts } = amo.account;
    expect([calls, unsorted, contacts, crm.figures.outbox()]).toEqual([[], [], [], 0]);
  });

  test('a call whose new contact is not found yet is tried until it is', async () => {
    const { crm, amo, timer, pass } = await start({ calls: { unknown: 'contact' } });
    const unknown = { _total_items: 0, errors: [{ title: 'Entity not found' }] };
    amo.fail(/POST .*calls/, { status: 400, body: unknown }, 4);
    crm.finished(record(timer, { number: UNKNOWN }));
    await pass(60_000);
    expect([amo.account.contacts.length, amo.account.calls.length]).toEqual([1, 1]);
  });
});
