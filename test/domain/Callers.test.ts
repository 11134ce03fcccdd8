import { searchDigits } from '../../protocol/searchDigits';
import type { Party } from '../../src/domain/calls/Call';
import { callerKey } from '../../src/domain/calls/callerKey';
import { Callers, FOUND_MS } from '../../src/domain/calls/Callers';
import { isWithoutContact, knownParty, type Caller } from '../../src/domain/calls/knownParty';
import { Failure } from '../../src/domain/Failure';
import { FakeTimer, settle } from '../support/FakeTimer';
import { boardOf, ivan, sampleCalls, unknownParty } from '../support/sampleCalls';

const { ringing, ended } = sampleCalls;
const unknownCaller: Caller = { name: null, contactId: null, company: null, responsible: null, matches: [] };
const anna: Caller = { ...unknownCaller, name: 'Анна', contactId: '5', company: 'ООО Ромашка' };
const several: Caller = {
  ...unknownCaller,
  matches: [
    { id: '1', name: 'Анна' },
    { id: '2', name: 'Борис' },
  ],
};
const DIGITS = '9101234567';
const KEY = `7${DIGITS}`;

function setUp() {
  const timer = new FakeTimer();
  const asked: { digits: string; answer: (caller: Caller) => void; fail: (error: unknown) => void }[] = [];
  const reported: [string, Caller][] = [];
  const source = {
    find: (digits: string) => new Promise<Caller>((answer, fail) => asked.push({ digits, answer, fail })),
  };
  const callers = new Callers(source, timer, (key, caller) => reported.push([key, caller]));
  const rings = (id: string, number = '+79101234567'): void =>
    callers.lookUp(boardOf([ringing(id, { party: { ...unknownParty, number } })]));
  const party = () => knownParty(unknownParty, callers.known.get());
  return { timer, asked, reported, callers, rings, party };
}

test.each([
  ['+7 (910) 123-45-67', DIGITS],
  ['89101234567', DIGITS],
  ['4951234', '4951234'],
  ['101', ''],
  ['anonymous', ''],
])('%s is searched for by "%s"', (number, key) => {
  expect(searchDigits(number)).toBe(key);
});

test('a call is looked up once, however often it is reported, and the caller is passed to the other tabs', async () => {
  const { asked, reported, rings, party } = setUp();
  rings('a');
  rings('a');
  expect(asked.map(({ digits }) => digits)).toEqual([DIGITS]);
  asked[0]?.answer(anna);
  await settle();
  rings('a');
  expect([asked.length, party()]).toEqual([1, { ...unknownParty, ...anna }]);
  expect(reported).toEqual([[KEY, anna]]);
});

test('a caller whom the backend looks up by itself is not looked up; unknown is who it has not found', () => {
  const { asked, callers } = setUp();
  for (const [id, lookup] of [
    ['a', 'underWay'],
    ['b', 'done'],
  ] as const)
    callers.lookUp(boardOf([ringing(id, { party: { ...unknownParty, lookup } })]));
  expect(asked).toEqual([]);
  // The backend could not: the page asks meanwhile.
  callers.lookUp(boardOf([ringing('c', { party: { ...unknownParty, lookup: 'failed' } })]));
  expect(asked).toHaveLength(1);
  const isStranger = (party: Party): boolean => isWithoutContact(party, callers.known.get());
  expect(isStranger({ ...unknownParty, lookup: 'underWay' })).toBe(false);
  expect(isStranger({ ...unknownParty, lookup: 'done' })).toBe(true);
  expect(isStranger({ ...unknownParty, lookup: 'failed' })).toBe(false);
  expect(isStranger({ ...ivan, lookup: 'done' })).toBe(false);
});

test('two calls at once with one number, in whatever form, cause one request', () => {
  const { asked, callers } = setUp();
  callers.lookUp(
    boardOf([
      ringing('a', { party: { ...unknownParty, number: '89101234567' } }),
      ringing('b', { party: { ...unknownParty, number: '+7 910 123-45-67' } }),
    ]),
  );
  expect(asked).toHaveLength(1);
});

test('a caller that was found is used for the next calls and looked up again after FOUND_MS', async () => {
  const { timer, asked, rings } = setUp();
  rings('a');
  asked[0]?.answer(anna);
  await timer.pass(FOUND_MS - 1);
  rings('b');
  expect(asked).toHaveLength(1);
  await timer.pass(1);
  rings('c');
  expect(asked).toHaveLength(2);
});

test('a failed lookup leaves the call without a name; the next call is looked up again', async () => {
  const { asked, rings, party, callers } = setUp();
  rings('a');
  asked[0]?.fail(new Failure('timeout'));
  await settle();
  rings('a');
  expect([asked.length, party(), isWithoutContact(unknownParty, callers.known.get())]).toEqual([
    1,
    unknownParty,
    false,
  ]);
  rings('b');
  expect(asked).toHaveLength(2);
});

test('no lookup for callers that the backend knows, colleagues, ended calls, short or missing numbers', () => {
  const { asked, callers } = setUp();
  callers.lookUp(
    boardOf([
      ringing('a', { party: { ...ivan, contactId: null } }),
      ringing('b', { party: { ...unknownParty, matches: several.matches } }),
      ringing('c', { direction: 'internal' }),
      ended('d'),
      ringing('e', { party: { ...unknownParty, number: '101' } }),
      ringing('f', { party: { ...unknownParty, number: 'anonymous' } }),
    ]),
  );
  expect(asked).toEqual([]);
});

test('the caller is unknown only when it is certain that no contact has the number', async () => {
  const { asked, callers, rings } = setUp();
  const isStranger = () => isWithoutContact(unknownParty, callers.known.get());
  expect(isStranger()).toBe(false);
  rings('a');
  expect(isStranger()).toBe(false);
  asked[0]?.answer(unknownCaller);
  await settle();
  expect([isStranger(), isWithoutContact(ivan, callers.known.get())]).toEqual([true, false]);
  callers.add(KEY, several);
  expect(isStranger()).toBe(false);
});

test('the contact that the agent chooses of several is passed to the other tabs', () => {
  const { reported, callers, party } = setUp();
  callers.add(KEY, several);
  expect(party()).toMatchObject({ name: null, matches: several.matches });
  callers.choose({ ...unknownParty, company: 'ООО Ромашка' }, '2', 'Борис');
  expect(party()).toMatchObject({ name: 'Борис', contactId: '2', company: 'ООО Ромашка', matches: [] });
  expect(reported.map(([key, { contactId }]) => [key, contactId])).toEqual([[KEY, '2']]);
});

test("a choice for a colleague's extension does not apply to other extensions", () => {
  const { callers } = setUp();
  const short = { ...unknownParty, number: '101', matches: several.matches };
  callers.choose(short, '2', 'Борис');
  const other = { ...unknownParty, number: '102' };
  expect(knownParty(other, callers.known.get())).toEqual(other);
});

test('a caller that another tab has found is not looked up again', () => {
  const { asked, reported, callers, rings, party } = setUp();
  callers.add(KEY, anna);
  rings('a');
  expect([asked, reported, party().name]).toEqual([[], [], 'Анна']);
});

test('data of the backend take precedence over amoCRM; a name without a contact gets the contact', () => {
  const known = new Map([[KEY, anna]]);
  expect(knownParty(ivan, known)).toBe(ivan);
  expect(knownParty({ ...unknownParty, name: 'Клиент', company: 'АО' }, known)).toMatchObject({
    name: 'Анна',
    contactId: '5',
    company: 'АО',
  });
  const named = { ...unknownParty, name: 'Клиент' };
  expect(knownParty(named, new Map([[KEY, unknownCaller]]))).toBe(named);
  expect(knownParty(named, new Map([[KEY, { ...anna, name: null }]]))).toMatchObject({
    name: 'Клиент',
    contactId: '5',
  });
});

test('callers found long ago are removed, so that memory does not grow', async () => {
  const { timer, callers } = setUp();
  for (let turn = 0; turn < 1_000; turn += 1) {
    const number = `+7910${String(turn).padStart(7, '0')}`;
    callers.add(callerKey(number), anna);
    callers.lookUp(boardOf([ringing(`call${turn}`, { party: { ...unknownParty, number } })]));
    callers.lookUp(boardOf([]));
    await timer.pass(FOUND_MS / 10);
  }
  expect(callers.known.get().size).toBeLessThan(100);
});

test('a number of another country that ends alike is another caller', async () => {
  const { asked, callers, rings, party } = setUp();
  rings('a', '+19101234567');
  asked[0]?.answer(anna);
  await settle();
  expect(party()).toEqual(unknownParty);
  rings('b');
  expect(asked).toHaveLength(2);
  const american = { ...unknownParty, number: '+1 910 123-45-67' };
  expect(knownParty(american, callers.known.get()).name).toBe('Анна');
  expect(callerKey('8 910 123-45-67')).toBe(KEY);
  expect(callerKey('101')).toBe('');
});
