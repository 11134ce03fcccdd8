import type { Browser, Locator } from 'playwright-core';
import { startSandbox } from '../../sandbox/startSandbox';
import { PictureScene } from './PictureScene';
import { shots, type Shot } from './shots';

/** Room around what a picture shows, px. */
const MARGIN = 10;

/** Takes the pictures of the popups, one for each phase, each in a sandbox of its own. @param folder where they go */
export async function popupPictures(
  browser: Browser,
  zip: Buffer,
  language: string,
  folder: string,
): Promise<void> {
  for (const shot of shots)
    await take(browser, zip, language, shot, `${folder}/${shot.name}-${language}.png`);
}

async function take(
  browser: Browser,
  zip: Buffer,
  language: string,
  { play, of, isDark }: Shot,
  path: string,
): Promise<void> {
  const sandbox = await startSandbox({ zip, backend: { telephony: { driver: 'simulator', answerMs: 300 } } });
  const page = await browser.newPage({ viewport: { width: 1_100, height: 640 }, reducedMotion: 'reduce' });
  try {
    await page.goto(`${sandbox.url}/?lang=${language}`);
    await page.waitForSelector('body[data-ready]');
    // Neither the desk nor, in a picture of one popup, amoCRM's page is what the picture is about.
    const hidden =
      of === 'page' ? '#desk, #notifications' : '#desk, #notifications, #page_holder, #left_menu';
    await page.addStyleTag({ content: `${hidden} { display: none }` });
    await page.evaluate((dark) => document.body.classList.toggle('page-dark-theme', dark), isDark ?? false);
    await page.locator('.asteriskng-dot-ready').waitFor();
    const scene = new PictureScene(sandbox, page);
    await play(scene);
    await page.mouse.move(400, 300);
    if (of === 'page') await page.screenshot({ path });
    else await page.screenshot({ path, clip: await around(of === 'panel' ? scene.panel : scene.popups) });
  } finally {
    await page.close();
    await sandbox.close();
  }
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
