import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { russianBusiness } from '../sandbox/business/russianBusiness';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { openBrowser } from '../scripts/openBrowser';
import type { Row } from './Row';
import { short } from './statistics';
import { talkOnce } from './talkOnce';

const CALLS = 200;
const HEAP_BUDGET_MB = 3;

/** Where the widget's files come from on the page. */
const OURS = '/widget/';

/** What the widget costs a page on which it is open all day: memory after many calls. */
export async function widgetWeight(): Promise<Row[]> {
  const zip = readFileSync(join(__dirname, '../build/widget.zip'));
  const sandbox = await startSandbox({ zip, business: russianBusiness, identity: true });
  const browser = await openBrowser();
  try {
    return await heap(browser, sandbox);
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
  for (let call = 0; call < CALLS; call += 1) await talkOnce(page, sandbox);
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

async function openPage(browser: Browser, sandbox: Sandbox): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(sandbox.url);
  await page.locator('.asteriskng-dot-ready').waitFor();
  return page;
}

/** Heap of the page once what is garbage is collected, MB. */
async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}
