import { freeTcpPort } from '../asterisk/support/freePort';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/** Opens the page again with this Content-Security-Policy. */
async function under(policy: string, path = '/'): Promise<void> {
  await tab.page.context().route(
    (url) => url.pathname === path,
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        headers: { ...response.headers(), 'content-security-policy': policy },
      });
    },
  );
  await tab.page.goto(`${tab.sandbox.url}${path}`);
  await tab.page.waitForSelector('body[data-ready]');
}

test("style-src 'self': panel and popup have their styles, which are removed with the widget", async () => {
  tab = await SandboxPage.open();
  tab.page.setDefaultTimeout(60_000);
  const sheets = (): Promise<number> => tab.page.evaluate(() => document.adoptedStyleSheets.length);
  await under("style-src 'self'");
  await tab.status('Готов к звонку');
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  const answer = tab.popup('Входящий звонок').getByRole('button', { name: 'Ответить' });
  await answer.waitFor();
  const look = await answer.evaluate((node) => {
    const { position } = getComputedStyle(node.closest('.asteriskng-root') ?? node);
    return [position, getComputedStyle(node).backgroundColor];
  });
  expect(look).toEqual(['fixed', 'rgb(31, 122, 61)']);
  const box = await answer.boundingBox();
  expect(box !== null && box.y + box.height < 800).toBe(true);
  expect(await sheets()).toBeGreaterThan(0);
  await tab.page.evaluate(() => {
    (window as unknown as { sandboxHost: { stop(): void } }).sandboxHost.stop();
  });
  expect(await sheets()).toBe(0);
});

test("connect-src 'self' and a direct connection: the policy is shown as the cause", async () => {
  const port = await freeTcpPort();
  tab = await SandboxPage.open({
    port,
    backend: {
      telephony: { driver: 'simulator' },
      http: { cors: { origins: [`http://127.0.0.1:${port}`] } },
    },
  });
  tab.page.setDefaultTimeout(60_000);
  await under("connect-src 'self'", '/settings/widgets/');
  await tab.page.locator('.js-open-widget').click();
  await tab.page.locator('[data-state=connected]').waitFor();
  const reported = tab.page.locator('.asteriskng-connection');
  for (const kind of ['Напрямую из браузера', 'Напрямую к ECSS-10']) {
    await tab.page.getByRole('combobox', { name: 'Как подключаться' }).selectOption(kind);
    if (kind.endsWith('ECSS-10')) {
      await tab.page.getByRole('textbox', { name: 'Домен' }).fill('biysk.local');
      await tab.page.getByRole('textbox', { name: 'Идентификатор клиента' }).fill('tester');
    }
    await reported.getByText('Content-Security-Policy').waitFor();
  }
});
