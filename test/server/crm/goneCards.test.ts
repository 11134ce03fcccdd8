import { FakeTimer } from '../../support/FakeTimer';
import { FakeAmo } from '../support/amo/FakeAmo';
import { buildCrm, KNOWN, missed, record, UNKNOWN, type TestCrm } from '../support/amo/startCrm';

/** A backend before an amoCRM in which all cards are deleted just before the task. */
function deleting(settings: Parameters<typeof buildCrm>[0]): TestCrm {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    const { contacts, companies, leads } = amo.account;
    if (init.method === 'POST' && url.endsWith('/tasks'))
      for (const cards of [contacts, companies, leads]) cards.length = 0;
    return amo.fetch(url, init);
  };
  return buildCrm(settings, { timer, amo, fetch });
}

const tasksOf = ({ amo }: TestCrm) =>
  amo.account.tasks.map(({ responsible_user_id, entity_id }) => [responsible_user_id, entity_id]);

test.each(['contact', 'lead'])(
  'the task of a missed call whose %s was deleted is made without it',
  async (kind) => {
    const test = deleting({ calls: { missedTask: {} } });
    const { crm, amo, timer, pass } = test;
    if (kind === 'lead')
      amo.account.leads.push({ id: 5, responsible_user_id: 2, status_id: 10, updated_at: 1 });
    amo.account.contact('Иван', KNOWN, { responsible_user_id: 2, ...(kind === 'lead' && { leadIds: [5] }) });
    await crm.start();
    crm.finished(missed(timer));
    await pass(600_000);
    expect([tasksOf(test), crm.figures.parked()]).toEqual([[[2, undefined]], 0]);
    await crm.close();
  },
);

test.each<[string, number | undefined, number[], number | undefined]>([
  ['of "otherwise"', 2, [9], 2],
  ['of the agent who was rung, where there is no "otherwise"', undefined, [9], 1],
  ['of the agent who was rung, where "otherwise" is gone, too', 2, [9, 2], 1],
  ['of no user, where all are gone', 2, [9, 2, 1], undefined],
])('with its owner and its card gone the task is %s', async (_what, otherwise, gone, owner) => {
  const missedTask = otherwise === undefined ? {} : { otherwise };
  const test = deleting({ calls: { missedTask } });
  const { crm, amo, timer, pass } = test;
  for (const id of gone) amo.account.gone.users.add(id);
  amo.account.contact('Иван', KNOWN, { responsible_user_id: 9 });
  await crm.start();
  crm.finished(missed(timer));
  await pass(600_000);
  expect([tasksOf(test), crm.figures.parked()]).toEqual([[[owner, undefined]], 0]);
  await crm.close();
});

test('a call from an unknown number goes to the main pipeline when the one that is set was deleted', async () => {
  const { crm, amo, timer, pass } = buildCrm({ calls: { pipelineId: 7 } });
  amo.account.gone.pipelines.add(7);
  amo.account.gone.users.add(1);
  await crm.start();
  crm.finished(record(timer, { number: UNKNOWN }));
  await pass(600_000);
  expect(amo.account.unsorted).toMatchObject([{ metadata: { call_responsible: 'Анна Смирнова' } }]);
  expect(amo.account.unsorted[0]).not.toHaveProperty('pipeline_id');
  expect(crm.figures.parked()).toBe(0);
  await crm.close();
});
