import { buildCrm, KNOWN, missed, record } from '../support/amo/startCrm';
import { FakeAmo } from '../support/amo/FakeAmo';
import { FakeTimer } from '../../support/FakeTimer';

const refusal = (path: string): Response =>
  new Response(
    JSON.stringify({
      'validation-errors': [{ request_id: '0', errors: [{ code: 'NotSupportedChoice', path }] }],
      status: 400,
    }),
    { status: 400 },
  );

/** amoCRM that takes no user but these, as it does with users who were deleted or switched off. */
function strict(active: readonly number[], settings: Parameters<typeof buildCrm>[0] = {}) {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const [item] = init.body ? (JSON.parse(init.body as string) as Record<string, number>[]) : [];
    for (const path of ['responsible_user_id', 'created_by'])
      if (item?.[path] !== undefined && !active.includes(item[path])) return refusal(path);
    return amo.fetch(url, init);
  };
  return buildCrm(settings, { timer, amo, fetch });
}

test.each(['101', '102'])(
  'the call of agent %s whose amoCRM user is switched off is logged all the same',
  async (extension) => {
    const { crm, amo, timer, pass } = strict([]);
    amo.account.contact('Иван', KNOWN);
    await crm.start();
    crm.finished(record(timer, { extension }));
    await pass(900_000);
    const seen = { calls: amo.account.calls.length, parked: crm.figures.parked() };
    await crm.close();
    expect(seen).toEqual({ calls: 1, parked: 0 });
  },
);

test('a missed call of a client whose responsible user was deleted is the task of "otherwise"', async () => {
  const { crm, amo, timer, pass } = strict([1, 2], { calls: { missedTask: { otherwise: 2 } } });
  amo.account.contact('Иван', KNOWN, { responsible_user_id: 999 });
  await crm.start();
  crm.finished(missed(timer, { extension: null }));
  await pass(900_000);
  const seen = {
    tasks: amo.account.tasks.map((task) => task.responsible_user_id),
    parked: crm.figures.parked(),
  };
  await crm.close();
  expect(seen).toEqual({ tasks: [2], parked: 0 });
});
