import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

beforeEach(async () => {
  tab = await SandboxPage.open();
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

test('a click on a number calls it; then mute, hold and a blind transfer to a colleague', async () => {
  // The client picks up only after the test has seen the dialling.
  await tab.close();
  tab = await SandboxPage.open({ backend: { telephony: { driver: 'simulator', answerMs: 120_000 } } });
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.call.getByText('Звоним').waitFor();
  expect(tab.simulator.farAnswers('101')).toBe(true);
  await tab.status('Идёт разговор');
  expect(await tab.call.innerText()).toContain('Иван Петров');

  await tab.button('Выключить микрофон').click();
  await tab.call.getByText('микрофон выключен').waitFor();
  await tab.button('Удержание').click();
  await tab.call.getByText('На удержании').waitFor();
  await tab.button('Снять с удержания').click();
  await tab.button('Удержание').and(tab.page.locator(':not([aria-busy])')).waitFor();

  const boris = await SandboxPage.visit(tab.sandbox, '/?user=2');
  await tab.input.fill('борис');
  await tab.found.getByRole('option', { name: 'Борис' }).click();
  await tab.button('Перевести').click();
  await boris.popup('Входящий звонок').waitFor();
  expect(tab.simulator.answer('102')).toBe(true);
  await tab.status('Готов к звонку');
  await boris.status('Идёт разговор');
  expect(await boris.call.innerText()).toContain('Иван Петров');
  await boris.button('Завершить').click();
  await boris.status('Готов к звонку');
  expect(tab.commands()).toEqual([
    'originate {"phone":"+79101234567"}',
    'set_mute {"is_mute":true}',
    'set_hold {"is_hold":true}',
    'set_hold {"is_hold":false}',
    'redirect {"phone":"102"}',
    'hangup {}',
  ]);
  await boris.page.close();
});

test('a double click on the number makes one call', async () => {
  await tab.page.locator('.js-phone').first().click();
  await tab.page.getByRole('menuitem').dblclick();
  await tab.status('Идёт разговор');
  expect(tab.commands()).toEqual(['originate {"phone":"+79101234567"}']);
});

test('by keyboard only: search, mark, call, mute, hang up', async () => {
  await tab.status('Готов к звонку');
  await tab.input.focus();
  await tab.page.keyboard.type('елк');
  await tab.found.getByRole('option', { name: 'Ольга Ёлкина' }).waitFor();
  await tab.page.keyboard.press('ArrowDown');
  await tab.page.keyboard.press('Enter');
  await tab.status('Идёт разговор');
  await tab.button('Выключить микрофон').focus();
  await tab.page.keyboard.press('Space');
  await tab.call.getByText('микрофон выключен').waitFor();
  // Hold, keypad, hang up.
  for (let button = 0; button < 3; button += 1) await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.press('Enter');
  await tab.status('Готов к звонку');
  expect(tab.commands()).toEqual([
    'originate_by_contact {"contact_uuid":"contact:1002"}',
    'set_mute {"is_mute":true}',
    'hangup {}',
  ]);
});

test('a chosen contact is not called after its name was overtyped', async () => {
  await tab.input.fill('иван');
  await tab.found.getByRole('option').first().click();
  await tab.input.fill('84955001020');
  await tab.button('Позвонить').click();
  await tab.status('Идёт разговор');
  expect(tab.commands()).toEqual(['originate {"phone":"84955001020"}']);
});

test('the list of recent contacts is updated by calls', async () => {
  await tab.input.fill('84957654320');
  await tab.page.keyboard.press('Enter');
  await tab.status('Идёт разговор');
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
  await tab.page.locator('.page-title').first().click();
  await tab.input.click();
  await tab.panel.getByText('Последние контакты').waitFor();
  expect(await tab.found.getByRole('option').allInnerTexts()).toEqual([
    expect.stringContaining('84957654320'),
  ]);
});

test('an incoming call is shown, answered, still there after a reload, and ends when the client hangs up', async () => {
  tab.sandbox.backend.simulator.incoming('+79265551214', ['101']);
  await tab.status('Идёт разговор');
  await tab.page.reload();
  await tab.status('Идёт разговор');
  expect(await tab.panel.locator('.asteriskng-name').innerText()).toBe(
    '<img src=x onerror="window.__xss=1">',
  );
  expect(
    await tab.page.evaluate(() => [
      document.querySelectorAll('.asteriskng-root img').length,
      '__xss' in window,
    ]),
  ).toEqual([0, false]);
  tab.sandbox.backend.simulator.farHangup('101');
  await tab.status('Готов к звонку');
});

test('a click on the name opens the card in amoCRM without a page load', async () => {
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
  await tab.page.evaluate(() => ((window as unknown as { mark: number }).mark = 1));
  await tab.panel.getByRole('link', { name: 'Иван Петров' }).click();
  await tab.page.waitForURL('**/contacts/detail/1001');
  await tab.page.locator('.host-card').waitFor();
  expect(await tab.page.evaluate(() => (window as unknown as { mark?: number }).mark)).toBe(1);
  await tab.status('Идёт разговор');
});

test('a busy number and a refused call are shown', async () => {
  tab.sandbox.backend.simulator.refuseNext('originate', 'AgentUnavailable');
  await tab.clickPhone('8 916 555-12-12');
  await tab.waitForNotice('89165551212: ваш телефон не отвечает');
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
  tab.sandbox.backend.simulator.refuseNext('hold', 'NotSupported');
  await tab.button('Удержание').click();
  await tab.panel.getByRole('alert').getByText('Удержание не переключилось: АТС этого не умеет').waitFor();
  expect(await tab.button('Снять с удержания').count()).toBe(0);
  await tab.button('Скрыть сообщение').click();
  await tab.panel.locator('.asteriskng-problem').waitFor({ state: 'detached' });
});

test('two tabs show the same call and either may end it', async () => {
  const other = await SandboxPage.visit(tab.sandbox);
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
  await other.status('Идёт разговор');
  await other.button('Завершить').click();
  await tab.status('Готов к звонку');
  await other.status('Готов к звонку');
  await other.page.close();
});

test('a user without an extension is shown that it is missing', async () => {
  const vera = await SandboxPage.visit(tab.sandbox, '/?user=3');
  await vera.waitForNotice('за вами не закреплён внутренний номер');
  await vera.status('Телефония недоступна');
  await vera.panel.getByRole('alert').getByText('за вами не закреплён внутренний номер').waitFor();
  await vera.page.close();
});
