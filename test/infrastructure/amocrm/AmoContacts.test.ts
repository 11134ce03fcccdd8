/** @jest-environment ./test/support/jsdomEnvironment.js */
import type { Caller } from '../../../src/domain/calls/knownParty';
import { Failure } from '../../../src/domain/Failure';
import { AmoContacts } from '../../../src/infrastructure/amocrm/AmoContacts';
import { Scope } from '../../../src/system/Scope';

const unknownCaller: Caller = { name: null, contactId: null, company: null, responsible: null, matches: [] };
const asked: { path: string; signal: AbortSignal }[] = [];
let scope: Scope;

beforeEach(() => {
  jest.useFakeTimers();
  asked.length = 0;
  scope = new Scope();
});

afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
  delete window.APP;
});

/** `AmoContacts` whose requests all get this answer; null: none. */
function contacts(answer: { status: number; body?: string } | null): AmoContacts {
  const fetch = (path: string, { signal }: { signal: AbortSignal }): Promise<unknown> => {
    asked.push({ path, signal });
    if (answer === null)
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
    const { status, body = '' } = answer;
    const json = async (): Promise<unknown> =>
      Promise.resolve(body).then((text) => JSON.parse(text) as unknown);
    return Promise.resolve({ status, ok: status < 300, json });
  };
  Object.assign(window, { fetch });
  return new AmoContacts(window, scope);
}

const found = (...list: object[]): { status: number; body: string } => ({
  status: 200,
  body: JSON.stringify({ _embedded: { contacts: list } }),
});

test('sends one request with the digits; status 204 means no contact', async () => {
  expect(await contacts({ status: 204 }).find('9101234567')).toEqual(unknownCaller);
  expect(asked.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^\/api\/v4\/contacts\?query=9101234567&/) as string,
  ]);
});

test('a single contact has the name of its responsible user', async () => {
  window.APP = {
    constant: (name) => (name === 'managers' ? { 7: { title: 'Олег' }, 8: { title: null } } : null),
  };
  const anna = {
    id: 5,
    name: 'Анна',
    responsible_user_id: 7,
    _embedded: { tags: [] },
  };
  expect(await contacts(found(anna)).find('1')).toEqual({
    ...unknownCaller,
    name: 'Анна',
    contactId: '5',
    responsible: 'Олег',
  });
});

test.each<[string, unknown]>([
  ['has no such list', undefined],
  ['has another list', 'oops'],
  ['does not know the person', {}],
])('without a responsible user when the host %s', async (_what, managers) => {
  window.APP = { constant: () => managers };
  const anna = { id: 5, name: '', responsible_user_id: 7 };
  expect(await contacts(found(anna)).find('1')).toEqual({ ...unknownCaller, contactId: '5' });
});

test('several contacts become matches, each with its name or else its id', async () => {
  const list = [
    { id: 5, name: 'Анна' },
    { id: 6, name: null },
  ];
  expect(await contacts(found(...list)).find('1')).toEqual({
    ...unknownCaller,
    matches: [
      { id: '5', name: 'Анна' },
      { id: '6', name: '6' },
    ],
  });
  expect(await contacts(found()).find('1')).toEqual(unknownCaller);
});

test.each([
  ['500', { status: 500, body: '{}' }, 'malformed'],
  ['401', { status: 401, body: '{}' }, 'malformed'],
  ['JSON of another shape', { status: 200, body: '{"_embedded":{"contacts":[{"id":"x"}]}}' }, 'malformed'],
  ['HTML', { status: 200, body: '<html>' }, 'unreachable'],
])('%s is a failure', async (_what, answer, reason) => {
  await expect(contacts(answer).find('1')).rejects.toMatchObject({ reason });
});

test('a lookup ends at its time limit, and when the widget ends', async () => {
  const reasonOf = (error: unknown): string => (error instanceof Failure ? error.reason : 'none');
  const late = contacts(null).find('1').catch(reasonOf);
  await jest.advanceTimersByTimeAsync(8_000);
  const ended = contacts(null).find('1').catch(reasonOf);
  scope.close();
  expect(await Promise.all([late, ended])).toEqual(['unreachable', 'unreachable']);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true]);
});

const withPhone = (id: number, value: unknown): object => ({
  id,
  name: `Контакт ${id}`,
  custom_fields_values: [
    { field_code: 'EMAIL', values: [{ value: 'a@example.com' }] },
    { field_code: 'PHONE', values: [{ value }] },
  ],
});

test('only contacts with the whole number are kept of those that amoCRM finds by the last digits', async () => {
  const list = [
    withPhone(5, '+7 921 333-44-55'),
    withPhone(6, '8 (812) 333-44-55 доб. 12'),
    { id: 7, name: 'Без номера', custom_fields_values: null },
    { id: 8, name: 'Странный', custom_fields_values: [{ field_code: 'PHONE', values: null }, null] },
    { id: null },
  ];
  const caller = await contacts(found(...list)).find('8123334455', '+78123334455');
  expect(caller).toMatchObject({ name: 'Контакт 6', contactId: '6', matches: [] });
  expect(await contacts(found(...list)).find('3334455', '3334455')).toEqual(unknownCaller);
});

const phones = (...values: unknown[]): object => ({
  custom_fields_values: [{ field_code: 'PHONE', values }],
});
const number = { value: '+7 812 333-44-55' };

test.each<[string, object]>([
  ['a value that is null', { id: 5, name: 'Анна', ...phones(null, number) }],
  ['a value without a value', { id: 5, name: 'Анна', ...phones({ enum_id: 1 }, number) }],
  ['a value that is a list', { id: 5, name: 'Анна', ...phones({ value: [] }, 'x', number) }],
  ['a number for a value', { id: 5, name: 'Анна', ...phones({ value: 78123334455 }) }],
  ['its id as text', { id: '5', name: 'Анна', ...phones(number) }],
  ['its user as text', { id: 5, name: 'Анна', responsible_user_id: '7', ...phones(number) }],
  ['a user that is an object', { id: 5, name: 'Анна', responsible_user_id: {}, ...phones(number) }],
  ['no name', { id: 5, name: false, ...phones(number) }],
  [
    'fields that are odd',
    {
      id: 5,
      custom_fields_values: [
        null,
        { field_code: 3 },
        { field_code: 'PHONE', values: { value: 1 } },
        { field_code: 'PHONE', values: [number] },
      ],
    },
  ],
])('a contact with %s has its number', async (what, contact) => {
  window.APP = { constant: () => ({ 7: { title: 'Олег' } }) };
  expect(await contacts(found(contact)).find('8123334455', '+78123334455')).toEqual({
    ...unknownCaller,
    name: 'name' in contact && contact.name === 'Анна' ? 'Анна' : null,
    contactId: '5',
    responsible: what === 'its user as text' ? 'Олег' : null,
  });
});
