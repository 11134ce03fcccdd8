import { SandboxPage } from './support/SandboxPage';

/** Windows to check: a low laptop, the same at 200 %, a narrow phone. */
const SIZES = [
  { width: 1280, height: 600 },
  { width: 640, height: 400 },
  { width: 390, height: 800 },
];

let tab: SandboxPage;

afterEach(async () => {
  await tab.close();
});

test('the popup of a ringing call is above a panel that has the focus', async () => {
  tab = await SandboxPage.open({}, '/', '', { viewport: { width: 1280, height: 600 } });
  await tab.status('Готов к звонку');
  await tab.button('Мои настройки').click();
  await tab.input.click();
  await tab.panel.locator('.asteriskng-list > *').first().waitFor();
  await tab.scenario('known-client');
  const answer = tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' });
  await answer.waitFor();
  for (const size of [...SIZES, { width: 1366, height: 768 }]) {
    await tab.page.setViewportSize(size);
    await answer.click({ trial: true });
  }
  await tab.input.focus();
  await tab.page.keyboard.press('Alt+KeyA');
  await tab.status('Идёт разговор');
});

test('for a transfer Enter on a marked colleague only chooses, and free colleagues come first', async () => {
  tab = await SandboxPage.open();
  await tab.status('Готов к звонку');
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  await tab.input.click();
  await tab.found.getByRole('option').first().getByText('линия свободна').waitFor();
  expect(await tab.found.getByRole('option', { name: /Иван Петров/ }).count()).toBe(0);
  await tab.page.keyboard.press('ArrowDown');
  await tab.page.keyboard.press('Enter');
  expect(await tab.input.inputValue()).not.toBe('');
  expect(tab.commands().filter((line) => line.startsWith('redirect'))).toEqual([]);
  await tab.page.keyboard.press('Enter');
  await tab.popup('Звонок передан').waitFor();
});
