/** @jest-environment ./test/support/jsdomEnvironment.js */
import '../support/domGaps';
import { FakeAmocrm } from '../support/FakeAmocrm';
import type { AmoCallbacks } from '../../src/system/plugin/AmoWidget';

beforeEach(() => {
  jest.useFakeTimers();
});

let last: AmoCallbacks | null = null;

afterEach(() => {
  last?.destroy();
  jest.useRealTimers();
  document.body.innerHTML = '';
});

/** Lets time pass, ms: as much as the views need to come in their several tasks, or more. */
const pass = (ms = 10): Promise<void> => jest.advanceTimersByTimeAsync(ms);
const panels = (): number => document.querySelectorAll('section.asteriskng-root').length;
const polls = (host: FakeAmocrm): number =>
  host.backend.waiting.filter(({ request }) => request.content.method === 'get_agent_status').length;

function start(host = new FakeAmocrm()): { host: FakeAmocrm; callbacks: AmoCallbacks } {
  last = host.start();
  return { host, callbacks: last };
}

test('pings, polls and shows one panel', async () => {
  const { host } = start();
  await pass();
  expect([panels(), polls(host), host.backend.count('ping')]).toEqual([1, 1, 1]);
  expect(host.backend.urls[0]).toBe('https://domain.com/asterisk_ng?secret_key=top-secret');
  expect(host.backend.seen[0]?.headers).toEqual({
    amouser_email: 'anna@example.com',
    amouser_id: 7461242,
    widget_version: '1.0.0',
  });
  expect(document.querySelector('.asteriskng-status-text')?.textContent).toBe('Готов к звонку');
});

test('however often the host calls init there is one panel and one poll', async () => {
  const { host, callbacks } = start();
  for (let turn = 0; turn < 3; turn += 1) {
    callbacks.render();
    callbacks.init();
    callbacks.bind_actions();
  }
  await pass();
  expect([panels(), polls(host), host.phoneActions.length]).toEqual([1, 1, 1]);
});

test('a panel that the host has removed from the page comes back with the next init', async () => {
  const { host, callbacks } = start();
  host.backend.abortable = true;
  await pass();
  host.backend.poll().raw(null);
  await pass(1_000);
  document.body.innerHTML = '';
  callbacks.init();
  await pass();
  expect([panels(), polls(host)]).toEqual([1, 1]);
});

test('destroy leaves no node, timer, style or request, and a new start works', async () => {
  const timersBefore = jest.getTimerCount();
  const { host, callbacks } = start();
  await pass();
  host.backend.poll().answer({
    status: 'CONVERSATION',
    call_info: { unique_id: 'a', contact_phone: '101', is_hold: false, is_mute: false, timestamp: 1 },
  });
  await pass(3_000);
  callbacks.destroy();
  const seen = host.backend.seen.length;
  await pass(60_000);
  expect([
    panels(),
    document.querySelectorAll('style').length,
    jest.getTimerCount(),
    host.backend.seen.length,
  ]).toEqual([0, 0, timersBefore, seen]);
  callbacks.init();
  await pass();
  expect(panels()).toBe(1);
  expect(callbacks.destroy() && callbacks.destroy()).toBe(true);
});

test('a second copy of the widget on the page replaces the first', async () => {
  const first = new FakeAmocrm();
  first.start();
  await pass();
  const { host } = start();
  await pass(15_000);
  expect(panels()).toBe(1);
  first.backend.poll().raw(null);
  await pass(60_000);
  expect(polls(first)).toBe(0);
  expect(host.backend.count('get_agent_status')).toBeGreaterThan(1);
});

test.each<[string, unknown]>([
  ['not configured', undefined],
  ['empty', ''],
  ['no JSON', '{oops'],
  ['of another shape', '{"server":5}'],
  ['with an invalid address', '{"server":{"serverAddress":"http://domain.com","secretKey":"k"}}'],
])('settings %s: nothing breaks, and a click shows a notice', async (_what, jsonSettings) => {
  const host = new FakeAmocrm();
  host.settings = { jsonSettings };
  const { callbacks } = start(host);
  host.clickPhone('101');
  await pass(30_000);
  expect([panels(), host.backend.seen.length, host.notices.map(({ text }) => text)]).toEqual([
    0,
    0,
    [expect.stringContaining('не настроена') as string],
  ]);
  expect([callbacks.render(), callbacks.init(), callbacks.settings(), callbacks.onSave({})]).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test('a click on a number calls it, a double click only once, and a notice is shown', async () => {
  const { host } = start();
  host.clickPhone('+7 (910) 123-45-67');
  host.clickPhone('+7 (910) 123-45-67');
  await pass();
  expect(
    host.backend.seen
      .filter(({ content }) => content.method === 'originate')
      .map(({ content }) => content.params),
  ).toEqual([{ phone: '+79101234567' }]);
  expect(host.notices).toEqual([{ kind: 'info', text: expect.stringContaining('+79101234567') as string }]);
});

test('a click while the backend is down shows the reason', async () => {
  const { host } = start();
  host.backend.answersItself = false;
  await pass();
  host.clickPhone(101);
  await pass();
  host.backend.waiting.find(({ request }) => request.content.method === 'originate')?.fail();
  await pass();
  expect(host.notices).toEqual([
    { kind: 'error', text: expect.stringContaining('сервер недоступен') as string },
  ]);
});

test('after destroy a click does nothing', async () => {
  const { host, callbacks } = start();
  callbacks.destroy();
  host.clickPhone('101');
  await pass();
  expect([host.backend.count('originate'), host.notices]).toEqual([0, []]);
});

describe('saving', () => {
  const saved = (serverAddress: string, amocrm = {}): object => ({
    active: 'Y',
    fields: { jsonSettings: JSON.stringify({ server: { serverAddress, secretKey: 'new' }, amocrm }) },
  });

  test('new settings are used at once, and the old backend gets no more requests', async () => {
    const { host, callbacks } = start();
    await pass();
    const before = host.backend.seen.length;
    callbacks.onSave(saved('other.com'));
    host.backend.waiting[0]?.raw(null);
    await pass(20_000);
    expect(new Set(host.backend.urls.slice(before))).toEqual(new Set(['https://other.com?secret_key=new']));
    expect(panels()).toBe(1);
    callbacks.init();
    await pass();
    expect(host.backend.urls.at(-1)).toContain('other.com');
  });

  test('the first settings start the widget', async () => {
    const host = new FakeAmocrm();
    host.settings = {};
    const { callbacks } = start(host);
    callbacks.onSave(saved('other.com'));
    await pass();
    expect([panels(), polls(host)]).toEqual([1, 1]);
  });

  test('without the panel clicks still call', async () => {
    const { host, callbacks } = start();
    callbacks.onSave(saved('other.com', { showPanel: false }));
    host.clickPhone('101');
    await pass();
    expect([panels(), host.backend.count('originate')]).toEqual([0, 1]);
  });

  test('switching the integration off ends everything', async () => {
    const { host, callbacks } = start();
    await pass();
    callbacks.onSave({ active: 'N', fields: {} });
    await pass(30_000);
    expect([panels(), jest.getTimerCount(), host.backend.count('get_agent_status')]).toEqual([0, 0, 1]);
  });
});

test('contacts, leads and todo can be called', () => {
  const { callbacks } = start();
  expect(() => {
    callbacks.contacts.selected();
    callbacks.leads.selected();
    callbacks.todo.selected();
  }).not.toThrow();
});

test('an exception is logged and does not reach amoCRM', () => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const host = new FakeAmocrm();
  const callbacks = host.load();
  host.settings = null as never;
  Object.defineProperty(host, 'settings', {
    get: () => {
      throw new Error('host');
    },
  });
  expect([callbacks.render(), callbacks.init(), callbacks.destroy()]).toEqual([true, true, true]);
  expect(log).toHaveBeenCalledWith('AsteriskNG: init failed', expect.any(Error));
  log.mockRestore();
});

test('the secret key never appears in the page or in the console', async () => {
  const lines: unknown[] = [];
  const spies = (['log', 'debug', 'info', 'warn', 'error'] as const).map((kind) =>
    jest.spyOn(console, kind).mockImplementation((...args: unknown[]) => void lines.push(args)),
  );
  const { host } = start();
  await pass();
  host.backend.poll().raw('<html>');
  await pass(5_000);
  expect(document.documentElement.outerHTML + JSON.stringify(lines)).not.toContain('top-secret');
  for (const spy of spies) spy.mockRestore();
});
