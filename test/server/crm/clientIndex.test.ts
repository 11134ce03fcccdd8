import formbody from '@fastify/formbody';
import fastify from 'fastify';
import { KeyLimiter } from '../../../server/access/KeyLimiter';
import type { Party } from '../../../server/calls/Party';
import { IndexedCrm } from '../support/amo/IndexedCrm';
import { ask, KNOWN, UNKNOWN } from '../support/amo/startCrm';

const KEY = 'webhook-key-of-the-test';

let office: IndexedCrm;

beforeEach(() => {
  office = new IndexedCrm({ index: true, webhookKey: KEY });
});

afterEach(async () => {
  await office.close();
  expect(office.amo.violations).toEqual([]);
});

/** How far each list was read, as it is stored. */
async function cursorOf(kind: string): Promise<{ readonly newest: number; readonly isFilled: boolean }> {
  return JSON.parse((await office.store.index.notes()).get(kind) ?? '{"newest":0,"isFilled":false}') as never;
}

/** Until amoCRM was looked through once more from begin to end. */
async function lookedThrough(): Promise<void> {
  const looks = (): number => office.amo.count(/GET \/api\/v4\/events/);
  const before = looks();
  // The second one began after now.
  await office.until('looked through', () => looks() >= before + 2);
}

/** Who rings, as the agent sees it; null: nobody that is known. */
async function ring(number = KNOWN): Promise<Party | null> {
  const found: Party[] = [];
  const event = { type: 'began', callId: '1', direction: 'inbound', number, via: null } as never;
  office.crm.crm.namesFor((_extension, _number, party) => void found.push(party))('101', event);
  return office.until('answered', () => found[0] ?? office.crm.crm.known(number));
}

/** Searches by a number. */
const searches = (): number => office.amo.seen.filter(({ query }) => query.has('query')).length;

function fillAccount(count: number): void {
  for (let at = 0; at < count; at += 1)
    office.amo.account.contact(`Клиент ${at}`, `+7495${1_000_000 + at}`, { updated_at: 1_000 + at });
}

test('who rings is known from the index: name, company, responsible, without a request', async () => {
  const company = office.amo.account.contact('', '').id + 1;
  office.amo.account.companies.push({
    id: company,
    name: 'Ромашка',
    phones: ['+7 495 777-00-00'],
    responsible_user_id: 1,
    updated_at: 5,
  });
  office.amo.account.leads.push({ id: 5, responsible_user_id: 2, status_id: 20, updated_at: 7 });
  office.amo.account.contact('Иван Петров', '8 (910) 123-45-67', { companyId: company, leadIds: [5] });
  await office.start();
  await office.filled();
  // What is read last.
  await office.until('currency', async () => (await office.store.index.notes()).has('currency'));
  const before = office.amo.seen.length;
  expect(await ring()).toMatchObject({ name: 'Иван Петров', company: 'Ромашка', responsible: 'Борис Орлов' });
  expect(await ring('84957770000')).toMatchObject({ company: 'Ромашка' });
  expect(await ask(office.crm.crm)).toBe('102');
  expect(await ask(office.crm.crm, UNKNOWN)).toBeNull();
  expect(searches()).toBe(0);
  // What else was asked meanwhile is the look for changes, which goes on by itself.
  const own = office.amo.seen
    .slice(before)
    .filter(({ query }) => ![...query.keys()].some((key) => /^(order|filter)/.test(key)));
  expect(own).toEqual([]);
});

test('filling goes on where a backend that was stopped in the middle was', async () => {
  fillAccount(1_100);
  office.amo.account.contact('Иван Петров', KNOWN);
  await office.start();
  await office.until('two pages', async () => (await cursorOf('contacts')).newest >= 1_400);
  office.amo.fail(/contacts/, 'down', 1_000);
  await office.stop();
  office.amo.mend();
  const { newest } = await cursorOf('contacts').catch(() => ({ newest: 1_400 }));
  const before = office.amo.seen.length;
  await office.start();
  await office.filled();
  const first = office.amo.seen.slice(before).find(({ path }) => path === '/api/v4/contacts');
  expect(Number(first?.query.get('filter[updated_at][from]'))).toBeGreaterThanOrEqual(newest);
  expect(await ring('+74951000000')).toMatchObject({ name: 'Клиент 0' });
  expect(await ring('+74951001099')).toMatchObject({ name: 'Клиент 1099' });
  expect(await ring()).toMatchObject({ name: 'Иван Петров' });
  expect(searches()).toBe(0);
});

test.each([
  ['429', { status: 429 }],
  ['a page of HTML', { status: 200, body: '<html>maintenance</html>' }],
  ['no answer', 'silence'],
  ['no connection', 'down'],
] as const)('amoCRM in trouble makes the index older and nothing else: %s', async (_what, failure) => {
  office.amo.account.contact('Иван Петров', KNOWN);
  await office.start();
  await office.filled();
  office.amo.fail(/GET/, failure, 1_000_000);
  await office.until('it is in the log', () => office.crm.log.some((line) => line.includes('index.failing')));
  expect(await ring()).toMatchObject({ name: 'Иван Петров' });
  expect(searches()).toBe(0);
  office.amo.account.contact('Новый', UNKNOWN);
  office.amo.mend();
  await office.until(
    'caught up',
    async () => (await office.store.index.linked('contacts', ['phone:000001'], 1)).length === 1,
  );
  expect(await ring(UNKNOWN)).toMatchObject({ name: 'Новый' });
});

test('a change, a deletion and a merge are followed without webhooks', async () => {
  const ivan = office.amo.account.contact('Иван Петров', KNOWN);
  const twin = office.amo.account.contact('Иван П.', KNOWN);
  const gone = office.amo.account.contact('Уходящий', UNKNOWN);
  await office.start();
  await office.filled();
  expect(await ring()).toMatchObject({ name: null, matches: [{ name: 'Иван Петров' }, { name: 'Иван П.' }] });
  expect(await ring(UNKNOWN)).toMatchObject({ name: 'Уходящий' });
  office.amo.account.merge(ivan, twin);
  office.amo.account.delete('contacts', gone.id);
  await lookedThrough();
  expect(await ring()).toMatchObject({ name: 'Иван Петров', contactId: String(ivan.id) });
  expect(await office.store.index.get('contacts', [twin.id, gone.id])).toEqual([]);
  ivan.name = 'Иван Новый';
  ivan.updated_at = Math.floor(office.timer.now() / 1_000);
  await lookedThrough();
  expect(await ring()).toMatchObject({ name: 'Иван Новый' });
});

test('a contact whose user has written a change of the future does not end the look for changes', async () => {
  const year2100 = 4_102_444_800;
  const ivan = office.amo.account.contact('Иван Петров', KNOWN);
  office.amo.account.contact('Свой', UNKNOWN, { updated_at: year2100 });
  await office.start();
  await office.filled();
  ivan.name = 'Иван Новый';
  ivan.updated_at = Math.floor(office.timer.now() / 1_000);
  await lookedThrough();
  expect(await ring()).toMatchObject({ name: 'Иван Новый' });
});

test('a lead that is closed and a task that is done are in the index no more', async () => {
  const contact = office.amo.account.contact('Иван Петров', KNOWN, { leadIds: [5] });
  office.amo.account.leads.push({ id: 5, responsible_user_id: 2, status_id: 20, updated_at: 7 });
  office.amo.account.tasks.push({
    id: 6,
    entity_id: contact.id,
    entity_type: 'contacts',
    text: 'Позвонить',
    complete_till: 9,
    created_at: 3,
    is_completed: false,
  } as never);
  await office.start();
  await office.filled();
  await office.until(
    'the task',
    async () => (await office.store.index.linked('tasks', [`contacts:${contact.id}`], 5)).length === 1,
  );
  expect(await office.store.index.linked('leads', [`contacts:${contact.id}`], 5)).toHaveLength(1);
  const now = Math.floor(office.timer.now() / 1_000);
  Object.assign(office.amo.account.leads[0]!, { status_id: 142, updated_at: now });
  Object.assign(office.amo.account.tasks[0]!, { is_completed: true, updated_at: now });
  await lookedThrough();
  expect(await office.store.index.get('leads', [5])).toEqual([]);
  expect(await office.store.index.get('tasks', [6])).toEqual([]);
});

test('webhooks that come twice, late and out of order only make it look: what amoCRM says then counts', async () => {
  const ivan = office.amo.account.contact('Иван Петров', KNOWN);
  const gone = office.amo.account.contact('Уходящий', UNKNOWN);
  await office.start();
  await office.filled();
  const http = fastify();
  await http.register(formbody);
  office.crm.crm.openRoutes(http, new KeyLimiter(5, () => 0));
  const hook = async (what: string, id: number): Promise<void> => {
    const url = `/asterisk_ng/amocrm/webhook?key=${KEY}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await http.inject({ method: 'POST', url, headers, body: `contacts[${what}][0][id]=${id}` });
  };
  // No event tells of it.
  office.amo.account.contacts.splice(office.amo.account.contacts.indexOf(gone), 1);
  await hook('delete', gone.id);
  await hook('delete', gone.id);
  await hook('update', gone.id);
  await hook('delete', ivan.id);
  await office.until(
    'deleted',
    async () => (await office.store.index.get('contacts', [gone.id])).length === 0,
  );
  await lookedThrough();
  expect(await ring()).toMatchObject({ name: 'Иван Петров' });
  expect(await ask(office.crm.crm, UNKNOWN)).toBeNull();
  expect(searches()).toBe(0);
  await http.close();
});
