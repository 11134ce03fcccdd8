import type { Locator } from 'playwright-core';
import { FakeEcss10, leg } from '../support/ecss10/FakeEcss10';
import { eventually } from '../server/support/eventually';
import { SandboxPage, type ContextOptions } from './support/SandboxPage';

let ecss: FakeEcss10;
let tab: SandboxPage;

/** The certificate is self-signed; a user accepts it on the page that our text names. */
const ACCEPTED = { ignoreHTTPSErrors: true };

beforeEach(async () => {
  ecss = await FakeEcss10.start('widget');
  // The extension in the profile of the sandbox's first user.
  for (const numbers of [ecss.permitted, ecss.registered]) numbers.add('101');
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  await ecss.close();
  expect(faults).toEqual([]);
});

function settings(key = ecss.key): string {
  return JSON.stringify({
    server: {
      connection: 'ecss10',
      serverAddress: `localhost:${ecss.port}`,
      clientId: 'tester',
      domain: 'biysk.local',
      secretKey: key,
    },
    amocrm: { showPanel: true, enableNotification: true },
  });
}

/** Opens the sandbox with these settings; the softswitch allows requests from its origin. */
async function open(key?: string, choice: ContextOptions = ACCEPTED, path = '/'): Promise<void> {
  // The origin of the sandbox is known once it listens, and its page sends requests at once.
  tab = await SandboxPage.open({ settings: null }, '/', '', choice);
  ecss.allowedOrigin = tab.sandbox.url;
  tab.sandbox.store.save({ active: true, fields: { jsonSettings: settings(key) } });
  await tab.page.goto(`${tab.sandbox.url}${path}`);
  await tab.page.waitForSelector('body[data-ready]');
}

test('a call of the softswitch is shown, answered and hung up in a popup, without a backend', async () => {
  await open();
  await tab.status('Готов к звонку');
  ecss.report(leg('a', { digits: '101', remote_digits: '79101234567' }));
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  expect(await tab.panel.getByRole('button').allTextContents()).not.toContain('Удержание');
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
  expect(ecss.seen).toEqual(['conversations.subscribe', 'call.answer 101 a', 'call.drop 101 a']);
  expect(tab.sandbox.proxy.records).toEqual([]);
});

test('a click on a number calls it, and an unregistered phone is reported', async () => {
  await open();
  await tab.status('Готов к звонку');
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Звоним');
  ecss.change('m1', { state: 'talking', has_answer_time: true });
  await tab.status('Идёт разговор');
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
  ecss.registered.delete('101');
  await tab.clickPhone('8 916 555-12-12');
  await tab.waitForNotice('ваш телефон не отвечает');
});

test('only the leading tab is logged in; a second one logs in for its command', async () => {
  await open();
  await tab.status('Готов к звонку');
  const second = await tab.another();
  await second.status('Готов к звонку');
  expect(ecss.tokens).toHaveLength(1);
  ecss.report(leg('a', { digits: '101' }));
  await second.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  expect(ecss.tokens).toHaveLength(2);
  await tab.page.close();
  await second.status('Идёт разговор');
  await second.button('Завершить').click();
  await second.status('Готов к звонку');
  tab = second;
});

test('the call is shown again after the softswitch has moved to another node', async () => {
  await open();
  await tab.status('Готов к звонку');
  ecss.failOver();
  ecss.report(leg('a', { digits: '101' }));
  await tab.popup('Иван Петров').getByRole('button', { name: 'Отклонить' }).click();
  await tab.outcome('Звонок отклонён');
});

test('a file of the widget that fails to load is requested again', async () => {
  tab = await SandboxPage.open({ settings: null }, '/', '', ACCEPTED);
  ecss.allowedOrigin = tab.sandbox.url;
  tab.sandbox.store.save({ active: true, fields: { jsonSettings: settings() } });
  await tab.page.route('**/ecss10.js*', (route) => route.abort(), { times: 2 });
  await tab.page.goto(tab.sandbox.url);
  await tab.status('Готов к звонку');
  expect(ecss.tokens).toHaveLength(1);
});

test('a user without a number is shown what to do', async () => {
  await open(undefined, ACCEPTED, '/?user=3');
  await tab.waitForNotice('укажите номер абонента ECSS-10 в своём профиле amoCRM');
  expect(ecss.tokens).toEqual([]);
});

test('a certificate that was not accepted is reported', async () => {
  await open(undefined, {});
  await tab.waitForNotice('ECSS-10 недоступна из этого браузера');
  expect(ecss.tokens).toEqual([]);
});

describe('in the settings window', () => {
  const field = (label: string): Locator => tab.page.getByRole('textbox', { name: label });
  const says = (text: string): Promise<void> =>
    tab.page.locator('[data-part=connection]').getByText(text).waitFor();

  async function openWindow(choice?: ContextOptions): Promise<void> {
    await open(undefined, choice, '/settings/widgets/');
    await tab.page.locator('.js-open-widget').click();
  }

  test('each fault of the login is shown with its remedy, and a check leaves no login behind', async () => {
    await openWindow();
    await says('Связь есть');
    await says('включите на ECSS-10 CSTA: /api/csta/set enabled true');
    await field('Ключ API').fill('wrong-key-of-the-test');
    await says('Неверный идентификатор клиента или ключ API');
    await field('Ключ API').fill(ecss.key);
    await says('Связь есть');
    ecss.permitted.clear();
    await field('Домен').fill('biysk.local ');
    await says('api\\call\\enabled true');
    ecss.permitted.add('101');
    await tab.page.getByRole('button', { name: 'Проверить снова' }).click();
    await says('Связь есть');
    // Only the login of the tab itself remains.
    await eventually('logged out', () => ecss.connections === 1);
  });

  test('for an untrusted certificate the form shows the page to open', async () => {
    await openWindow({});
    await says('Браузер не доверяет сертификату ECSS-10');
    const link = tab.page.getByRole('link', { name: `Открыть https://localhost:${ecss.port}/` });
    expect(await link.getAttribute('href')).toBe(`https://localhost:${ecss.port}/`);
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(ecss.tokens).toEqual([]);
  });
});

test('the key appears in no URL, text or node of the page', async () => {
  const asked: string[] = [];
  await open();
  tab.page.on('request', (request) => asked.push(request.url()));
  tab.page.on('console', (line) => asked.push(line.text()));
  await tab.page.reload();
  await tab.status('Готов к звонку');
  const before = ecss.tokens.length;
  ecss.failOver();
  await eventually('logged in again', () => ecss.tokens.length > before);
  expect(asked.join()).toContain('ecss10.js');
  expect(asked.join()).not.toContain(ecss.key);
  expect(await tab.page.content()).not.toContain(ecss.key);
});
