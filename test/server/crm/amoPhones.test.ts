import { buildCrm, type TestCrm } from '../support/amo/startCrm';

let test_: TestCrm;
beforeEach(() => {
  test_ = buildCrm();
});
afterEach(async () => {
  await test_.crm.close();
});

const nameOf = async (number: string): Promise<string | null> => {
  const asked = test_.crm.responsibleExtension(number, new AbortController().signal);
  await test_.pass(3_000);
  await asked;
  return test_.crm.known(number)?.name ?? null;
};
const dials = async (text: string): Promise<(string | null)[]> => {
  const found = test_.crm.contacts.search(text, 10, '101');
  await test_.pass(3_000);
  return (await found).map(({ uuid }) => test_.crm.numberOf(uuid));
};

test.each([
  ['8 (495) 123-45-67 доб. 101', '84951234567'],
  ['+1 (555) 555-5555 x9', '+15555555555'],
  ['225-10-20 / 225-10-21', '2251020'],
  ['+7 912 345-67-89; +7 913 345-67-80', '+79123456789'],
  ['+44 (0)20 7946 0018', '+442079460018'],
])('a contact of amoCRM with "%s" is dialled as %s from the phone book', async (phone, number) => {
  test_.amo.account.contact('Секретарь', phone);
  expect((await dials('секретарь'))[0]).toBe(number);
});

test.each([
  ['8 (495) 123-45-67 доб. 101', '+74951234567'],
  ['+7 912 345-67-89; +7 913 345-67-80', '+79123456789'],
  ['+7 912 345-67-89; +7 913 345-67-80', '+79133456780'],
])('a caller whose card says "%s" is known when %s calls', async (phone, caller) => {
  test_.amo.account.contact('Секретарь', phone);
  expect(await nameOf(caller)).toBe('Секретарь');
});

test('the phone book shows the extension that is dialled by hand', async () => {
  test_.amo.account.contact('Секретарь', '8 (495) 123-45-67 доб. 101');
  const found = test_.crm.contacts.search('секретарь', 10, '101');
  await test_.pass(3_000);
  expect((await found)[0]?.phone).toBe('84951234567, 101');
});
