import { phoneOfAmoUuid } from '../../../server/crm/contacts/amoUuid';
import { buildCrm, KNOWN, UNKNOWN, type TestCrm } from '../support/amo/startCrm';

let test_: TestCrm;

beforeEach(() => {
  test_ = buildCrm();
});

afterEach(async () => {
  await test_.crm.close();
  expect([test_.amo.violations, test_.timer.pending]).toEqual([[], 0]);
});

async function search(text: string, limit = 10, ms = 3_000): Promise<unknown[]> {
  const found = test_.crm.contacts.search(text, limit, '101');
  await test_.pass(ms);
  return (await found).map(({ name }) => name);
}

test('colleagues and configured contacts stand before those of amoCRM, each number once', async () => {
  const { account } = test_.amo;
  account.contact('Борисов Пётр', '+7 910 111-22-33', {
    phones: ['+7 910 111-22-33', '8 495 111 22 33', '12'],
  });
  account.contact('Борис Двойник', '84950000000');
  account.contact('', '+79101112244');
  expect(await search('борис')).toEqual(['Борис Орлов', 'Борисов Пётр', 'Борисов Пётр', 'Борис Двойник']);
  expect(await search('местный')).toEqual(['Местный Клиент']);
  expect(await search('4950000000')).toEqual(['Местный Клиент']);
  expect(await search('8 910 111 22 44')).toEqual(['+79101112244']);
});

test('a contact of amoCRM can be called by its key', async () => {
  const { id } = test_.amo.account.contact('Борисов', '+7 (910) 111-22-33');
  const found = test_.crm.contacts.search('борисов', 5, '101');
  await test_.pass(1_000);
  const [contact] = await found;
  expect(contact).toEqual({
    uuid: `amo:${id}:+79101112233`,
    name: 'Борисов',
    phone: '+79101112233',
    presence: null,
  });
  expect(test_.crm.numberOf(contact!.uuid)).toBe('+79101112233');
});

test.each([
  'amo:1:',
  'amo:x:+7910',
  'amo:1:12',
  'number:+7910',
  'amo:1:+7910;101',
  `amo:1:${'1'.repeat(21)}`,
])('the key "%s" is not amoCRM’s', (uuid) => {
  expect(phoneOfAmoUuid(uuid)).toBeNull();
});

test('amoCRM is not asked when enough is found here, or hardly anything is typed', async () => {
  expect([await search('борис', 1), await search('бо'), await search('', 2)]).toEqual([
    ['Борис Орлов'],
    ['Борис Орлов'],
    ['Борис Орлов', 'Вера Лис'],
  ]);
  expect(test_.amo.seen).toEqual([]);
});

test('when amoCRM is slow or fails, what is here is answered in time', async () => {
  const { amo, log } = test_;
  amo.fail(/contacts/, 'silence');
  const slow = test_.crm.contacts.search('борис', 10, '101');
  let isThere = false;
  void slow.then(() => (isThere = true));
  await test_.pass(2_000);
  expect(isThere).toBe(false);
  await test_.pass(500);
  expect(isThere).toBe(true);
  amo.fail(/contacts/, { status: 500 });
  expect([(await slow).length, await search('борис')]).toEqual([1, ['Борис Орлов']]);
  expect(log.filter((line) => line.includes('could not be searched'))).toHaveLength(1);
});

test('a look-up is aborted when its client disconnects', async () => {
  const gone = new AbortController();
  test_.amo.fail(/contacts/, 'silence');
  const search_ = test_.crm.contacts.search('борис', 10, '101', gone.signal);
  await test_.pass(500);
  gone.abort();
  await test_.pass(500);
  expect([(await search_).length, test_.log]).toEqual([1, []]);
});

test('the last contacts have the names that were found out', async () => {
  const { crm, amo, recent, pass } = test_;
  amo.account.contact('Иван', KNOWN);
  for (const number of [UNKNOWN, KNOWN, '102']) recent.add('101', number);
  expect(crm.contacts.last('101', 5).map(({ name }) => name)).toEqual(['Борис Орлов', KNOWN, UNKNOWN]);
  void crm.responsibleExtension(KNOWN, new AbortController().signal);
  await pass(1_000);
  expect(crm.contacts.last('101', 5).map(({ name }) => name)).toEqual(['Борис Орлов', 'Иван', UNKNOWN]);
});
