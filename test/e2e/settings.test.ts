import { defaultSettings } from '../../sandbox/startSandbox';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

async function openWindow(): Promise<void> {
  await tab.openSettings();
}

const state = (kind: string): Promise<void> => tab.page.locator(`[data-state=${kind}]`).waitFor();
const field = (label: string) => tab.page.getByRole('textbox', { name: label });

test('from empty settings to a connection: each state is shown, and saving starts the widget without a reload', async () => {
  tab = await SandboxPage.open({ settings: null });
  expect(await tab.panel.count()).toBe(0);
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.waitForNotice('Телефония не настроена');

  await openWindow();
  await state('notConfigured');
  await field('Адрес сервера').fill('http://example.com/x');
  await field('Секретный ключ').fill('wrong-key');
  await state('notHttps');
  await field('Адрес сервера').fill(tab.sandbox.backend.address);
  await state('wrongKey');
  await field('Секретный ключ').fill('sandbox-secret-key');
  await state('connected');
  await tab.page.locator('.js-widget-save:not(.button-input-disabled)').click();
  await tab.status('Готов к звонку');
  const { server, amocrm } = JSON.parse(defaultSettings(tab.sandbox.backend)) as Record<string, object>;
  expect(JSON.parse(tab.sandbox.store.get().fields['jsonSettings'] ?? '')).toEqual({
    server: { ...server, connection: 'proxy', clientId: '', domain: '' },
    amocrm,
  });
  await tab.page.getByRole('button', { name: 'Закрыть' }).click();
  await tab.input.fill('84955001020');
  await tab.page.keyboard.press('Enter');
  await tab.status('Идёт разговор');
});

test('a backend that does not answer, and one that refuses the version', async () => {
  tab = await SandboxPage.open();
  await openWindow();
  await state('connected');
  await tab.sandbox.backend.kill();
  await field('Секретный ключ').fill('another-key');
  await state('noAnswer');
  await tab.sandbox.backend.revive();
  // The check is repeated by itself.
  await state('wrongKey');
  // The widget behind the window has its answer to `ping`, so the next `ping` is the form's.
  await tab.status('Готов к звонку');
  tab.fault({ kind: 'status', code: 409, method: 'ping' });
  await field('Секретный ключ').fill('sandbox-secret-key');
  await state('incompatible');
  tab.fault({ kind: 'html', method: 'ping' });
  await field('Адрес сервера').fill(`${tab.sandbox.backend.address}/`);
  await state('unknownError');
  tab.fault({ kind: 'hang', method: 'ping' });
  await field('Адрес сервера').fill(tab.sandbox.backend.address);
  await state('noAnswer');
});

test('for an address without its path the form says that another server answers there', async () => {
  tab = await SandboxPage.open();
  await openWindow();
  await state('connected');
  const notOurs = tab.page.getByText('По этому адресу отвечает не AsteriskNG. Не забыт ли путь');
  await field('Адрес сервера').fill(new URL(tab.sandbox.backend.address).origin);
  await notOurs.waitFor();
});

test('the panel can be switched off and on; the key is shown only when asked for', async () => {
  tab = await SandboxPage.open();
  await openWindow();
  expect(await field('Секретный ключ').getAttribute('type')).toBe('password');
  await tab.page.getByRole('button', { name: 'Показать ключ' }).click();
  expect(await field('Секретный ключ').getAttribute('type')).toBe('text');
  await tab.page.getByRole('checkbox', { name: /Показывать панель/ }).uncheck();
  await tab.page.locator('.js-widget-save:not(.button-input-disabled)').click();
  await tab.panel.waitFor({ state: 'detached' });
  await tab.page.getByRole('checkbox', { name: /Показывать панель/ }).check();
  await tab.page.locator('.js-widget-save:not(.button-input-disabled)').click();
  await tab.status('Готов к звонку');
});

test('switching the integration off removes the widget', async () => {
  tab = await SandboxPage.open();
  await openWindow();
  await tab.page.locator('.js-widget-uninstall').click();
  await tab.panel.waitFor({ state: 'detached' });
  await tab.page.goto(tab.sandbox.url);
  await tab.page.waitForSelector('body[data-ready]');
  expect(await tab.panel.count()).toBe(0);
});

test.each(['{broken', '[]', '{"server":{"serverAddress":7}}'])(
  'settings such as %s break nothing and can be corrected',
  async (settings) => {
    tab = await SandboxPage.open({ settings });
    expect(await tab.panel.count()).toBe(0);
    await openWindow();
    await tab.page.getByText('прочитать не удалось').waitFor();
  },
);
