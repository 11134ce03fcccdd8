import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/** A running time such as `1:05` in seconds. */
function seconds(time: string): number {
  return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

test.each([
  ['ahead of', 600_000],
  ['behind', -600_000],
])(
  'with the computer’s clock ten minutes %s the backend’s, times are right and the outcome disappears in time',
  async (_, ms) => {
    const script = `{ const now = Date.now.bind(Date); Date.now = () => now() + ${ms}; }`;
    tab = await SandboxPage.open({}, '/', script);
    await tab.status('Готов к звонку');
    await tab.button('Свернуть панель').click();
    await tab.scenario('known-client');
    const time = tab.popup('Иван Петров').locator('[data-time]');
    const answeredAfter = performance.now();
    await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
    await time.filter({ hasText: /^\d:(?!00|01)\d\d$/ }).waitFor();
    const shown = seconds(await time.innerText());
    expect(shown).toBeLessThanOrEqual((performance.now() - answeredAfter) / 1_000 + 1);
    tab.simulator.farHangup('101');
    await tab.outcome('Разговор завершён');
    await tab.popup('Разговор завершён').waitFor({ state: 'detached' });
  },
);

test('a page loaded during a call with a wrong clock shows the call’s true time', async () => {
  const script = '{ const now = Date.now.bind(Date); Date.now = () => now() - 600000; }';
  tab = await SandboxPage.open({}, '/', script);
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  await tab.page.reload();
  await tab.call
    .locator('[data-time]')
    .filter({ hasText: /^\d:(?!00)\d\d$/ })
    .waitFor();
});
