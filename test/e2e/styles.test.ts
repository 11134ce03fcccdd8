import type { StyleState } from '../../sandbox/styles/StyleState';
import { styleStates } from '../../sandbox/styles/styleStates';
import { layoutFaults } from './support/layoutFaults';
import { SandboxPage } from './support/SandboxPage';
import { bringFonts, useFont } from './support/testFonts';
import { violations } from './support/violations';

const LOW = { width: 1280, height: 600 };
const NARROW = { width: 390, height: 800 };

/** What is checked in each language: windows, fonts, and the theme for axe; texts of all need most room on a phone. */
const CHECKS = [
  { language: 'ru', theme: 'dark', sizes: [LOW, NARROW], fonts: ['wide', 'narrow'], hasAxe: true },
  { language: 'en', theme: 'light', sizes: [LOW, NARROW], fonts: ['wide'], hasAxe: true },
  { language: 'es', theme: 'light', sizes: [NARROW], fonts: ['wide'], hasAxe: false },
  { language: 'pt', theme: 'dark', sizes: [NARROW], fonts: ['wide'], hasAxe: false },
] as const;

type Check = (typeof CHECKS)[number];

let tab: SandboxPage;

afterEach(async () => {
  await tab.close();
});

/** Opens the frame of a state in a tab; resolves when the state is shown. */
async function openFrame(
  { page, sandbox }: SandboxPage,
  state: string,
  { language, theme }: Check,
): Promise<void> {
  await page.goto(`${sandbox.url}/?state=${state}&lang=${language}&theme=${theme}`);
  await page.locator('body[data-state-ready]').waitFor();
}

/** Buttons and fields that are smaller than 24 × 24 px. Runs in the page. */
function smallTargets(): string[] {
  return [...document.querySelectorAll('.asteriskng-root :is(button, input, select, [role=option])')]
    .filter((node) => node.checkVisibility())
    .flatMap((node) => {
      const { width, height } = (node.closest('label') ?? node).getBoundingClientRect();
      return Math.min(width, height) < 24 ? [`${node.textContent}: ${width} × ${height}`] : [];
    });
}

/** What is wrong in these states, looked at one after the other in a tab. */
async function faultsIn(one: SandboxPage, states: readonly StyleState[], check: Check): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of states) {
    await openFrame(one, name, check);
    await bringFonts(one.page);
    for (const size of check.sizes) {
      await one.page.setViewportSize(size);
      for (const font of check.fonts) {
        await useFont(one.page, font);
        const faults = [
          ...(await one.page.evaluate(layoutFaults)),
          ...(await one.page.evaluate(smallTargets)),
          ...(await one.faults()),
        ];
        found.push(...faults.map((fault) => `${name}, ${size.width} px, ${font} font: ${fault}`));
      }
    }
    if (check.hasAxe) found.push(...(await violations(one)).map((fault) => `${name}: ${fault}`));
  }
  return found;
}

test.each(CHECKS)(
  'every state of the style page in $language is whole, each button is hit by itself',
  async (check) => {
    tab = await SandboxPage.open({}, '/', '', { viewport: LOW, reducedMotion: 'reduce' });
    const half = styleStates.length / 2;
    const found = await Promise.all([
      faultsIn(tab, styleStates.slice(0, half), check),
      faultsIn(await tab.another(), styleStates.slice(half), check),
    ]);
    expect(found.flat()).toEqual([]);
  },
);

test('the style page shows the states side by side, none of which moves another one', async () => {
  tab = await SandboxPage.open();
  await tab.page.goto(`${tab.sandbox.url}/styles?only=transferring&lang=ru,pt&theme=light,dark`);
  const frames = tab.page.locator('iframe');
  expect(await frames.count()).toBe(4);
  for (let index = 0; index < 4; index += 1)
    await frames.nth(index).contentFrame().locator('body[data-state-ready]').waitFor();
  expect(await frames.nth(0).contentFrame().locator('[role=option]').count()).toBeGreaterThan(2);
});
