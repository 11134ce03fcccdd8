import type { Route } from 'playwright-core';
import { SandboxPage } from './support/SandboxPage';
import { eventually } from '../server/support/eventually';

let tab: SandboxPage;

beforeEach(async () => {
  tab = await SandboxPage.open();
  tab.page.setDefaultTimeout(90_000);
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/**
 * Opens the page again with a server that fails the first `times` requests for a file. Returns the recorded requests.
 */
async function reopen(
  file: string,
  times: number,
  spoil = (route: Route): Promise<void> => route.fulfill({ status: 503, body: 'Service Unavailable' }),
): Promise<string[]> {
  const asked: string[] = [];
  await tab.page.context().route(new RegExp(`/${file}\\.js`), (route) => {
    asked.push(route.request().url());
    return asked.length <= times ? spoil(route) : route.continue();
  });
  await tab.page.reload();
  await tab.page.waitForSelector('body[data-ready]');
  return asked;
}

test.each<[string, ((route: Route) => Promise<void>) | undefined]>([
  ['is refused', undefined],
  ['breaks off', (route) => route.abort('connectionreset')],
  [
    'is a page of the proxy',
    (route) => route.fulfill({ body: '<html>login</html>', contentType: 'text/html' }),
  ],
])(
  'when views.js %s once it is loaded at the next try, from a URL that no cache has; nothing is shown',
  async (_what, spoil) => {
    if (_what === 'is a page of the proxy') tab.page.on('pageerror', () => tab.alarms.splice(0));
    const asked = await reopen('views', 1, spoil);
    await tab.status('Готов к звонку');
    expect([asked.length, new Set(asked).size, await tab.notices()]).toEqual([2, 2, []]);
  },
);

test('the second failure is shown once, and the file is still loaded later', async () => {
  const asked = await reopen('views', 3);
  await tab.waitForNotice('не загрузилась');
  await tab.status('Готов к звонку');
  expect(asked).toHaveLength(4);
  expect((await tab.notices()).filter((text) => text.includes('не загрузилась'))).toHaveLength(1);
});

test('a page that becomes visible retries at once', async () => {
  const asked = await reopen('views', 4);
  await eventually('views.js is asked for', async () => {
    await tab.page.evaluate(
      () =>
        new Promise((done) => {
          document.dispatchEvent(new Event('visibilitychange'));
          requestAnimationFrame(() => {
            done(undefined);
          });
        }),
    );
    return asked.length >= 5;
  });
  await tab.status('Готов к звонку');
});

test('without views.js a ringing call is shown, answered and hung up; another one is rejected', async () => {
  await reopen('views', Infinity);
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  const ringing = tab.popup('Входящий звонок');
  await ringing.getByText('Иван').waitFor();
  await ringing.getByRole('button', { name: 'Ответить' }).click();
  const talking = tab.popup('Разговор');
  // The outcome disappears after 7 s, so waiting for its button begins before.
  await Promise.all([
    tab.popup('Разговор завершён').getByRole('button', { name: 'Закрыть' }).click(),
    talking.getByRole('button', { name: 'Завершить' }).click(),
  ]);
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  await ringing.getByRole('button', { name: 'Отклонить' }).click();
  await ringing.waitFor({ state: 'detached' });
  expect(tab.commands().map((line) => line.split(' ')[0])).toEqual(['answer', 'hangup', 'reject']);
  await tab.clickPhone('89035551213');
  await tab.waitForNotice('не загрузилась');
  expect(tab.commands().filter((line) => line.startsWith('originate'))).toEqual([]);
});

test('a settings form that failed to load is loaded at the next try', async () => {
  await tab.page.goto(`${tab.sandbox.url}/settings/widgets/`);
  const asked = await reopen('settings', 1);
  await tab.page.locator('.js-open-widget').click();
  await tab.page.locator('[data-state=connected]').waitFor();
  expect(asked).toHaveLength(2);
});
