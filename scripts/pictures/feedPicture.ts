import type { Browser } from 'playwright-core';
import { scenarioContacts } from '../../sandbox/business/Business';
import { businesses } from '../../sandbox/business/businesses';
import { numberOf } from '../../sandbox/business/phonebookOf';
import { playScenario } from '../../sandbox/playScenario';
import { startSandbox } from '../../sandbox/startSandbox';

/** Takes the picture of a card's feed: a call with its recording, a missed call and its task. @param folder where it goes */
export async function feedPicture(
  browser: Browser,
  zip: Buffer,
  language: 'ru' | 'en',
  folder: string,
): Promise<void> {
  const business = { ...businesses[language], pastCalls: [] };
  const sandbox = await startSandbox({ zip, business });
  const page = await browser.newPage({ viewport: { width: 930, height: 470 }, reducedMotion: 'reduce' });
  try {
    await page.goto(`${sandbox.url}/contacts/detail/${scenarioContacts.regular}?lang=${language}`);
    await page.waitForSelector('body[data-ready]');
    await page.addStyleTag({
      content: '#desk, #notifications, .asteriskng-root, .asteriskng-popups { display: none !important }',
    });
    const { simulator } = sandbox.backend;
    const number = numberOf(business.cards, scenarioContacts.regular);
    await playScenario(sandbox.backend, 'talk', '101');
    await page.locator('.asteriskng-time', { hasText: '0:07' }).first().waitFor({ state: 'attached' });
    simulator.farHangup('101');
    await page.locator('[data-event=call] audio').waitFor();
    simulator.incoming(number, ['101'], { answersItself: false });
    simulator.farHangup('101');
    await page.locator('[data-event=task]').waitFor();
    await page
      .locator('audio')
      .evaluate(
        (audio: HTMLAudioElement) =>
          audio.readyState > 0 ||
          new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve, { once: true })),
      );
    await page.screenshot({ path: `${folder}/feed-${language}.png` });
  } finally {
    await page.close();
    await sandbox.close();
  }
}
