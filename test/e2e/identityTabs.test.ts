import { exchanges, MovedClock } from './support/provenUser';
import { SandboxPage } from './support/SandboxPage';

let first: SandboxPage;
let tabs: SandboxPage[] = [];

afterEach(async () => {
  const faults = await Promise.all(tabs.map((tab) => tab.faults()));
  await first.close();
  expect(faults.flat()).toEqual([]);
});

test('many tabs make one exchange, and so they do when the session has ended and the leading tab is gone', async () => {
  const clock = new MovedClock();
  first = await SandboxPage.open({ identity: true, clock });
  await first.status('Готов к звонку');
  tabs = await Promise.all(Array.from({ length: 5 }, () => first.another()));
  const search = (name: string): Promise<unknown> =>
    Promise.all(
      tabs.map(async (tab) => {
        await tab.input.fill(name);
        await tab.found.getByRole('option').first().waitFor();
      }),
    );
  await search('Иван');
  expect(exchanges(first)).toEqual(['200']);

  await first.page.close();
  clock.move(915);
  await search('Ольга');
  // Also the poll of the tab that leads now.
  await first.scenario('known-client');
  await Promise.all(tabs.map((tab) => tab.popup('Иван Петров').waitFor()));
  expect(exchanges(first)).toEqual(['200', '200']);
});
