import { crowdedBusiness, screens, settingsScreens, type Screen } from './support/screens';
import { SandboxPage } from './support/SandboxPage';
import { layoutFaults } from './support/layoutFaults';
import { longTexts } from './support/longTexts';
import { putCard } from './support/putCard';
import { bringFonts, useFont, type TestFont } from './support/testFonts';

/**
 * Windows to check: a low laptop, the same at 200 %, a narrow phone; the last with Chrome's "very large" text (24 px in
 * place of 16 px), the first with text twice as large.
 */
const WINDOWS = [
  { width: 1280, height: 600, text: 16 },
  { width: 640, height: 300, text: 16 },
  { width: 390, height: 800, text: 16 },
  { width: 390, height: 800, text: 24 },
  { width: 1280, height: 600, text: 32 },
];

/** Windows for the settings form; on a phone the host's settings window is too narrow for long words in large text. */
const SETTINGS_WINDOWS = WINDOWS.filter(({ width, text }) => width > 390 || text === 16);

const FONTS: readonly TestFont[] = ['narrow', 'wide', 'own'];

/** With texts a third longer the narrow font is left out: it needs no more room than the wide one with normal texts. */
const FONTS_OF_LONG: readonly TestFont[] = ['wide', 'own'];

let tab: SandboxPage;

afterEach(async () => {
  await tab.close();
});

/** Layout faults of the screens, reached one after the other, in all windows, fonts and text sizes. */
async function faultsIn(
  walk: readonly Screen[],
  windows: typeof WINDOWS,
  fonts: readonly TestFont[],
): Promise<string[]> {
  const found: string[] = [];
  const browser = await tab.page.context().newCDPSession(tab.page);
  for (const screen of walk) {
    await screen.reach(tab);
    for (const { text, ...size } of windows) {
      await browser.send('Page.setFontSizes', { fontSizes: { standard: text } });
      await tab.page.setViewportSize(size);
      for (const font of fonts) {
        await useFont(tab.page, font);
        const faults = await tab.page.evaluate(layoutFaults);
        const where = `${screen.name}, ${size.width} × ${size.height}, text ${text} px, ${font} font`;
        found.push(...faults.map((fault) => `${where}: ${fault}`));
      }
    }
    await browser.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
    await tab.page.setViewportSize({ width: 1280, height: 600 });
  }
  return found;
}

describe.each(['ru', 'en'])('every screen in %s', (language) => {
  test.each([
    ['as they are', false],
    ['a third longer', true],
  ])('is readable and usable without layout faults, with texts %s', async (_, isLong) => {
    const fonts = isLong ? FONTS_OF_LONG : FONTS;
    const zip = isLong ? { zip: await longTexts() } : {};
    tab = await SandboxPage.open({ business: crowdedBusiness, ...zip }, `/?lang=${language}`, '', {
      viewport: { width: 1280, height: 600 },
      reducedMotion: 'reduce',
    });
    await putCard(tab);
    await bringFonts(tab.page);
    const found = await faultsIn(screens, WINDOWS, fonts);
    await tab.sandbox.backend.revive();
    await settingsScreens[0]?.reach(tab);
    await bringFonts(tab.page);
    found.push(...(await faultsIn(settingsScreens.slice(1), SETTINGS_WINDOWS, fonts)));
    expect(found).toEqual([]);
  });
});
