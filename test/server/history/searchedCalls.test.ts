import { searchedCalls } from '../../../server/history/SearchedCalls';

const NUMBER = '+79101234567';

const people = [
  { name: 'Анна', phone: '8 910 123-45-67' },
  { name: 'Борис', phone: '102' },
  { name: 'Ольга', phone: '+74955001020, 12' },
];

const nameFor = async (text: string, number = NUMBER): Promise<string | null | undefined> =>
  (await searchedCalls(text, () => Promise.resolve(people)))?.nameFor(number);

test.each(['+7 (910) 123-45-67', '8 910 123 45 67', '89101', '7910', '4567', '123-45'])(
  'digits of a number: %s',
  async (text) => {
    expect(await nameFor(text)).toBe('');
    expect(await nameFor(text, '+79250000000')).toBeNull();
  },
);

test('a name finds the numbers of whom the phone book has found by it', async () => {
  expect(await nameFor('Ан')).toBe('Анна');
  expect(await nameFor('Ан', '102')).toBe('Борис');
  expect(await nameFor('Ан', '+19101234567')).toBeNull();
  expect(await nameFor('Ан', '1020')).toBeNull();
  // The extension behind the number was dialled by hand.
  expect(await nameFor('Ол', '+74955001020')).toBe('Ольга');
});

test('spaces alone search for nothing', async () => {
  expect(await searchedCalls('  ', () => Promise.reject(new Error('asked')))).toBeNull();
});
