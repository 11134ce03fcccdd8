/** @jest-environment ./test/support/jsdomEnvironment.js */
import type { Call } from '../../../src/domain/calls/Call';
import type { KnownCallers } from '../../../src/domain/calls/knownParty';
import { AmoCalls } from '../../../src/infrastructure/amocrm/AmoCalls';
import type { HostCall } from '../../../src/infrastructure/amocrm/AmoHost';
import { amoTexts } from '../../../src/infrastructure/amocrm/texts';
import ru from '../../../src/blank/i18n/ru.json';
import { boardOf, ivan, sampleCalls, unknownParty } from '../../support/sampleCalls';

const { ringing, talking, held, ended } = sampleCalls;
const texts = amoTexts({ i18n: (path) => (ru as Record<string, unknown>)[path] });
const none: KnownCallers = new Map();

afterEach(() => {
  delete window.APP;
});

function setUp(hasNotices = true) {
  const added: HostCall[] = [];
  const statuses: string[] = [];
  window.APP = {
    notifications: { add_call: (call) => added.push(call) },
    sdk: { setCallStatus: (status) => statuses.push(status) },
  };
  const amo = new AmoCalls(window, texts, hasNotices);
  const take = (calls: Call[], isConnected = true, callers = none): void =>
    amo.take(boardOf(calls), callers, isConnected);
  return { added, statuses, take };
}

test('an incoming call is shown once, with the caller and the line', () => {
  const { added, take } = setUp();
  const call = ringing('a', { party: ivan, via: 'Продажи' });
  take([call]);
  take([call, ringing('b', { party: unknownParty })]);
  take([talking('a')]);
  expect(added).toMatchObject([
    {
      header: 'Входящий звонок',
      text: 'Иван Петров, +79101234567',
      from: '+79101234567',
      to: 'Продажи',
      element: { id: 77, type: 'contact' },
      click_link: '/contacts/detail/77',
    },
    { text: '+79101234567', to: '' },
  ]);
  expect(added[1]).not.toHaveProperty('element');
});

test('the name that amoCRM itself knows is used', () => {
  const { added, take } = setUp();
  const caller = { name: 'Анна', contactId: '5', company: null, responsible: null, matches: [] };
  take([ringing('a')], true, new Map([['9101234567', caller]]));
  expect(added).toMatchObject([{ text: 'Анна, +79101234567', element: { id: 5 } }]);
});

test('what comes from outside is text, not markup', () => {
  const { added, take } = setUp();
  const nasty = '<img src=x onerror=alert(1)>';
  take([ringing('a', { party: { ...unknownParty, name: nasty, number: nasty }, via: nasty })]);
  expect(JSON.stringify(added)).not.toMatch(/[<>]/);
  expect(added[0]?.text).toContain('&lt;img');
});

test('where the administrator wants no notices none is made, but the status is set', () => {
  const { added, statuses, take } = setUp(false);
  take([ringing('a')]);
  expect([added, statuses]).toEqual([[], ['ringing']]);
});

test('a following tab sets the status, and leaves the notice to the leader', () => {
  const added: HostCall[] = [];
  const statuses: string[] = [];
  window.APP = {
    notifications: { add_call: (call) => added.push(call) },
    sdk: { setCallStatus: (status) => statuses.push(status) },
  };
  const amo = new AmoCalls(window, texts, true);
  amo.take(boardOf([ringing('a')]), none, true, false);
  amo.take(boardOf([ringing('a')]), none, true, true);
  expect([added, statuses]).toEqual([[], ['ringing']]);
});

test('the status is set when it changes, and only then', () => {
  const { statuses, take } = setUp();
  take([], false);
  take([]);
  take([]);
  take([ringing('a')]);
  take([ringing('a'), ringing('b')]);
  take([talking('a')]);
  take([held('a')]);
  take([ended('a')]);
  take([], false);
  expect(statuses).toEqual(['disconnected', 'connected', 'ringing', 'talking', 'connected', 'disconnected']);
});

test('a host without these pieces, or with none at all, does no harm', () => {
  for (const host of [undefined, {}, { notifications: {}, sdk: {} }]) {
    if (host === undefined) delete window.APP;
    else window.APP = host;
    expect(() => new AmoCalls(window, texts, true).take(boardOf([ringing('a')]), none, true)).not.toThrow();
  }
});

test('a host that throws does no harm, and does not get the same call again', () => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const add_call = jest.fn(() => {
    throw new Error('host');
  });
  window.APP = { notifications: { add_call } };
  const amo = new AmoCalls(window, texts, true);
  for (let turn = 0; turn < 3; turn += 1) amo.take(boardOf([ringing('a')]), none, true);
  expect([add_call.mock.calls.length, log.mock.calls.length]).toEqual([1, 1]);
  log.mockRestore();
});

test('a status that the host does not take keeps no call notice back', () => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const added: HostCall[] = [];
  window.APP = {
    notifications: { add_call: (call) => added.push(call) },
    sdk: {
      setCallStatus: () => {
        throw new Error('host');
      },
    },
  };
  new AmoCalls(window, texts, true).take(boardOf([ringing('a')]), none, true);
  expect(added).toHaveLength(1);
  log.mockRestore();
});
