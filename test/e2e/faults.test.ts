import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

beforeEach(async () => {
  tab = await SandboxPage.open();
  await tab.status('Готов к звонку');
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

test('the backend is killed and restarted during a call: one notice each, and the state is correct afterwards', async () => {
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
  await tab.sandbox.backend.kill();
  await tab.status('Нет связи с сервером');
  expect(await tab.panel.locator('.asteriskng-name').innerText()).toBe('Иван Петров');
  await tab.sandbox.backend.revive();
  await tab.status('Готов к звонку');
  await tab.waitForNotice('восстановлена');
  const notices = await tab.notices();
  expect(notices.filter((notice) => notice.startsWith('error: Нет связи'))).toHaveLength(1);
  expect(notices.filter((notice) => notice.startsWith('info: Связь'))).toHaveLength(1);
});

test.each([
  'badGateway',
  'html',
  'empty',
  'null',
  'number',
  'text',
  'noContent',
  'wrongId',
  'wrongResult',
  'jsonRpcError',
  'drop',
] as const)('after answers of the kind "%s" the next call is shown', async (kind) => {
  tab.fault({ kind, method: 'get_agent_status', times: 2 });
  tab.sandbox.backend.simulator.incoming('+79101234567', ['101']);
  await tab.status('Идёт разговор');
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
  expect(await tab.page.evaluate(() => '__xss' in window)).toBe(false);
});

test('status codes as strings and polls that end with 408 are accepted', async () => {
  tab.fault({ kind: 'status', code: 408, method: 'get_agent_status', times: 3 });
  tab.sandbox.backend.simulator.incoming('+79101234567', ['101']);
  await tab.status('Идёт разговор');
  tab.fault({ kind: 'textStatus' });
  await tab.button('Выключить микрофон').click();
  await tab.call.getByText('микрофон выключен').waitFor();
  expect((await tab.notices()).filter((notice) => !notice.startsWith('call:'))).toEqual([]);
});

test.each(['badGateway', 'exception', 'status'] as const)(
  'a failed hang-up (%s) is shown, and the call stays on screen',
  async (kind) => {
    await tab.clickPhone('+7 (910) 123-45-67');
    await tab.status('Идёт разговор');
    tab.fault({ kind, method: 'hangup', times: 1 });
    await tab.button('Завершить').click();
    await tab.panel.getByRole('alert').getByText('Не удалось завершить звонок').waitFor();
    expect(await tab.panel.locator('.asteriskng-name').innerText()).toBe('Иван Петров');
  },
);

test('while a slow backend works the button is pending, and the action is done once', async () => {
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
  const letOn = tab.sandbox.proxy.hold('set_mute');
  await tab.button('Выключить микрофон').click();
  await tab.panel.locator('[data-key=mute][aria-busy=true]').waitFor();
  await tab.button('Выключить микрофон').click({ force: true });
  expect(await tab.button('Выключить микрофон').getAttribute('aria-pressed')).toBe('false');
  letOn();
  await tab.panel.locator('[data-key=mute][aria-pressed=true]:not([aria-busy])').waitFor();
  expect(tab.commands().filter((command) => command.startsWith('set_mute'))).toHaveLength(1);
});

test('the backend accepts the form in both encodings', async () => {
  tab.sandbox.proxy.encoding = 'multipart';
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
});
