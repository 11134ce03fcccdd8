import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { russianBusiness } from '../sandbox/business/russianBusiness';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { openBrowser } from '../scripts/openBrowser';
import type { Row } from './Row';
import { percentile, short } from './statistics';

const CALLS = 200;
const HEAP_BUDGET_MB = 3;
const SLOW = 6;
const SLOW_CALLS = 20;
const TASK_BUDGET_MS = 100;

/** Where the widget's files come from on the page. */
const OURS = '/widget/';

interface BenchWindow extends Window {
  /** Duration of each stretch of the widget's scripts, ms. */
  stretches: number[];
}

/** What the widget costs a page on which it is open all day: memory after many calls, and work on a slow computer. */
export async function widgetWeight(): Promise<Row[]> {
  const zip = readFileSync(join(__dirname, '../build/widget.zip'));
  const sandbox = await startSandbox({ zip, business: russianBusiness, identity: true });
  const browser = await openBrowser();
  try {
    return [...(await heap(browser, sandbox)), ...(await stretches(browser, sandbox))];
  } finally {
    await browser.close();
    await sandbox.close();
  }
}

/** The page with the widget over the page without, before calls and after many: the page itself keeps some of them, too. */
async function heap(browser: Browser, sandbox: Sandbox): Promise<Row[]> {
  const without = await browser.newPage();
  await without.route('**/*', (route) =>
    route.request().url().includes(OURS) ? route.abort() : route.continue(),
  );
  await without.goto(sandbox.url, { waitUntil: 'networkidle' });
  // Playwright's own code in a page, some of it as large as the widget's, is in both.
  await without.getByRole('button', { name: 'Ответить', exact: true }).count();
  await without.locator('body').waitFor();
  const page = await openPage(browser, sandbox);
  const ours = async (): Promise<number> => (await heapMb(page)) - (await heapMb(without));
  const begun = await ours();
  for (let call = 0; call < CALLS; call += 1) await talk(page, sandbox);
  const after = await ours();
  await page.close();
  await without.close();
  return [
    { what: 'heap of the widget, before a call', value: `${short(begun)} MB`, against: '' },
    {
      what: `heap of the widget, after ${CALLS} calls`,
      value: `${short(after)} MB`,
      against: `budget ${HEAP_BUDGET_MB} MB; ${short(after / HEAP_BUDGET_MB)} of it`,
    },
  ];
}

/** Start and calls on a processor that is slowed down: Chromium says which script each long frame waited for. */
async function stretches(browser: Browser, sandbox: Sandbox): Promise<Row[]> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW });
  await page.addInitScript((ours) => {
    const found: number[] = [];
    (window as unknown as BenchWindow).stretches = found;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { scripts } = entry as PerformanceEntry & {
          scripts: readonly { sourceURL: string; duration: number }[];
        };
        for (const { sourceURL, duration } of scripts) if (sourceURL.includes(ours)) found.push(duration);
      }
    }).observe({ type: 'long-animation-frame', buffered: true });
  }, OURS);
  await page.goto(sandbox.url);
  await page.locator('.asteriskng-dot-ready').waitFor();
  for (let call = 0; call < SLOW_CALLS; call += 1) await talk(page, sandbox);
  const found = await page.evaluate(() => (window as unknown as BenchWindow).stretches);
  await page.close();
  const longest = Math.max(0, ...found);
  return [
    {
      what: `processor slowed ${SLOW} times: longest stretch of the widget's scripts, start and ${SLOW_CALLS} calls`,
      value: `${short(longest)} ms`,
      against: `budget ${TASK_BUDGET_MS} ms; ${short(longest / TASK_BUDGET_MS)} of it; ${found.length} stretches in frames over 50 ms, p50 ${short(percentile(found, 0.5))} ms`,
    },
  ];
}

async function openPage(browser: Browser, sandbox: Sandbox): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(sandbox.url);
  await page.locator('.asteriskng-dot-ready').waitFor();
  return page;
}

/** A client calls, the agent answers on the screen, the client hangs up, the agent closes what is left. */
async function talk(page: Page, { backend: { simulator } }: Sandbox): Promise<void> {
  simulator.incoming('+74950123427', ['101'], { answersItself: false });
  await page.locator('.asteriskng-facts').first().waitFor();
  await page.getByRole('button', { name: 'Ответить', exact: true }).first().click();
  await page.locator('[data-key=hold]').first().waitFor();
  simulator.farHangup('101');
  await page.locator('[data-key=hold]').first().waitFor({ state: 'detached' });
}

/** Heap of the page once what is garbage is collected, MB. */
async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}
