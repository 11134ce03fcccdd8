import type { Browser, Locator, Page } from 'playwright-core';
import { shots, type Shot } from './shots';

/** Room around what a picture shows, px. */
const MARGIN = 10;

/** Takes the pictures of states of the style page. @param url of the sandbox @param folder where they go */
export async function statePictures(
  browser: Browser,
  url: string,
  language: string,
  folder: string,
): Promise<void> {
  for (const shot of shots) {
    const page = await browser.newPage({
      viewport: { width: 1_100, height: shot.height ?? 640 },
      reducedMotion: 'reduce',
    });
    await take(page, `${url}/?lang=${language}`, shot, `${folder}/${shot.name}-${language}.png`);
    await page.close();
  }
}

async function take(
  page: Page,
  url: string,
  { state, of, presses = [], isDark }: Shot,
  path: string,
): Promise<void> {
  await page.goto(`${url}&state=${state}&theme=${isDark === true ? 'dark' : 'light'}`);
  await page.locator('body[data-state-ready]').waitFor();
  const panel = page.locator('section.asteriskng-root');
  const popups = page.locator('.asteriskng-popup');
  if (of === 'popups') {
    await panel.locator('[data-command=fold]').click();
    // amoCRM's page is not what a picture of popups is about.
    await page.addStyleTag({ content: '#page_holder, #left_menu { display: none }' });
    await popups.first().waitFor();
  }
  for (const command of presses) await popups.locator(`[data-command=${command}]`).first().click();
  await page.mouse.move(400, 300);
  if (of === 'page') await page.screenshot({ path });
  else await page.screenshot({ path, clip: await around(of === 'panel' ? panel : popups) });
}

/** The least rectangle with all these nodes and a margin. */
async function around(nodes: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const boxes = (await Promise.all((await nodes.all()).map((node) => node.boundingBox()))).flatMap((box) =>
    box === null ? [] : [box],
  );
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
