import type { Locator } from 'playwright-core';
import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { until } from '../asterisk/support/until';
import { openIndexed } from './support/openIndexed';
import type { SandboxPage } from './support/SandboxPage';
import { violations } from './support/violations';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

const open = async (choice = {}): Promise<void> => {
  tab = await openIndexed({ business: russianBusiness }, '/', choice);
  await button().waitFor();
};

const button = (one = tab): Locator => one.panel.getByRole('button', { name: 'Звонки', exact: true });
const list = (one = tab): Locator => one.panel.getByRole('list', { name: 'Звонки' });
const lines = (one = tab): Locator => list(one).locator('.asteriskng-past');
const search = (): Locator => tab.panel.getByRole('searchbox');
const end = (): Locator => tab.panel.locator('[data-part=history-end]');
/** Of the last finished question: while one is under way the lines are of the one before. */
const isRead = async (): Promise<boolean> => (await end().locator('[aria-busy]').count()) === 0;

const linesWhen = (what: string, isMeant: (texts: readonly string[]) => boolean): Promise<true> =>
  until(what, async () => (await isRead()) && isMeant(await lines().allTextContents()));

interface Player {
  readonly at: number;
  readonly length: number;
  readonly isPaused: boolean;
}

const player = (): Promise<Player> =>
  tab.panel.locator('audio').evaluate((node) => {
    const { currentTime, duration, paused } = node as HTMLAudioElement;
    return { at: currentTime, length: duration, isPaused: paused };
  });

test('by mouse: own calls with notes, a recording that plays and seeks, a call back; the same in another tab', async () => {
  await open();
  const parts: number[] = [];
  tab.page.on('response', (answer) => {
    if (answer.url().includes('/recordings/')) parts.push(answer.status());
  });
  await button().click();
  const talk = lines().filter({ hasText: '2:23' });
  await talk.waitFor();
  expect(await talk.textContent()).toMatch(/Исходящий: .+запись/);
  await talk.locator('[data-history=show]').click();
  await talk.getByText('Просит смету с монтажом ночью: днём холл не закрыть').waitFor();
  await talk.getByRole('button', { name: /^Запись разговора: / }).click();
  await until(
    'it plays',
    async () => (await tab.panel.locator('audio').count()) > 0 && (await player()).at > 0,
  );
  expect((await player()).length).toBeGreaterThan(100);
  await tab.panel.locator('audio').evaluate((node) => {
    (node as HTMLAudioElement).currentTime = 100;
  });
  await until('it plays from there', async () => (await player()).at > 100);
  expect(parts).toContain(206);
  expect(await violations(tab)).toEqual([]);
  const other = await tab.another();
  await button(other).click();
  await lines(other).first().waitFor();
  expect(await lines(other).count()).toBe(await lines().count());
  await talk.locator('[data-command=callBack]').click();
  await until('it is called', () => tab.sandbox.proxy.records.some(({ method }) => method === 'originate'));
  // The call has the room of the list then.
  await list().waitFor({ state: 'detached' });
  expect(await button().evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
});

test('in a low window a past call begins at the top of the list with its player', async () => {
  await open({ viewport: { width: 1280, height: 600 } });
  await button().click();
  const talk = lines().filter({ hasText: 'запись' }).last();
  await talk.locator('[data-history=show]').click();
  const player = talk.locator('[data-history=listen]');
  const isInSight = (node: Element): boolean => {
    const { left, top, bottom } = node.getBoundingClientRect();
    return [top + 2, bottom - 2].every((at) => node.contains(document.elementFromPoint(left + 8, at)));
  };
  expect(await player.evaluate(isInSight)).toBe(true);
});

test('by keyboard: search, filter, another’s calls by right, details, and back to the button', async () => {
  await open();
  await button().focus();
  await tab.page.keyboard.press('Enter');
  await until('the search has the focus', () =>
    search().evaluate((node) => node === node.ownerDocument.activeElement),
  );
  await linesWhen('own calls', (all) => all.length > 3);
  const own = await lines().count();
  await tab.page.keyboard.type('0123477');
  await linesWhen('the number', (all) => all.length === 1 && all[0]?.includes('пропущен') === true);
  // The first one empties the field.
  await tab.page.keyboard.press('Escape');
  await linesWhen('all again', (all) => all.length === own);
  await tab.page.keyboard.press('Tab');
  for (let step = 0; step < 4; step += 1) await tab.page.keyboard.press('ArrowDown');
  await linesWhen('missed ones', (all) => all.length > 0 && all.every((one) => one.includes('пропущен')));
  await tab.page.keyboard.press('Home');
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.press('ArrowDown');
  await linesWhen('the department’s', (all) => all.length > own);
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.press('Enter');
  await tab.panel.locator('.asteriskng-past-rest').waitFor();
  expect(await lines().first().locator('[aria-expanded=true]').count()).toBe(1);
  await tab.page.keyboard.press('Escape');
  await list().waitFor({ state: 'detached' });
  expect(await button().evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
});

test('a call that has ended comes into the open list; a list that can’t be read says so and is read again', async () => {
  await open({ viewport: { width: 390, height: 800 } });
  tab.simulator.incoming('+79165551212', ['101'], { answersItself: false });
  tab.simulator.answer('101');
  await tab.status('Идёт разговор');
  await button().click();
  await linesWhen('own calls', (all) => all.length > 3);
  const before = await lines().count();
  tab.simulator.farHangup('101');
  await linesWhen('the new call', (all) => all.length === before + 1);
  await tab.sandbox.backend.kill();
  await tab.panel.getByRole('combobox', { name: 'Какие звонки' }).selectOption('Исходящие');
  await end().getByText('Не удалось загрузить список').waitFor();
  await tab.sandbox.backend.revive();
  await tab.panel.locator('[data-history=again]').click();
  await linesWhen('the list', (all) => all.length > 0);
});
