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

const press = (popup: string | RegExp, name: string): Promise<void> =>
  tab.popup(popup).getByRole('button', { name, exact: true }).click();

/**
 * Waits until no popup and no button of a call is on screen. A popup disappears some seconds after its call, while
 * polls go on.
 */
async function nothingLeft(): Promise<void> {
  await tab.status('Готов к звонку');
  await tab.popups.locator('.asteriskng-popup').first().waitFor({ state: 'detached' });
  await tab.call.waitFor({ state: 'detached' });
  expect(tab.simulator.lineCount).toBe(0);
}

test.each(['drop', 'late', 'double', 'stale', 'badGateway', 'html', 'wrongResult'] as const)(
  'with the fault "%s" on polls no popup and no button is left after a call',
  async (kind) => {
    await tab.scenario('known-client');
    await tab.popup('Входящий звонок').waitFor();
    tab.fault({ kind, method: 'get_agent_status', times: 4, ms: 1_500 });
    tab.simulator.farHangup('101');
    await tab.outcome('Пропущенный звонок');
    expect(await tab.popups.getByRole('button', { name: /Ответить|Отклонить/ }).count()).toBe(0);
    await nothingLeft();
  },
);

test.each(['late', 'double', 'stale'] as const)(
  'with the fault "%s" answering a call is one action, and the call goes on',
  async (kind) => {
    await tab.scenario('known-client');
    tab.fault({ kind, method: 'answer', times: 1, ms: 3_000 });
    await press('Иван Петров', 'Ответить');
    await tab.status('Идёт разговор');
    await tab.call.getByText('Разговор').waitFor();
    expect(tab.simulator.lineCount).toBe(1);
    tab.fault({ kind, method: 'hangup', times: 1, ms: 3_000 });
    // The outcome disappears after 7 s, so waiting for its button begins before.
    await Promise.all([press('Разговор завершён', 'Закрыть'), tab.button('Завершить').click()]);
    expect(await tab.panel.locator('.asteriskng-problem').count()).toBe(0);
    await nothingLeft();
  },
);

test.each(['drop', 'badGateway'] as const)(
  'a failed command to answer ("%s") is shown in the popup, and the button can be pressed again',
  async (kind) => {
    await tab.scenario('known-client');
    // For all requests, since Chromium repeats a request whose connection broke.
    tab.fault({ kind, method: 'answer' });
    await press('Иван Петров', 'Ответить');
    await tab.popup('Не удалось ответить').waitFor();
    tab.fault({ kind: 'none' });
    await press('Иван Петров', 'Ответить');
    await tab.status('Идёт разговор');
  },
);

test('keypad digits that reach the backend twice are sent once', async () => {
  await tab.button('Свернуть панель').click();
  await tab.scenario('known-client');
  await press('Иван Петров', 'Ответить');
  await press('Иван Петров', 'Клавиши');
  tab.fault({ kind: 'double', method: 'send_dtmf' });
  await press('Иван Петров', '1');
  await press('Иван Петров', '2');
  await press('Иван Петров', '3');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Завершить' }).waitFor();
  expect(tab.simulator.digitsHeard('101')).toBe('123');
});

test('after fifty changes within a second both tabs and another computer show the backend’s state', async () => {
  const all = [tab, await tab.another(), await SandboxPage.visit(tab.sandbox)];
  await tab.scenario('known-client');
  await press('Иван Петров', 'Ответить');
  await Promise.all(all.map((one) => one.status('Идёт разговор')));
  for (let change = 0; change < 50; change += 1) {
    if (change === 20) tab.simulator.incoming('89035551213', ['101'], { answersItself: false });
    else if (change === 40) tab.simulator.answer('101');
    else tab.simulator.farHold('101', change % 2 === 1);
    await tab.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 18)));
  }
  for (const one of all) {
    await one.call.getByText("О'Нил").waitFor();
    await one.call.getByText('собеседник поставил вас на удержание').waitFor();
    await one.panel
      .getByRole('listitem')
      .filter({ hasText: 'Иван Петров' })
      .getByText('На удержании')
      .waitFor();
    expect(await one.popups.getByRole('button', { name: /тветить/ }).count()).toBe(0);
  }
  await all[2]?.page.context().close();
});
