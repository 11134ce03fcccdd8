import { until } from '../asterisk/support/until';
import { exchanges, MovedClock } from './support/provenUser';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;
let clock: MovedClock;

beforeEach(async () => {
  clock = new MovedClock();
  tab = await SandboxPage.open({ identity: true, clock });
  await tab.status('Готов к звонку');
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

const errors = async (): Promise<string[]> =>
  (await tab.notices()).filter((notice) => notice.startsWith('error'));

/** @param number another one each time: a second click on one is ignored for some seconds */
async function callAndHangUp(number: string): Promise<void> {
  await tab.clickPhone(number);
  await tab.status('Идёт разговор');
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
}

/** Restarts the backend and waits until the widget has asked anew. @param script runs in the page meanwhile */
async function restart(script = ''): Promise<void> {
  const { backend, proxy } = tab.sandbox;
  await backend.kill();
  await tab.page.evaluate(script);
  const { length } = proxy.records;
  await backend.revive();
  await until('the next ping', () =>
    proxy.records.slice(length).some(({ method, outcome }) => method === 'ping' && outcome === '200'),
  );
  await tab.status('Готов к звонку');
}

test('through the proxy a user is proven once, calls, is called, and the browser never asks the backend itself', async () => {
  const straight: string[] = [];
  tab.page.on('request', (request) => {
    if (request.url().startsWith(tab.sandbox.backend.address)) straight.push(request.url());
  });
  await tab.page.reload();
  await tab.status('Готов к звонку');
  await callAndHangUp('+7 (910) 123-45-67');
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  // One for each load of the page.
  expect(exchanges(tab)).toEqual(['200', '200']);
  expect([straight, await errors()]).toEqual([[], []]);
});

test('a session that has ended is replaced unseen; a restarted backend knows it; the mode may change while pages are open', async () => {
  clock.move(915);
  await callAndHangUp('8 916 555-12-12');
  expect(exchanges(tab)).toEqual(['200', '200']);

  await restart();
  await callAndHangUp('89035551213');
  expect(exchanges(tab)).toEqual(['200', '200']);

  // The session ends while the backend is away, and the next one wants none.
  tab.sandbox.backend.isProving = false;
  await restart('{ const now = Date.now.bind(Date); Date.now = () => now() + 3600000; }');
  await callAndHangUp('+49 30 901820');
  expect(exchanges(tab)).toEqual(['200', '200']);

  tab.sandbox.backend.isProving = true;
  await restart();
  await callAndHangUp('+7 495 500-10-20');
  expect(exchanges(tab)).toEqual(['200', '200', '200']);
});

test('the session is renewed before its end, by the same token while the host keeps it', async () => {
  const tokens: string[] = [];
  tab.page.on('request', (request) => {
    if (request.url().endsWith('/ajax/token')) tokens.push('asked');
  });
  await tab.page.clock.install();
  await tab.page.reload();
  await tab.status('Готов к звонку');
  for (const asked of [1, 1, 2]) {
    const { length } = exchanges(tab);
    await tab.page.clock.fastForward(730_000);
    await until('it is renewed', () => exchanges(tab).length > length && !exchanges(tab).includes(''));
    expect(tokens).toHaveLength(asked);
  }
  expect(new Set(exchanges(tab))).toEqual(new Set(['200']));
  await tab.status('Готов к звонку');
});
