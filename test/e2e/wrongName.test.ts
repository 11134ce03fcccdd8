import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(() => tab.close());

test.each([
  ['a stranger whose number ends like a client’s', '+78123334455'],
  ['a short number that stands in the middle of a client’s', '2133344'],
])('%s is not shown as that client', async (_who, number) => {
  tab = await SandboxPage.open();
  await tab.status('Готов к звонку');
  tab.simulator.incoming(number, ['101'], { answersItself: false });
  // Offered once amoCRM has been asked, and no contact was found.
  await tab.popups.locator('[data-key$="create"]').waitFor();
  expect(await tab.popups.innerText()).not.toContain('Дмитрий');
});
