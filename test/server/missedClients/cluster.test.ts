import * as v from 'valibot';
import { missedClientsSchema, type WireMissedClient } from '../../../protocol/missedClient';
import { systemClock } from '../../../server/system/Clock';
import { amoRights } from '../support/amo/amoRights';
import { FakeAmo } from '../support/amo/FakeAmo';
import { TOKEN } from '../support/amo/GrantOffice';
import type { ClusterBackend } from '../support/ClusterBackend';
import { eventually } from '../support/eventually';
import { Opened } from '../support/Opened';
import { anna, boris } from '../support/startBackend';
import { TwoBackends } from '../support/TwoBackends';

const NUMBER = '+79991112233';

const opened = new Opened();
afterEach(() => opened.close());

/** The list, once this backend shows one that fits. */
function listOf(
  backend: ClusterBackend,
  who: object,
  isMeant: (clients: readonly WireMissedClient[]) => boolean,
): Promise<readonly WireMissedClient[]> {
  return eventually("the company's missed calls", async () => {
    const read = v.safeParse(missedClientsSchema, await backend.call('get_missed_clients', {}, who));
    return read.success && isMeant(read.output.clients) && read.output.clients;
  });
}

test('all backends show one list; a change wakes polls at each, and the next leader has what the last one had', async () => {
  const both = await TwoBackends.open(opened);
  const { first, second, pbx } = both;
  const hers = await both.proven(anna);
  await listOf(second, hers, (clients) => clients.length === 0);
  const { revision, missed_clients } = v.parse(
    v.object({ revision: v.number(), missed_clients: v.number() }),
    await second.call('get_agent_status', { current_status: null, missed_clients: true }, hers),
  );
  const known = { status: 'NOT_CONVERSATION', call_info: null, revision, missed_clients };

  pbx.miss(NUMBER, '101');
  for (const backend of [first, second]) {
    await listOf(backend, hers, ([client]) => client?.contact_phone === NUMBER);
    const status = await backend.call(
      'get_agent_status',
      { current_status: known, missed_clients: true },
      hers,
    );
    expect(status).not.toMatchObject({ missed_clients });
  }
  const [{ id } = { id: '' }] = await listOf(second, hers, (clients) => clients.length === 1);
  expect(await second.call('take_missed_client', { id, is_taken: true }, hers)).toBeNull();
  await listOf(first, hers, ([client]) => client?.taken_by?.is_me === true);

  await first.signal('SIGKILL');
  await second.leads();
  await listOf(second, hers, ([client]) => client?.id === id && client.taken_by?.is_me === true);
});

test('who calls a client back has them also at the other backend, and after the leader has died', async () => {
  const both = await TwoBackends.open(opened);
  const { first, second, pbx } = both;
  const [hers, his] = [await both.proven(anna), await both.proven(boris)];
  pbx.miss(NUMBER, '101');
  const [{ id } = { id: '' }] = await listOf(second, hers, (clients) => clients.length === 1);
  expect(await second.call('originate', { phone: NUMBER, unless_taken: true }, hers)).toBeNull();
  await first.signal('SIGKILL');
  await second.leads();
  const [call] = [...pbx.calls.values()];
  const unsure = { phone: NUMBER, unless_taken: true };
  const refused = 'TakenByColleague';
  expect(await second.call('take_missed_client', { id, is_taken: false }, hers)).toBe('AgentBusy');
  expect(await second.call('call_back', { id }, his)).toBe(refused);
  expect(await second.call('originate', unsure, his)).toBe(refused);
  expect([...pbx.calls.values()]).toEqual([call]);
  pbx.end(call?.id ?? '', 'noAnswer');
  await second.shows(({ calls: [one] }) => one?.phase !== 'DIALING', hers);
  expect(await second.call('take_missed_client', { id, is_taken: false }, hers)).toBeNull();
  expect(await second.call('originate', unsure, his)).toBeNull();
});

const CALL_BACK = {
  id: 'call-back',
  text: 'Перезвонить',
  task: { text: 'Перезвонить', inMinutes: 60 },
  callBack: true,
};

test("a client's task is completed once though the leader dies, a promise is with the next one, and who is forgotten is in no memory", async () => {
  const amo = await opened.add(Promise.resolve(new FakeAmo(systemClock)));
  const { account } = amo;
  for (const user of account.users) Object.assign(user, { rights: amoRights({ is_admin: true }) });
  const [missedNumber, promisedNumber, forgottenNumber] = [NUMBER, '+79991112244', '+79991112255'];
  for (const number of [missedNumber, promisedNumber, forgottenNumber]) account.contact('Иван', number);
  const calls = { missedTask: {}, outcomes: { waitSeconds: 60, list: [CALL_BACK] } };
  const amocrm = { address: await amo.listen(), token: TOKEN, calls };
  const both = await TwoBackends.open(opened, { amocrm });
  const { first, second, pbx } = both;
  const hers = await both.proven(anna);

  const unique_id = pbx.incoming(promisedNumber, '101');
  await second.shows(({ calls: [call] }) => call?.phase === 'RINGING', hers);
  pbx.answer(unique_id);
  await second.shows(({ calls: [call] }) => call?.phase === 'CONVERSATION', hers);
  pbx.talked(unique_id);
  await second.shows(({ calls: [call] }) => call?.phase === 'ENDED', hers);
  const dueAt = Math.ceil(Date.now() / 1_000) + 3_600;
  const choice = { outcome_id: CALL_BACK.id, task_text: 'Перезвонить', task_due_at: dueAt };
  const written_at = Date.now() / 1_000;
  expect(await second.call('set_outcome', { unique_id, written_at, ...choice }, hers)).toBeNull();
  pbx.miss(missedNumber, '101');
  pbx.miss(forgottenNumber, '101');
  for (const backend of [first, second]) await listOf(backend, hers, (clients) => clients.length === 3);
  await eventually('each has its task', () => account.tasks.length === 3);

  expect(await second.forgets(forgottenNumber)).toBe(200);
  for (const backend of [first, second])
    await listOf(backend, hers, (all) => all.every((one) => one.contact_phone !== forgottenNumber));

  // The leader dies before it hears that the task is completed.
  const give = amo.withhold(/PATCH .*tasks/);
  const id = pbx.incoming(missedNumber, '102');
  pbx.answer(id);
  pbx.talked(id);
  const isOf = (number: string) => (task: { text: string }) => task.text.includes(number);
  const own = account.tasks.find(isOf(missedNumber));
  await eventually('it is completed', () => own?.is_completed === true);
  const seen = amo.seen.length;
  await first.signal('SIGKILL');
  give();
  await second.leads();
  await eventually('the next leader has looked for it', () =>
    amo.seen.slice(seen).some(({ query }) => query.get('filter[id][]') === String(own?.id)),
  );
  const clients = await listOf(second, hers, (all) => all.length === 2);
  expect(clients.find(({ contact_phone }) => contact_phone === promisedNumber)).toMatchObject({
    ...{ count: 0, promised: { at: dueAt, is_me: true } },
  });

  const last = pbx.incoming(promisedNumber, '101');
  pbx.answer(last);
  pbx.talked(last);
  await eventually('both are completed', () => account.tasks.filter((one) => one.is_completed).length === 2);
  expect(account.tasks.filter(isOf(forgottenNumber))).toMatchObject([{ is_completed: false }]);
  expect([amo.violations, amo.count(/PATCH .*tasks/)]).toEqual([[], 2]);
});
