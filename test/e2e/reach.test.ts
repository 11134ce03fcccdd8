import { errors, type Locator } from 'playwright-core';
import { SandboxPage } from './support/SandboxPage';
import { layoutFaults } from './support/layoutFaults';

/** A node that is covered for so long stays so, ms. */
const COVERED_MS = 30_000;

let tab: SandboxPage;

async function open(width = 1280, height = 600): Promise<void> {
  tab = await SandboxPage.open({}, '/', '', { viewport: { width, height }, reducedMotion: 'reduce' });
  await tab.status('Готов к звонку');
}

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

const answer = (): Locator => tab.popups.getByRole('button', { name: /ответить/i });

/** The first of these nodes that a click would not reach, since another node covers it for good; null: none. */
async function covered(controls: readonly Locator[]): Promise<string | null> {
  for (const control of controls)
    try {
      // The page goes on changing: a node may be drawn once more, or move, while it is looked at.
      await control.hover({ trial: true, timeout: COVERED_MS });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
      return (await control.getAttribute('aria-label')) ?? (await control.innerText());
    }
  return null;
}

test.each([
  [1366, 768],
  [1280, 600],
])('at %d × %d a second call and a full panel do not overlap', async (width, height) => {
  await open(width, height);
  await tab.scenario('known-client');
  await answer().click();
  await tab.status('Идёт разговор');
  await tab.button('Мои настройки').click();
  await tab.panel.getByRole('checkbox').first().waitFor();
  await tab.input.click();
  await tab.found.getByRole('option').first().waitFor();
  await tab.scenario('unknown-number');
  await answer().waitFor();
  const controls = [
    ...(await tab.popups.locator('button, a').all()),
    ...(await tab.panel.locator('button:visible, input, [role=option]').all()),
  ];
  expect(controls.length).toBeGreaterThan(15);
  expect(await covered(controls)).toBeNull();
  await answer().click();
  await tab.panel.getByRole('listitem').getByText('На удержании').waitFor();
});

test('a new ringing call moves no popup while the pointer is on one, and comes to the top afterwards', async () => {
  await open();
  await tab.scenario('known-client');
  await answer().waitFor();
  tab.simulator.farHangup('101');
  const callBack = tab.popups.getByRole('button', { name: 'Перезвонить' });
  await callBack.hover();
  const before = await callBack.boundingBox();
  await tab.scenario('unknown-number');
  await answer().waitFor();
  expect(await callBack.boundingBox()).toEqual(before);
  expect(await covered([callBack])).toBeNull();
  await tab.page.mouse.move(5, 595);
  await tab.popups.locator('.asteriskng-popup').first().getByRole('button', { name: 'Ответить' }).waitFor();
  expect(await covered([answer()])).toBeNull();
});

test('a number typed after a click into the field replaces the name of the chosen contact', async () => {
  await open();
  await tab.input.fill('о');
  const line = tab.found.getByRole('option', { name: /Ольга/ }).first();
  await line.click();
  expect(await tab.input.inputValue()).toContain('Ольга');
  await tab.input.click();
  await tab.page.keyboard.type('84955001020');
  expect(await tab.input.inputValue()).toBe('84955001020');
});

test('on a right-to-left page numbers and the order of buttons stay left to right', async () => {
  await open();
  await tab.page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await tab.scenario('known-client');
  await answer().waitFor();
  const left = async (control: Locator): Promise<number> => (await control.boundingBox())?.x ?? NaN;
  for (const place of [tab.popups, tab.panel])
    expect(await left(place.getByRole('button', { name: 'Ответить' }))).toBeLessThan(
      await left(place.getByRole('button', { name: 'Отклонить' })),
    );
  expect(
    await tab.page
      .locator('.asteriskng-number, .asteriskng-input')
      .evaluateAll((nodes) => nodes.filter((node) => getComputedStyle(node).direction !== 'ltr').length),
  ).toBe(0);
  expect(await tab.page.evaluate(layoutFaults)).toEqual([]);
});

test('in forced colours the dots, the pressed button and the marked line are visible', async () => {
  await open();
  await tab.page.emulateMedia({ forcedColors: 'active' });
  /** For each node of the selector, whether this property differs from that of the panel. */
  const differs = (selector: string, property: 'background-color' | 'outline-style'): Promise<boolean[]> =>
    tab.panel.locator(selector).evaluateAll(
      (nodes, name) =>
        nodes.map((node) => {
          const valueOf = (one: Element): string => getComputedStyle(one).getPropertyValue(name);
          return valueOf(node) !== valueOf(node.closest('.asteriskng-root') ?? node);
        }),
      property,
    );
  expect(await differs('.asteriskng-dot', 'background-color')).toEqual([true]);
  await tab.scenario('known-client');
  await answer().click();
  await tab.status('Идёт разговор');
  expect(await differs('.asteriskng-dot', 'background-color')).toEqual([true]);
  await tab.button('Выключить микрофон').click();
  await tab.call.getByText('микрофон выключен').waitFor();
  expect(await differs('[aria-pressed=true]', 'outline-style')).toEqual([true]);
  await tab.input.click();
  await tab.found.getByRole('option').first().waitFor();
  await tab.page.keyboard.press('ArrowDown');
  await tab.panel.locator('.asteriskng-marked').waitFor();
  expect(await differs('.asteriskng-marked', 'outline-style')).toEqual([true]);
  expect(await differs('.asteriskng-presence .asteriskng-dot', 'background-color')).toEqual(
    expect.arrayContaining([true]),
  );
});
