import type { ProxyRecord } from '../../sandbox/page/DeskState';
import { until } from '../asterisk/support/until';
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

test('five tabs: one polls, all show the same, dismissing in one dismisses in all', async () => {
  // The tabs opened next have it folded as well, so the call pops up in each.
  await tab.button('Свернуть панель').click();
  const others = await Promise.all([1, 2, 3, 4].map(() => tab.another()));
  const all = [tab, ...others];
  await Promise.all(others.map((other) => other.status('Готов к звонку')));
  const polling = new Set<SandboxPage>();
  for (const one of all)
    one.page.on('request', (request) => {
      if (request.postData()?.includes('get_agent_status')) polling.add(one);
    });
  await tab.scenario('known-client');
  await Promise.all(all.map((one) => one.popup('Иван Петров').waitFor()));
  // Only the leader polls, any number of times on a slow machine.
  expect(polling.size).toBeLessThanOrEqual(1);
  await others[0]?.popup('Иван Петров').getByRole('button', { name: 'Закрыть' }).click();
  await Promise.all(all.map((one) => one.popup('Иван Петров').waitFor({ state: 'detached' })));
});

test('Answer pressed in two tabs at once is one action', async () => {
  const other = await tab.another();
  await tab.scenario('known-client');
  await Promise.all([tab.popup('Иван Петров').waitFor(), other.popup('Иван Петров').waitFor()]);
  const letOn = tab.sandbox.proxy.hold('answer');
  const answers = (): ProxyRecord[] => tab.sandbox.proxy.records.filter(({ method }) => method === 'answer');
  const answer = (one: SandboxPage): Promise<void> =>
    one.page.evaluate(() => {
      document.querySelector<HTMLElement>('.asteriskng-popup [data-command=answer]')?.click();
    });
  await Promise.all([answer(tab), answer(other)]);
  await until('both are asked', () => answers().length === 2);
  letOn();
  await Promise.all([tab.status('Идёт разговор'), other.status('Идёт разговор')]);
  const ids = answers().map(({ params }) => (params as { command_id: string }).command_id);
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  expect(await tab.notices()).not.toContainEqual(expect.stringContaining('error'));
});

test('when the leading tab is closed another one polls', async () => {
  const other = await tab.another();
  await other.status('Готов к звонку');
  const polls = other.page.waitForRequest((request) => request.url().includes('/ajax/proxy'));
  await tab.page.close();
  await polls;
  await other.scenario('known-client');
  await other.popup('Иван Петров').waitFor();
  const first = tab;
  tab = other;
  expect(first.alarms).toEqual([]);
});

test('when the leading tab is frozen another one takes over; resumed it shows the current state', async () => {
  const other = await tab.another();
  await other.status('Готов к звонку');
  await other.page.bringToFront();
  const polls = other.page.waitForRequest((request) => request.url().includes('/ajax/proxy'));
  await tab.freeze();
  await polls;
  await other.scenario('known-client');
  await other.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await other.status('Идёт разговор');
  await tab.thaw();
  await tab.status('Идёт разговор');
  await tab.button('Завершить').click();
  await other.status('Готов к звонку');
  await tab.status('Готов к звонку');
});

test('a tab opened during a call shows it at once, without a request of its own', async () => {
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  const before = tab.sandbox.proxy.records.length;
  const other = await tab.another();
  await other.status('Идёт разговор');
  expect(tab.sandbox.proxy.records.slice(before).filter(({ method }) => method === 'ping')).toEqual([]);
});

test('two computers: one answers and the other shows it; Hang up pressed on both ends one call', async () => {
  const other = await SandboxPage.visit(tab.sandbox);
  await other.status('Готов к звонку');
  await tab.scenario('known-client');
  await other.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  // On the second computer the button may be gone already.
  const press = (one: SandboxPage): Promise<void> =>
    one
      .button('Завершить')
      .evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()));
  await Promise.all([press(tab), press(other)]);
  await Promise.all([tab.status('Готов к звонку'), other.status('Готов к звонку')]);
  expect(await tab.panel.locator('.asteriskng-problem').count()).toBe(0);
  await other.page.context().close();
});

test('after the network was lost and came back no outdated button is left', async () => {
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').waitFor();
  await tab.page.context().setOffline(true);
  tab.simulator.farHangup('101');
  await tab.status('Нет связи с сервером');
  await tab.page.context().setOffline(false);
  await tab.status('Готов к звонку');
  expect(await tab.popups.getByRole('button', { name: 'Ответить' }).count()).toBe(0);
});
