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

/** States with more than one call, whose popups have to share the window, and with the fullest card. */
const hasCards =
  /^(ringing|ringing-consult|talking|second-call|second-call-card|several-calls|three-calls|consult.*)$/;

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

/**
 * What the agent would have to scroll to: buttons of a card, of the field for a transfer, of the other calls; with whom they talk
 * and how long. Runs in the page.
 */
function outOfSight(): string[] {
  return [
    ...document.querySelectorAll(
      '.asteriskng-root :is(.asteriskng-buttons button, .asteriskng-act button, .asteriskng-other, ' +
        '.asteriskng-call-talk .asteriskng-name, .asteriskng-call-talk :not([data-plain]) > [data-time])',
    ),
  ]
    .filter((node) => node.checkVisibility())
    .flatMap((node) => {
      const { left, top, width, height } = node.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return node.contains(hit) ? [] : [`${node.textContent}: out of sight`];
    });
}

/** What is wrong in a state as it is shown, in each window and font. */
async function faultsOf(one: SandboxPage, { sizes, fonts }: Check): Promise<string[]> {
  const found: string[] = [];
  for (const size of sizes) {
    await one.page.setViewportSize(size);
    for (const font of fonts) {
      await useFont(one.page, font);
      const faults = [
        ...(await one.page.evaluate(outOfSight)),
        ...(await one.page.evaluate(layoutFaults)),
        ...(await one.page.evaluate(smallTargets)),
        ...(await one.faults()),
      ];
      found.push(...faults.map((fault) => `${size.width} px, ${font} font: ${fault}`));
    }
  }
  return found;
}

/** What is wrong in these states, looked at one after the other in a tab. */
async function faultsIn(one: SandboxPage, states: readonly StyleState[], check: Check): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of states) {
    await openFrame(one, name, check);
    await bringFonts(one.page);
    found.push(...(await faultsOf(one, check)).map((fault) => `${name}, ${fault}`));
    if (check.sizes.length > 1 && hasCards.test(name)) {
      // Folded, the panel leaves the calls to popups.
      await one.page.locator('.asteriskng-root [data-command=fold]').click();
      await one.page.locator('.asteriskng-popups .asteriskng-popup').first().waitFor();
      found.push(...(await faultsOf(one, check)).map((fault) => `${name}, popups, ${fault}`));
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

test.each([
  ['clients-ringing', 'ru'],
  ['clients-ringing', 'en'],
  ['talking', 'ru'],
  ['talking', 'en'],
])('the head takes one line in amoCRM’s own font: %s, %s', async (state, language) => {
  tab = await SandboxPage.open({}, '/', '', { viewport: LOW, reducedMotion: 'reduce' });
  await openFrame(tab, state, { ...CHECKS[0], language } as Check);
  await bringFonts(tab.page);
  await useFont(tab.page, 'narrow');
  const lines = await tab.panel.locator('.asteriskng-status-text').evaluate((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getClientRects().length;
  });
  expect(lines).toBe(1);
});

test.each([LOW, { width: 390, height: 700 }])(
  'while a target is looked for with the next task open, no button leaves the panel: $width × $height',
  async (viewport) => {
    tab = await SandboxPage.open({}, '/', '', { viewport, reducedMotion: 'reduce' });
    await openFrame(tab, 'note-task', CHECKS[0]);
    await tab.input.click();
    await tab.found.getByRole('option').first().waitFor();
    expect(await tab.page.evaluate(outOfSight)).toEqual([]);
  },
);

test('the list of clients takes the place of the card of a missed call', async () => {
  tab = await SandboxPage.open({}, '/', '', { viewport: LOW, reducedMotion: 'reduce' });
  await openFrame(tab, 'clients-missed', CHECKS[0]);
  expect(await tab.panel.locator('.asteriskng-call').isVisible()).toBe(false);
  await tab.panel.locator('.asteriskng-head [data-command=missed]').click();
  expect(await tab.panel.locator('.asteriskng-call').isVisible()).toBe(true);
});

test('the style page shows the states side by side, none of which moves another one', async () => {
  tab = await SandboxPage.open();
  await tab.page.goto(`${tab.sandbox.url}/styles?only=transferring&lang=ru,pt&theme=light,dark`);
  const frames = tab.page.locator('iframe');
  expect(await frames.count()).toBe(4);
  for (let index = 0; index < 4; index += 1)
    await frames.nth(index).contentFrame().locator('body[data-state-ready]').waitFor();
  expect(await frames.nth(0).contentFrame().locator('[role=option]').count()).toBeGreaterThan(2);
});
