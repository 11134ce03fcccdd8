import * as v from 'valibot';
import { callerCardSchema, type CallerCard } from '../../../../protocol/callerCard';
import { amoRights } from '../../support/amo/amoRights';
import { identitySection } from '../../support/amoToken';
import { RightsOffice } from '../../support/RightsOffice';
import type { FullStatus } from '../../support/startBackend';

let office: RightsOffice;

beforeEach(async () => {
  office = await RightsOffice.open();
  await office.stop();
});

afterEach(() => office.close());

const KEY_OF_DIALPLAN = 'key-of-the-dialplan';
const LISTS = /\/(users|events|pipelines)$/;
const DUE_AT = 1_763_705_000;

/** Lets the backend's time pass until it holds. */
const passUntil = (condition: () => Promise<boolean>): Promise<void> =>
  office.until(async () => {
    await office.backend.timer.pass(500);
    return condition();
  });

/** Starts the backend; resolves once its index is filled and rights are known. */
async function start(identity: object = identitySection): Promise<void> {
  await office.start(identity, { index: true });
  await passUntil(async () => {
    const { index } = (await office.health()) as { index?: { state: string; age_seconds: number | null } };
    return index?.state === 'filled' && index.age_seconds !== null;
  });
  if (identity === identitySection) await office.untilRights('ok');
}

async function statusWithCards(extension: string): Promise<FullStatus> {
  const params = { current_status: null, cards: true };
  return (await office.backend.call(
    'get_agent_status',
    params,
    await office.proven(extension),
  )) as FullStatus;
}

/** The card of the agent's last call; null: it has none. */
async function cardOf(extension: string): Promise<CallerCard | null> {
  const card = (await statusWithCards(extension)).calls.at(-1)?.['card'];
  return card === undefined ? null : v.parse(callerCardSchema, card);
}

/** A client of user 2 with a company, two open leads, one that is won, and tasks. */
function fillAccount(): void {
  const { account } = office.amo;
  const company = { id: 70, name: 'Ромашка', phones: [], responsible_user_id: 2, updated_at: 5 };
  account.companies.push(company);
  account.contact('Иван Петров', office.number, {
    id: 71,
    responsible_user_id: 2,
    companyId: 70,
    leadIds: [80, 81, 82],
  });
  const lead = { responsible_user_id: 2, pipeline_id: 5 };
  account.leads.push(
    { ...lead, id: 80, name: 'Окна', price: 180_000, status_id: 20, updated_at: 7 },
    { ...lead, id: 81, name: 'Двери', price: 9_000, status_id: 30, updated_at: 9 },
    { ...lead, id: 82, name: 'Старое', price: 1, status_id: 142, updated_at: 11 },
  );
  const task = { entity_type: 'leads' as const, responsible_user_id: 2, created_at: 3, is_completed: false };
  account.tasks.push(
    { ...task, id: 90, entity_id: 80, text: 'Прислать смету', complete_till: DUE_AT },
    { ...task, id: 91, entity_id: 81, text: 'Позже', complete_till: DUE_AT + 90_000 },
  );
}

const endCall = (extension: string): boolean => office.backend.app.simulator.farHangup(extension);

test('while it rings the card has leads by name of stage, next task, last calls and the responsible agent, without a request', async () => {
  fillAccount();
  await start();
  office.incoming();
  office.backend.app.simulator.answer('104');
  await office.backend.timer.pass(65_000);
  endCall('104');
  // The call is logged in amoCRM, and gone from the screen.
  await passUntil(async () => office.amo.count(/POST .*\/calls/) === 1 && (await cardOf('101')) === null);
  const before = office.amo.seen.length;
  const { simulator } = office.backend.app;
  simulator.incoming(office.number, ['101'], { answersItself: false });
  // Last calls come from the store, behind what the index has.
  await office.until(async () => (await cardOf('101'))?.last_calls !== undefined);
  // The test's clock runs on while the store is read, so the index may be old by it.
  expect({ ...(await cardOf('101')), age_seconds: undefined }).toEqual({
    contact: { id: '71', name: 'Иван Петров' },
    company: { id: '70', name: 'Ромашка' },
    responsible: { name: 'Пользователь 102', extension: '102', presence: 'FREE' },
    leads: [
      { id: '80', name: 'Окна', price: 180_000, stage: 'Договор', pipeline: 'Продажи' },
      { id: '81', name: 'Двери', price: 9_000, stage: 'Замер', pipeline: 'Продажи' },
    ],
    task: {
      id: '90',
      text: 'Прислать смету',
      due_at: DUE_AT,
      of: { kind: 'leads', id: '80' },
      responsible: 'Пользователь 102',
    },
    last_calls: [
      expect.objectContaining({ direction: 'INBOUND', outcome: 'answered', with: 'Оператор 104' }),
    ],
  });
  // The responsible agent takes another call: everyone sees it at once.
  simulator.incoming('+79990000001', ['102'], { answersItself: false });
  simulator.answer('102');
  await office.until(async () => (await cardOf('101'))?.responsible?.presence === 'TALKING');
  endCall('102');
  // What is asked meanwhile is the look for changes, which goes on by itself.
  const own = office.amo.seen
    .slice(before)
    .filter(
      ({ path, query }) => !query.has('order[updated_at]') && !query.has('order[id]') && !LISTS.test(path),
    );
  expect(own.map(({ method, path, query }) => `${method} ${path}?${query}`)).toEqual([]);
  expect((await office.statusOf('101')).calls.map(({ card }) => card)).toEqual(
    (await office.statusOf('101')).calls.map(() => undefined),
  );
});

test('an agent sees of the card what their user may view in amoCRM', async () => {
  fillAccount();
  const user = office.amo.account.users.find(({ id }) => id === 2)!;
  user.rights = amoRights({ contacts: 'A', companies: 'D', leads: 'D' });
  await start();
  office.incoming();
  await office.until(async () => (await cardOf('102'))?.contact !== undefined);
  expect({ ...(await cardOf('102')), age_seconds: undefined }).toEqual({
    contact: { id: '71', name: 'Иван Петров' },
    responsible: { name: 'Пользователь 102', extension: '102', presence: 'RINGING' },
  });
  // 105 views nothing, 104 their own cards alone.
  for (const extension of ['104', '105']) expect(await cardOf(extension)).toBeNull();
});

test('one of several contacts is chosen once for the number, for all who may view it, also after a restart', async () => {
  office.amo.account.contact('Иван', office.number, { id: 71, responsible_user_id: 2 });
  office.amo.account.contact('Мария', office.number, { id: 72, responsible_user_id: 4 });
  await start();
  office.incoming();
  await office.until(async () => (await statusWithCards('101')).calls.at(-1)?.contact_matches?.length === 2);
  expect((await cardOf('101'))?.contact).toBeUndefined();
  const { unique_id } = (await statusWithCards('101')).calls.at(-1)!;
  const headers = await office.proven('101');
  const choose = (contact_id: string): Promise<unknown> =>
    office.backend.call('choose_contact', { unique_id, contact_id }, headers);
  const { methods } = (await office.backend.call('ping', {}, headers)) as { methods: string[] };
  expect(methods).toContain('choose_contact');
  expect(await choose('73')).toBe('UnknownContact');
  const foreign = { unique_id: 'of-a-colleague', contact_id: '72' };
  expect(await office.backend.call('choose_contact', foreign, headers)).toBe('NoActiveCall');
  expect(await choose('72')).toBeNull();
  await office.until(async () => (await cardOf('102'))?.contact?.id === '72');
  expect(await cardOf('101')).toMatchObject({ contact: { id: '72', name: 'Мария' }, is_chosen: true });
  await office.stop();
  await start();
  office.incoming();
  await office.until(async () => (await cardOf('101'))?.contact?.id === '72');
});

test('who is consulted about a client sees the card before answering', async () => {
  fillAccount();
  await start();
  office.incoming();
  office.backend.app.simulator.answer('101');
  const { unique_id } = (await statusWithCards('101')).calls.at(-1)!;
  const consult = { phone: '102', unique_id };
  expect(await office.backend.call('consult', consult, await office.proven('101'))).toBeNull();
  await passUntil(async () => (await cardOf('102'))?.about_phone === office.number);
  expect(await cardOf('102')).toMatchObject({
    contact: { id: '71' },
    why: { consulted_by: { extension: '101', name: 'Оператор 101', presence: 'TALKING' } },
  });
});

test('without proof of the user a card says only why it rings: the responsible agent was not free', async () => {
  fillAccount();
  await office.start(
    { mode: 'off' },
    { index: true },
    { routing: { key: KEY_OF_DIALPLAN, busy: 'default', default: '700' } },
  );
  await passUntil(async () => JSON.stringify(await office.health()).includes('"filled"'));
  office.backend.app.simulator.incoming('+79990000001', ['102'], { answersItself: false });
  const query = new URLSearchParams({ number: office.number, key: KEY_OF_DIALPLAN }).toString();
  expect((await office.backend.app.http.inject(`/asterisk_ng/route?${query}`)).body).toBe('700');
  office.incoming();
  const params = { current_status: null, cards: true };
  const card = async (): Promise<unknown> =>
    ((await office.backend.call('get_agent_status', params, office.claimed('101'))) as FullStatus).calls.at(
      -1,
    )?.['card'];
  await office.until(async () => (await card()) !== undefined);
  expect(await card()).toEqual({
    why: { not_routed: { name: 'Оператор 102', extension: '102', reason: 'BUSY' } },
  });
  expect(office.backend.log.some((line) => line.includes('responsible agent is not free'))).toBe(true);
});
