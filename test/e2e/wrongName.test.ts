import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(() => tab.close());

test.each([
  ['an unknown caller whose number ends like a client’s', '+78123334455'],
  ['a short number that is in the middle of a client’s', '2133344'],
])('%s is not shown under that client’s name', async (_who, number) => {
  tab = await SandboxPage.open();
  await tab.status('Готов к звонку');
  tab.simulator.incoming(number, ['101'], { answersItself: false });
  // Offered only after amoCRM has answered that it has no contact.
  await tab.popups.locator('[data-key$="create"]').waitFor();
  expect(await tab.popups.innerText()).not.toContain('Дмитрий');
});
