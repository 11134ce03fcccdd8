import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(() => tab.close());

test('each button of the page has a name of its own, and a notice of the host can be closed or goes by itself', async () => {
  tab = await SandboxPage.open();
  await tab.page.locator('#desk [data-scenario]').first().waitFor();
  await tab.page.evaluate(() => {
    const { notifications } = (
      window as unknown as { APP: { notifications: { show_message: (message: object) => void } } }
    ).APP;
    notifications.show_message({ header: 'A', text: 'first' });
    notifications.show_message({ header: 'A', text: 'first' });
  });
  const names = await tab.page
    .locator('#desk button, .host-notice button')
    .evaluateAll((buttons) => buttons.map((one) => one.getAttribute('aria-label') ?? one.textContent));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const notices = tab.page.locator('.host-notice');
  await notices.first().getByRole('button').click();
  expect(await notices.count()).toBe(1);
  await tab.page.mouse.move(10, 10);
  await notices.waitFor({ state: 'detached' });
});

test.each([
  [1280, 600],
  [390, 800],
])('at %i×%i the open desk covers no button of popup and panel', async (width, height) => {
  tab = await SandboxPage.open({}, '/', "localStorage.setItem('sandbox.desk', '')", {
    viewport: { width, height },
  });
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).waitFor();
  await tab.button('Ответить').waitFor();
  const covered = await tab.page.locator('.asteriskng-root button').evaluateAll((buttons) =>
    buttons
      .filter((one) => {
        const { left, top, width: wide, height: high } = one.getBoundingClientRect();
        return document.elementFromPoint(left + wide / 2, top + high / 2)?.closest('#desk') !== null;
      })
      .map((one) => one.textContent),
  );
  expect(covered).toEqual([]);
});
