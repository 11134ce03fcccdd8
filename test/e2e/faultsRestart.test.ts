import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

beforeEach(async () => {
  tab = await SandboxPage.open({ backend: { telephony: { driver: 'simulator', answerMs: 120_000 } } });
  await tab.status('Готов к звонку');
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

async function talk(): Promise<void> {
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
}

/** How to bring a call into each phase. */
const phases = {
  ringing: async () => {
    await tab.scenario('known-client');
    await tab.popup('Входящий звонок').waitFor();
  },
  dialing: async () => {
    await tab.clickPhone('+7 (910) 123-45-67');
    await tab.call.getByText('Звоним').waitFor();
  },
  talking: talk,
  held: async () => {
    await talk();
    await tab.button('Удержание').click();
    await tab.call.getByText('На удержании').waitFor();
  },
  consulting: async () => {
    await talk();
    await tab.input.fill('+79160001122');
    await tab.button('Посоветоваться').click();
    await tab.call.getByText('Звоним коллеге').waitFor();
  },
  ended: async () => {
    await talk();
    tab.simulator.farHangup('101');
    await tab.outcome('Разговор завершён');
  },
};

test.each(Object.keys(phases) as (keyof typeof phases)[])(
  'after the backend was killed and restarted while a call is %s, nothing of the call is left and the next one works',
  async (phase) => {
    await phases[phase]();
    await tab.sandbox.backend.kill();
    await tab.page.waitForResponse((response) => response.status() === 502);
    await tab.sandbox.backend.revive();
    await tab.status('Готов к звонку');
    await tab.popups.locator('.asteriskng-popup').first().waitFor({ state: 'detached' });
    await tab.call.waitFor({ state: 'detached' });
    expect(await tab.panel.getByRole('listitem').count()).toBe(0);
    expect(await tab.panel.locator('[aria-busy=true]').count()).toBe(0);
    await talk();
    await tab.button('Завершить').click();
    await tab.outcome('Разговор завершён');
  },
);

test('a command under way does not stay pending when the backend stops', async () => {
  await talk();
  const letOn = tab.sandbox.proxy.hold('set_hold');
  await tab.button('Удержание').click();
  await tab.panel.locator('[data-key=hold][aria-busy=true]').waitFor();
  await tab.sandbox.backend.kill();
  letOn();
  await tab.panel.getByRole('alert').getByText('Удержание не переключилось').waitFor();
  expect(await tab.panel.locator('[aria-busy=true]').count()).toBe(0);
  await tab.sandbox.backend.revive();
  await tab.status('Готов к звонку');
});
