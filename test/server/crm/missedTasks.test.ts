import type { CallRecord } from '../../../server/calls/CallRecord';
import { buildCrm, KNOWN, missed, record, UNKNOWN, type TestCrm } from '../support/amo/startCrm';

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

describe('a missed call', () => {
  const wanted = { calls: { missedTask: {} } };

  test('is a task of the responsible user, due in half an hour', async () => {
    const { crm, amo, timer, pass } = await start(wanted);
    const { id } = amo.account.contact('Иван Петров', KNOWN, { responsible_user_id: 2 });
    const call = missed(timer);
    crm.finished(call);
    await pass(3_000);
    expect(amo.account.tasks).toMatchObject([
      {
        text: `Перезвонить: пропущенный звонок с ${KNOWN}`,
        responsible_user_id: 2,
        entity_type: 'contacts',
        entity_id: id,
        task_type_id: 1,
      },
    ]);
    expect(amo.account.tasks[0]!.complete_till - seconds(call.endedAt)).toBeGreaterThanOrEqual(1_800);
    expect(amo.account.tasks[0]!.complete_till - seconds(call.endedAt)).toBeLessThan(1_810);
  });

  test('of the same number makes no second task while the first is open', async () => {
    const { crm, amo, timer, pass } = await start(wanted);
    amo.account.contact('Иван Петров', KNOWN);
    crm.finished(missed(timer));
    crm.finished(missed(timer));
    await pass(5_000);
    crm.finished(missed(timer, { outcome: 'rejected' }));
    await pass(5_000);
    expect([amo.account.calls.length, amo.account.tasks.length]).toEqual([3, 1]);
    amo.account.tasks[0]!.is_completed = true;
    crm.finished(missed(timer));
    await pass(5_000);
    expect(amo.account.tasks).toHaveLength(2);
    await timer.pass(25 * 3_600_000);
    crm.finished(missed(timer));
    await pass(5_000);
    expect(amo.account.tasks).toHaveLength(3);
  });

  test.each([
    ['of who gets ours stands for it', 2, 1],
    ['of a colleague, which lists numbers, does not', 3, 2],
  ] as const)('a user’s own task with the number %s', async (_whose, user, count) => {
    const { crm, amo, timer, pass } = await start(wanted);
    amo.account.contact('Иван Петров', KNOWN, { responsible_user_id: 2 });
    const now = seconds(timer.now());
    amo.account.tasks.push({
      ...{ id: 900, text: `список: +79990000009, ${KNOWN}`, responsible_user_id: user, task_type_id: 1 },
      ...{ complete_till: now + 3_600, is_completed: false, created_at: now, updated_at: now },
    });
    crm.finished(missed(timer));
    await pass(5_000);
    expect(amo.account.tasks).toHaveLength(count);
  });

  test.each<[object, Partial<CallRecord>, number | undefined]>([
    [{ to: 'agent' }, { extension: '102' }, 2],
    [{ to: 'agent', otherwise: 9 }, { extension: '103' }, 9],
    [{ otherwise: 9 }, { number: UNKNOWN }, 9],
    [{}, { number: UNKNOWN }, 1],
    [{}, { number: UNKNOWN, extension: null }, undefined],
  ])('with the settings %j of the call %j has its owner', async (task, more, owner) => {
    const { crm, amo, timer, pass } = await start({ calls: { unknown: 'nothing', missedTask: task } });
    amo.account.contact('Иван Петров', KNOWN);
    crm.finished(missed(timer, more));
    await pass(5_000);
    expect(amo.account.tasks.map(({ responsible_user_id }) => responsible_user_id)).toEqual([owner]);
  });

  test('without the setting, and for an outgoing call, there is no task', async () => {
    const { crm, amo, timer, pass } = await start(wanted);
    amo.account.contact('Иван Петров', KNOWN);
    crm.finished(missed(timer, { direction: 'outbound', outcome: 'noAnswer' }));
    crm.finished(record(timer));
    await pass(5_000);
    expect([amo.account.calls.length, amo.account.tasks]).toEqual([2, []]);
  });

  test('of an unknown number is an unsorted lead and a task', async () => {
    const { crm, amo, timer, pass } = await start(wanted);
    crm.finished(missed(timer, { number: UNKNOWN }));
    await pass(5_000);
    expect([amo.account.unsorted.length, amo.account.tasks.length]).toEqual([1, 1]);
    expect(amo.account.tasks[0]).not.toHaveProperty('entity_id');
  });
});
