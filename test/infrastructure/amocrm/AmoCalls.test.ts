/** @jest-environment ./test/support/jsdomEnvironment.js */
import type { Call } from '../../../src/domain/calls/Call';
import type { KnownCallers } from '../../../src/domain/calls/knownParty';
import { AmoCalls } from '../../../src/infrastructure/amocrm/AmoCalls';
import type { HostCall } from '../../../src/infrastructure/amocrm/AmoHost';
import { amoTexts } from '../../../src/infrastructure/amocrm/Texts';
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
  const report = (calls: Call[], isConnected = true, callers = none): void =>
    amo.update(boardOf(calls), callers, isConnected);
  return { added, statuses, report };
}

test('an incoming call is added once, with the caller and the line', () => {
  const { added, report } = setUp();
  const call = ringing('a', { party: ivan, via: 'Продажи' });
  report([call]);
  report([call, ringing('b', { party: unknownParty })]);
  report([talking('a')]);
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

test('a name that was found in amoCRM is used', () => {
  const { added, report } = setUp();
  const caller = { name: 'Анна', contactId: '5', company: null, responsible: null, matches: [] };
  report([ringing('a')], true, new Map([['79101234567', caller]]));
  expect(added).toMatchObject([{ text: 'Анна, +79101234567', element: { id: 5 } }]);
});

test('names, numbers and lines are escaped', () => {
  const { added, report } = setUp();
  const nasty = '<img src=x onerror=alert(1)>';
  report([ringing('a', { party: { ...unknownParty, name: nasty, number: nasty }, via: nasty })]);
  expect(JSON.stringify(added)).not.toMatch(/[<>]/);
  expect(added[0]?.text).toContain('&lt;img');
});

test('with notices switched off no call is added, but the status is set', () => {
  const { added, statuses, report } = setUp(false);
  report([ringing('a')]);
  expect([added, statuses]).toEqual([[], ['ringing']]);
});

test('a following tab sets the status, and adds no call that it saw ringing before it leads', () => {
  const added: HostCall[] = [];
  const statuses: string[] = [];
  window.APP = {
    notifications: { add_call: (call) => added.push(call) },
    sdk: { setCallStatus: (status) => statuses.push(status) },
  };
  const amo = new AmoCalls(window, texts, true);
  amo.update(boardOf([ringing('a')]), none, true, false);
  amo.update(boardOf([ringing('a')]), none, true, true);
  expect([added, statuses]).toEqual([[], ['ringing']]);
});

test('while the agent looks at the page no call is added; one that still rings is, when they look away', () => {
  const { added } = setUp();
  const amo = new AmoCalls(window, texts, true);
  for (const isInFront of [true, true, false, false])
    amo.update(boardOf([ringing('a')]), none, true, true, isInFront);
  expect(added).toHaveLength(1);
});

test('the status is set only when it changes', () => {
  const { statuses, report } = setUp();
  report([], false);
  report([]);
  report([]);
  report([ringing('a')]);
  report([ringing('a'), ringing('b')]);
  report([talking('a')]);
  report([held('a')]);
  report([ended('a')]);
  report([], false);
  expect(statuses).toEqual(['disconnected', 'connected', 'ringing', 'talking', 'connected', 'disconnected']);
});

test('a host without these functions, or without its global object, causes no error', () => {
  for (const host of [undefined, {}, { notifications: {}, sdk: {} }]) {
    if (host === undefined) delete window.APP;
    else window.APP = host;
    expect(() => new AmoCalls(window, texts, true).update(boardOf([ringing('a')]), none, true)).not.toThrow();
  }
});

test('an error of the host is logged, and the call is not added again', () => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const add_call = jest.fn(() => {
    throw new Error('host');
  });
  window.APP = { notifications: { add_call } };
  const amo = new AmoCalls(window, texts, true);
  for (let turn = 0; turn < 3; turn += 1) amo.update(boardOf([ringing('a')]), none, true);
  expect([add_call.mock.calls.length, log.mock.calls.length]).toEqual([1, 1]);
  log.mockRestore();
});

test('a failure to set the status does not stop a call from being added', () => {
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
  new AmoCalls(window, texts, true).update(boardOf([ringing('a')]), none, true);
  expect(added).toHaveLength(1);
  log.mockRestore();
});
