import type { CallEvent } from '../../../server/calls/CallEvent';
import { unknownParty, type Party } from '../../../server/calls/Party';
import { CallerCache } from '../../../server/crm/callers/CallerCache';
import { noCaller } from '../../../server/crm/callers/AmoCaller';
import { FakeTimer } from '../../support/FakeTimer';
import { buildCrm, KNOWN, UNKNOWN, type TestCrm } from '../support/amo/startCrm';

let test_: TestCrm;
let named: [string, string, Party][];

/** A call rings at Anna's; returns the party that the board got. */
async function ring(number: string, ms = 3_000): Promise<Party | undefined> {
  const began = named.length;
  const event: CallEvent = { type: 'began', id: 'a', direction: 'inbound', phase: 'ringing', number, at: 0 };
  take('101', event);
  await test_.pass(ms);
  return named[began]?.[2];
}

let take: (extension: string, event: CallEvent) => void;

beforeEach(() => {
  test_ = buildCrm({ keepMinutes: 10 });
  named = [];
  take = test_.crm.namesFor((...what) => named.push(what));
});

afterEach(async () => {
  await test_.crm.close();
  expect([test_.amo.violations, test_.timer.pending]).toEqual([[], 0]);
});

const reads = (): number => test_.amo.count(/GET .*contacts/);

test('a caller has a name, a company and who is responsible', async () => {
  const { account } = test_.amo;
  account.companies.push({ id: 9, name: 'ООО «Ромашка»', phones: [], responsible_user_id: 1 });
  account.leads.push(
    { id: 1, responsible_user_id: 1, status_id: 10, updated_at: 5 },
    { id: 2, responsible_user_id: 2, status_id: 10, updated_at: 7 },
    { id: 3, responsible_user_id: 1, status_id: 143, updated_at: 9 },
  );
  const { id } = account.contact('Иван Петров', '8 (910) 123-45-67', { companyId: 9, leadIds: [1, 2, 3] });
  const party = {
    number: KNOWN,
    name: 'Иван Петров',
    contactId: String(id),
    company: 'ООО «Ромашка»',
    responsible: 'Борис Орлов',
    matches: [],
  };
  expect(await ring(KNOWN)).toEqual(party);
  expect(test_.crm.known('89101234567')).toEqual({ ...party, number: '89101234567' });
});

test('a name from amoCRM has no marks of direction and no controls; numbers one beneath the other stay two', async () => {
  const { account } = test_.amo;
  account.users.find(({ id }) => id === 1)!.name = 'Борис\u0085\u202eвеО';
  account.companies.push({ id: 9, name: 'ООО\t\u2067Ромашка', phones: [], responsible_user_id: 1 });
  account.contact('Иван\r\n\u202e4321\u001b[31m', `${KNOWN}\n8 495 111-22-33`, { companyId: 9 });
  const party = await ring(KNOWN);
  expect(party).toMatchObject({ name: 'Иван 4321 [31m', company: 'ООО Ромашка' });
  expect(JSON.stringify(party)).not.toMatch(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\\[nrt]|\\u00/);
  expect(await ring('+74951112233')).toMatchObject({ name: 'Иван 4321 [31m' });
});

test('of several contacts none is guessed, and a company alone has its own name', async () => {
  const { account } = test_.amo;
  const [one, two] = [account.contact('Иван', KNOWN), account.contact('Мария', KNOWN)];
  account.companies.push({ id: 9, name: 'Завод', phones: ['+74951112233'], responsible_user_id: 2 });
  expect(await ring(KNOWN)).toEqual({
    ...unknownParty(KNOWN),
    matches: [
      { id: String(one.id), name: 'Иван' },
      { id: String(two.id), name: 'Мария' },
    ],
  });
  expect(await ring('+74951112233')).toMatchObject({ name: 'Завод', contactId: null, company: 'Завод' });
});

test.each<[string, string]>([
  ['a client of the local phone book', '+74950000000'],
  ['a colleague', '102'],
  ['a short number', '112'],
])('amoCRM is not asked for %s', async (_who, number) => {
  expect([await ring(number), test_.amo.seen]).toEqual([undefined, []]);
});

test('several ringing phones make one look-up; its answer is kept ten minutes, a miss one', async () => {
  const { account } = test_.amo;
  account.contact('Иван', KNOWN);
  for (const extension of ['101', '102', '103'])
    take(extension, { type: 'connected', id: 'b', number: KNOWN });
  await test_.pass(3_000);
  expect([named.length, reads()]).toEqual([3, 1]);
  await test_.pass(500_000);
  expect([await ring(KNOWN), reads()]).toEqual([undefined, 1]);
  await test_.pass(100_000);
  expect([(await ring(KNOWN))?.name, reads()]).toEqual(['Иван', 2]);
  await ring(UNKNOWN);
  await ring(UNKNOWN);
  expect(reads()).toBe(3);
  await test_.pass(60_000);
  account.contact('Мария', UNKNOWN);
  expect((await ring(UNKNOWN))?.name).toBe('Мария');
});

test('what else can not be had is left out, and asked again after a minute', async () => {
  const { amo } = test_;
  amo.account.contact('Иван', KNOWN, { companyId: 9, leadIds: [1] });
  amo.fail(/companies|leads|users/, { status: 500 }, 3);
  expect(await ring(KNOWN)).toMatchObject({ name: 'Иван', company: null, responsible: null });
  await test_.pass(60_000);
  amo.account.companies.push({ id: 9, name: 'Завод', phones: [], responsible_user_id: 1 });
  expect(await ring(KNOWN)).toMatchObject({ company: 'Завод', responsible: 'Анна Смирнова' });
});

test('a token that may not list users gives no names of users', async () => {
  test_.amo.account.contact('Иван', KNOWN);
  test_.amo.fail(/users/, { status: 403 });
  expect(await ring(KNOWN)).toMatchObject({ name: 'Иван', responsible: null });
});

test('no name is given when amoCRM is silent, and the next call asks again', async () => {
  test_.amo.account.contact('Иван', KNOWN);
  test_.amo.fail(/contacts/, 'silence');
  expect(await ring(KNOWN, 6_000)).toBeUndefined();
  expect((await ring(KNOWN))?.name).toBe('Иван');
});

test('other events of a call ask nothing', async () => {
  take('101', { type: 'answered', id: 'a', at: 0 });
  await test_.pass(1_000);
  expect(test_.amo.seen).toEqual([]);
});

describe('the responsible agent', () => {
  const none = new AbortController().signal;
  const asked = async (number: string): Promise<string | null> => {
    const answer = test_.crm.responsibleExtension(number, none);
    await test_.pass(2_000);
    return answer;
  };

  test('is found by the id, by the e-mail, or there is none', async () => {
    const { account } = test_.amo;
    account.contact('Иван', KNOWN, { responsible_user_id: 1 });
    account.contact('Мария', '+79101234568', { responsible_user_id: 2 });
    account.contact('Олег', '+79101234569', { responsible_user_id: 77 });
    expect([await asked(KNOWN), await asked('+79101234568')]).toEqual(['101', '102']);
    expect([await asked('+79101234569'), await asked(UNKNOWN), await asked('')]).toEqual([null, null, null]);
  });

  test('of several contacts is theirs when all have the same', async () => {
    const { account } = test_.amo;
    account.contact('Иван', KNOWN, { responsible_user_id: 2 });
    account.contact('Мария', KNOWN, { responsible_user_id: 2 });
    expect(await asked(KNOWN)).toBe('102');
    account.contact('Олег', '+79101234569', { responsible_user_id: 1 });
    account.contact('Ольга', '+79101234569', { responsible_user_id: 2 });
    expect(await asked('+79101234569')).toBeNull();
  });

  test('is not waited for by a client that has disconnected', async () => {
    const gone = new AbortController();
    test_.amo.fail(/contacts/, 'silence');
    const answer = test_.crm.responsibleExtension(KNOWN, gone.signal).catch(String);
    gone.abort();
    expect(await answer).toContain('aborted');
    await test_.pass(6_000);
  });
});

test('the cache is bounded, the oldest go first', () => {
  const timer = new FakeTimer();
  const cache = new CallerCache(timer, 2);
  for (const number of ['+79100000001', '+79100000002', '+79100000003'])
    cache.put(number, noCaller(number), 1_000);
  expect([cache.size, cache.get('+79100000001'), cache.get('89100000003')?.sources]).toEqual([2, null, []]);
});
