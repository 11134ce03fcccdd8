import { freeTcpPort } from '../asterisk/support/freePort';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/** A sandbox whose backend allows direct requests from these origins; its widget still uses the proxy. */
async function open(origins: readonly string[], port: number): Promise<void> {
  tab = await SandboxPage.open({
    port,
    backend: { telephony: { driver: 'simulator', answerMs: 150 }, http: { cors: { origins: [...origins] } } },
  });
  await tab.status('Готов к звонку');
}

/** Chooses the direct connection in the settings window. */
async function chooseStraight(): Promise<void> {
  await tab.openSettings();
  await tab.page.locator('[data-state=connected]').waitFor();
  await tab.page.getByRole('combobox', { name: 'Как подключаться' }).selectOption('Напрямую из браузера');
}

async function save(): Promise<void> {
  const saved = tab.page.waitForResponse(`${tab.sandbox.url}/ajax/settings`);
  await tab.page.locator('.js-widget-save:not(.button-input-disabled)').click();
  await saved;
  await tab.page.getByRole('button', { name: 'Закрыть' }).click();
}

/** Records the page's requests to this URL from now on. */
function requestsTo(address: string): string[] {
  const seen: string[] = [];
  tab.page.on('request', (request) => {
    if (request.url().startsWith(`${address}?`)) seen.push(`${request.method()} ${request.resourceType()}`);
  });
  return seen;
}

test('a call is shown, answered and hung up without a request through the proxy', async () => {
  const port = await freeTcpPort();
  await open([`http://127.0.0.1:${port}`], port);
  await chooseStraight();
  await tab.page.locator('[data-state=connected]').waitFor();
  await save();
  const { length } = tab.sandbox.proxy.records;
  const straight = requestsTo(tab.sandbox.backend.address);
  await tab.page.goto(tab.sandbox.url);
  await tab.status('Готов к звонку');

  await tab.scenario('known-client');
  const popup = tab.popup('Входящий звонок');
  await popup.getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');

  expect(tab.sandbox.proxy.records.slice(length)).toEqual([]);
  // At least ping, poll, answer and hangup; none needed a CORS preflight.
  expect(straight.length).toBeGreaterThan(4);
  expect(new Set(straight)).toEqual(new Set(['POST fetch']));

  await tab.sandbox.backend.kill();
  await tab.status('Нет связи с сервером');
  await tab.panel.getByText('Причина: браузер не может связаться с сервером').waitFor();
  await tab.sandbox.backend.revive();
  await tab.status('Готов к звонку');
});

test('for an origin that the backend does not allow the form shows the cause and the remedy', async () => {
  const port = await freeTcpPort();
  await open([], port);
  await chooseStraight();
  const reported = tab.page.locator('.asteriskng-connection');
  await reported.getByText('Браузер не может связаться с сервером').waitFor();
  expect(await reported.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringContaining('Сервер выключен'),
    expect.stringContaining('примите сертификат'),
    expect.stringContaining('локальную сеть'),
    expect.stringContaining(`Впишите туда http://127.0.0.1:${port}`),
  ]);
  const link = reported.getByRole('link', { name: 'Открыть сервер в новой вкладке' });
  expect(await Promise.all(['href', 'target', 'rel'].map((name) => link.getAttribute(name)))).toEqual([
    tab.sandbox.backend.address,
    '_blank',
    'noopener noreferrer',
  ]);
});

test('an address without its path is recognised by the 404 of the backend', async () => {
  const port = await freeTcpPort();
  await open([`http://127.0.0.1:${port}`], port);
  await chooseStraight();
  await tab.page.locator('[data-state=connected]').waitFor();
  const { origin } = new URL(tab.sandbox.backend.address);
  await tab.page.getByRole('textbox', { name: 'Адрес сервера' }).fill(origin);
  await tab.page.getByText('По этому адресу отвечает не AsteriskNG. Не забыт ли путь').waitFor();
});
