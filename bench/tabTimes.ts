import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { openBrowser } from '../scripts/openBrowser';
import type { Row } from './Row';
import { percentile, short } from './statistics';

const CALLS = 100;

/** How long requests of idle tabs are counted, ms: several polls of 8 s. */
const IDLE_MS = 40_000;

interface BenchWindow extends Window {
  painted: (at: number) => Promise<void>;
}

/** What one tab, and five tabs of one browser, cost the agent and the backend. */
export async function tabTimes(): Promise<Row[]> {
  const browser = await openBrowser();
  try {
    return [...(await ofTabs(browser, 1)), ...(await ofTabs(browser, 5))];
  } finally {
    await browser.close();
  }
}

async function ofTabs(browser: Browser, count: number): Promise<Row[]> {
  const zip = readFileSync(join(__dirname, '../build/widget.zip'));
  const sandbox = await startSandbox({ zip });
  const context = await browser.newContext();
  try {
    let front = await openTab(context.newPage(), sandbox);
    // The first one leads and polls; the last one is in front and gets its news from the first.
    for (let tab = 1; tab < count; tab += 1) front = await openTab(context.newPage(), sandbox);
    await front.bringToFront();
    const samples = await eventToPaint(front, sandbox);
    // The status still changes until the last ended call leaves it.
    await delay(21_000);
    const before = sandbox.proxy.records.length;
    await delay(IDLE_MS);
    const perMinute = ((sandbox.proxy.records.length - before) * 60_000) / IDLE_MS;
    const tabs = count === 1 ? '1 tab' : `${count} tabs`;
    const what = (share: string): string =>
      `event in the backend to painted popup, ${tabs}, ${share} of ${CALLS}`;
    return [
      { what: what('p50'), value: `${short(percentile(samples, 0.5))} ms`, against: '' },
      { what: what('p99'), value: `${short(percentile(samples, 0.99))} ms`, against: 'a frame is 16.7 ms' },
      {
        what: `requests a minute, idle, ${tabs}`,
        value: short(perMinute),
        against: '7.5 is one tab with polls of 8 s',
      },
    ];
  } finally {
    await context.close();
    await sandbox.close();
  }
}

async function openTab(opening: Promise<Page>, sandbox: Sandbox): Promise<Page> {
  const page = await opening;
  await page.goto(sandbox.url);
  await page.locator('.asteriskng-dot-ready').waitFor();
  return page;
}

/** From the simulator's event to the frame with the popup: both ends are on this machine and share its clock. */
async function eventToPaint(page: Page, sandbox: Sandbox): Promise<number[]> {
  const { simulator } = sandbox.backend;
  let painted: (at: number) => void = () => undefined;
  await page.exposeFunction('painted', (at: number) => {
    painted(at);
  });
  await page.evaluate(() => {
    const cards = document.querySelector('.asteriskng-cards');
    if (cards === null) throw new Error('no cards');
    new MutationObserver((changes) => {
      if (changes.every(({ addedNodes }) => addedNodes.length === 0)) return;
      // The next frame has begun when this runs; a task behind it runs once it is painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          void (window as unknown as BenchWindow).painted(performance.timeOrigin + performance.now());
        };
        port2.postMessage(null);
      });
    }).observe(cards, { childList: true });
  });
  const samples: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    // A moment by chance; the next poll is on its way by then.
    await delay(50 + 500 * Math.random());
    let begin = 0;
    const at = await new Promise<number>((resolve) => {
      painted = resolve;
      begin = performance.timeOrigin + performance.now();
      simulator.incoming('+79101234567', ['101'], { answersItself: false });
    });
    samples.push(at - begin);
    simulator.farHangup('101');
    // One popup at a time: the ended one is dismissed.
    await page.locator('.asteriskng-popup', { hasText: 'Пропущенный' }).first().waitFor();
    await page.locator('.asteriskng-popup [data-command=close]').first().click();
    await page.locator('.asteriskng-popup').first().waitFor({ state: 'detached' });
  }
  return samples;
}
