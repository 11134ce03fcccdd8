import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { openBrowser } from './openBrowser';
import { writeArchitecturePicture } from './pictures/architecturePicture';
import { feedPicture } from './pictures/feedPicture';
import { statePictures } from './pictures/statePictures';

const pictures = join(__dirname, '../docs/pictures');

/**
 * Makes the pictures of the docs: the one of the architecture and, unless the argument `architecture` asks for it alone,
 * the built zip in the sandbox and states of its style page, in both languages.
 */
async function main(): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  writeArchitecturePicture(pictures);
  if (process.argv[2] === 'architecture') return;
  const zip = readFileSync(join(__dirname, '../build/widget.zip'));
  const sandbox = await startSandbox({ zip, backend: { telephony: { driver: 'simulator', answerMs: 100 } } });
  const browser = await openBrowser();
  try {
    for (const language of ['ru', 'en'] as const) {
      await inLanguage(browser, sandbox, language);
      await statePictures(browser, sandbox.url, language, pictures);
      await feedPicture(browser, zip, language, pictures);
    }
  } finally {
    await browser.close();
    await sandbox.close();
  }
}

async function inLanguage(browser: Browser, sandbox: Sandbox, language: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1_100, height: 640 }, reducedMotion: 'reduce' });
  const shoot = (name: string): Promise<Buffer> =>
    page.screenshot({ path: join(pictures, `${name}-${language}.png`) });
  await open(page, `${sandbox.url}/?lang=${language}`);
  await page.locator('.asteriskng-dot-ready').waitFor();
  const [typed, found] = language === 'ru' ? ['пе', 'Пётр'] : ['ha', 'Harriet'];
  await page.locator('#asteriskng-input').fill(typed);
  await page.locator(`.asteriskng-lines:not([aria-busy]) >> text=${found}`).waitFor();
  await page.keyboard.press('ArrowDown');
  await shoot('idle');

  await page.keyboard.press('Escape');
  await page.locator('.asteriskng-clear').click();
  await page.locator('.js-phone').first().click();
  await page.getByRole('menuitem').click();
  await page.locator('[data-key=mute]').click();
  await page.locator('[data-key=mute][aria-pressed=true]').waitFor();
  await page.locator('.asteriskng-state .asteriskng-time', { hasText: '0:03' }).waitFor();
  await shoot('call');
  await page.evaluate(() => {
    document.body.classList.add('page-dark-theme');
  });
  await page.setViewportSize({ width: 380, height: 640 });
  await shoot('call-narrow');
  await page.locator('[data-key=hangup]').click();
  await page.locator('.asteriskng-dot-ready').waitFor();

  await page.setViewportSize({ width: 1_100, height: 720 });
  await open(page, `${sandbox.url}/settings/widgets/`);
  await page.locator('.js-open-widget').click();
  await page.locator('[data-state=connected]').waitFor();
  await shoot('settings');
  await page.setViewportSize({ width: 380, height: 760 });
  await page.locator('#asteriskng-key').fill('wrong-key');
  await page.locator('[data-state=wrongKey]').waitFor();
  await shoot('settings-narrow');
  await page.close();
}

/** Opens a page with the control desk hidden: it is no part of the product. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForSelector('body[data-ready]');
  await page.addStyleTag({ content: '#desk { display: none } #notifications { display: none }' });
}

void main();
