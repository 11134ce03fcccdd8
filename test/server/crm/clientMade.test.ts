import * as v from 'valibot';
import { callerCardSchema, type CallerCard } from '../../../protocol/callerCard';
import { ENDED_KEPT_MS } from '../../../protocol/timing';
import { REMEMBERED_MS } from '../../../server/crm/EndedCalls';
import { identitySection } from '../support/amoToken';
import { RightsOffice } from '../support/RightsOffice';
import type { FullStatus } from '../support/startBackend';

let office: RightsOffice;

beforeEach(() => {
  office = RightsOffice.prepare();
});

afterEach(() => office.close());

const offIdentity = { mode: 'off' };

async function start(identity: object): Promise<void> {
  await office.start(identity, { index: identity === identitySection });
  if (identity !== identitySection) return;
  await office.untilIndexed();
  await office.untilRights('ok');
}

const headersOf = (extension: string, identity: object): Promise<object> =>
  identity === identitySection ? office.proven(extension) : Promise.resolve(office.claimed(extension));

/** The agent's only call. */
async function callOf(extension: string, identity: object): Promise<FullStatus['calls'][number] | undefined> {
  const params = { current_status: null, cards: true };
  const headers = await headersOf(extension, identity);
  return ((await office.backend.call('get_agent_status', params, headers)) as FullStatus).calls.at(-1);
}

test.each([
  ['with an index', identitySection],
  ['without an index', offIdentity],
])('%s a contact that the agent has made is on the call at once', async (_how, identity) => {
  await start(identity);
  office.incoming();
  await office.until(async () => (await callOf('102', identity))?.contact_phone === office.number);
  const unique_id = (await callOf('102', identity))?.unique_id;
  const { account } = office.amo;
  account.contact('Новый клиент', office.number, { id: 71, responsible_user_id: 2, leadIds: [80] });
  account.leads.push({
    id: 80,
    name: 'Новая сделка',
    responsible_user_id: 2,
    pipeline_id: 5,
    status_id: 20,
    updated_at: 7,
  });
  const cards = [
    { kind: 'contacts', id: '71' },
    { kind: 'leads', id: '80' },
  ];
  await office.backend.call('client_made', { unique_id, cards }, await headersOf('102', identity));
  await office.until(async () => (await callOf('102', identity))?.contact_name === 'Новый клиент');
  if (identity !== identitySection) return;
  const cardOf = async (): Promise<CallerCard> =>
    v.parse(callerCardSchema, (await callOf('102', identity))?.['card'] ?? {});
  await office.until(async () => (await cardOf()).leads?.[0]?.name === 'Новая сделка');
  expect((await cardOf()).contact).toEqual({ id: '71', name: 'Новый клиент' });
});

test('what an agent makes later than the call is on the screen is read, too, for a while; of a call of their own alone', async () => {
  await start(offIdentity);
  office.incoming();
  await office.until(async () => (await callOf('102', offIdentity))?.contact_phone === office.number);
  const unique_id = (await callOf('102', offIdentity))?.unique_id;
  office.backend.app.simulator.farHangup('102');
  await office.backend.timer.pass(ENDED_KEPT_MS);
  expect(await callOf('102', offIdentity)).toBeUndefined();
  const made = async (extension: string, id: string): Promise<unknown> => {
    const params = { unique_id, cards: [{ kind: 'contacts', id }] };
    return office.backend.call('client_made', params, await headersOf(extension, offIdentity));
  };
  office.amo.account.contact('Новый клиент', office.number, { id: 71, responsible_user_id: 2 });
  const before = office.amo.seen.length;
  expect(await made('102', '71')).toBeNull();
  await office.until(() => office.amo.seen.slice(before).some(({ query }) => query.has('query')));
  expect(await made('103', '71')).toBe('NoActiveCall');
  await office.backend.timer.pass(REMEMBERED_MS);
  expect(await made('102', '72')).toBe('NoActiveCall');
});

test('a card is not believed: what amoCRM does not have is not shown, and a call of a colleague is not the agent’s', async () => {
  await start(identitySection);
  office.incoming();
  await office.until(async () => (await callOf('102', identitySection)) !== undefined);
  const unique_id = (await callOf('102', identitySection))?.unique_id;
  const headers = await office.proven('102');
  const cards = [{ kind: 'contacts', id: '99' }];
  const isAsked = (): boolean =>
    office.amo.seen.some(
      ({ path, query }) => path.endsWith('/contacts') && query.get('filter[id][]') === '99',
    );
  await office.backend.call('client_made', { unique_id, cards }, headers);
  await office.until(isAsked);
  expect((await callOf('102', identitySection))?.contact_name ?? null).toBeNull();
  const other = { unique_id: 'other', cards };
  expect(await office.backend.call('client_made', other, headers)).toBe('NoActiveCall');
});
