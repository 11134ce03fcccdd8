import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** The first that is there: Chromium's build for pages without a window takes half the processor's time. */
const PLACES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** Opens the machine's Chromium without a window. CHROMIUM_PATH names another one. */
export function openBrowser(): Promise<Browser> {
  const executablePath =
    process.env['CHROMIUM_PATH'] ??
    PLACES.map((name) => `/usr/bin/${name}`).find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error('No Chromium found: run scripts/ensureChromium.sh or set CHROMIUM_PATH');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
