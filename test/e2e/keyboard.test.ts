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

/** Presses Tab until a node with this name has the focus. */
async function tabTo(name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await tab.page.keyboard.press('Tab');
    const focused = await tab.page.evaluate(() => {
      const node = document.activeElement;
      return node?.closest('.asteriskng-root') ? (node.getAttribute('aria-label') ?? node.textContent) : '';
    });
    if (name.test(focused.trim())) return;
  }
  throw new Error(`Tab never comes to ${String(name)}`);
}

const focusIsOn = (selector: string): Promise<boolean> =>
  tab.page.evaluate((which) => document.activeElement?.matches(which) ?? false, selector);

test('by Tab and Enter only: answer, hold, resume, attended transfer', async () => {
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').waitFor();
  await tabTo(/^Ответить$/);
  await tab.page.keyboard.press('Enter');
  await tab.status('Идёт разговор');
  await tabTo(/^Удержание$/);
  await tab.page.keyboard.press('Enter');
  await tab.call.getByText('На удержании').waitFor();
  // The button still has the focus after the repaint.
  await tab.page.keyboard.press('Enter');
  await tab.call.getByText('Разговор').waitFor();
  await tab.page.keyboard.press('Alt+KeyP');
  expect(await focusIsOn('.asteriskng-root [role=combobox]')).toBe(true);
  await tab.page.keyboard.type('102');
  await tabTo(/^Посоветоваться$/);
  await tab.page.keyboard.press('Enter');
  await tab.call.getByText('Консультация').waitFor();
  await tabTo(/^Соединить$/);
  await tab.page.keyboard.press('Enter');
  await tab.popup('Звонок передан').waitFor();
  expect(tab.commands().map((command) => command.split(' ')[0])).toEqual([
    'answer',
    'set_hold',
    'set_hold',
    'consult',
    'complete_transfer',
  ]);
});

test('by shortcuts only: answer, mute, hold, hang up; reject a second call', async () => {
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').waitFor();
  await tab.page.keyboard.press('Alt+KeyA');
  await tab.status('Идёт разговор');
  await tab.page.keyboard.press('Alt+KeyM');
  await tab.call.getByText('микрофон выключен').waitFor();
  await tab.page.keyboard.press('Alt+KeyO');
  await tab.call.getByText('На удержании').waitFor();
  await tab.page.keyboard.press('Alt+KeyX');
  await tab.outcome('Разговор завершён');
  await tab.status('Готов к звонку');
  await tab.scenario('unknown-number');
  await tab.popup('Входящий звонок').waitFor();
  await tab.page.keyboard.press('Alt+KeyX');
  await tab.outcome('Звонок отклонён');
});

test('a call does not take the focus from a field of amoCRM, and a shortcut answers it from there', async () => {
  await tab.page.locator('.js-phone').first().waitFor();
  await tab.page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'note-of-the-host';
    document.body.append(field);
    field.focus();
  });
  await tab.page.keyboard.type('Клиент про');
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').waitFor();
  await tab.page.keyboard.type('сил');
  await tab.page.keyboard.press('Alt+KeyA');
  await tab.status('Идёт разговор');
  await tab.page.keyboard.type(' перезвонить');
  expect(await focusIsOn('#note-of-the-host')).toBe(true);
  expect(await tab.page.locator('#note-of-the-host').inputValue()).toBe('Клиент просил перезвонить');
  tab.simulator.farHangup('101');
  await tab.outcome('Разговор завершён');
  expect(await focusIsOn('#note-of-the-host')).toBe(true);
  expect(tab.commands()).toEqual(['answer {}']);
});

test('switched off, shortcuts do nothing', async () => {
  await tab.button('Мои настройки').click();
  await tab.panel.getByRole('checkbox', { name: /Сочетания клавиш/ }).uncheck();
  await tab.button('Мои настройки').click();
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').waitFor();
  await tab.page.locator('body').press('Alt+KeyA');
  await tab.page.locator('body').press('Alt+KeyX');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  expect(tab.commands()).toEqual(['answer {}']);
});

test.each(['late', 'stale'] as const)(
  'an incoming call is announced once, also with the fault "%s"',
  async (kind) => {
    await tab.page.evaluate(() => {
      const node = document.querySelector('[data-part=urgent]');
      if (node === null) throw new Error('no such node');
      const said: string[] = [];
      new MutationObserver(() => said.push(node.textContent)).observe(node, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      Object.assign(window, { said });
    });
    tab.fault({ kind, method: 'get_agent_status', times: 3, ms: 500 });
    await tab.scenario('known-client');
    await tab.popup('Иван Петров').waitFor();
    // A held poll ends without news.
    for (let polls = 0; polls < 2; polls += 1)
      await tab.page.waitForResponse((response) =>
        (response.request().postData() ?? '').includes('get_agent_status'),
      );
    await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
    await tab.status('Идёт разговор');
    const said = await tab.page.evaluate(() => (window as unknown as { said: string[] }).said);
    expect(said).toEqual(['Входящий звонок: Иван Петров']);
  },
);
