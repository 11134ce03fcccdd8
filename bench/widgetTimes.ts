import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { openBrowser } from '../scripts/openBrowser';
import { unpack } from '../scripts/zip/unpack';
import type { Row } from './Row';
import { percentile, short } from './statistics';

const root = join(__dirname, '..');

interface BenchWindow extends Window {
  sandboxHost: { start(): void; stop(): void };
  seen: (at: number) => Promise<void>;
}

/** The widget in Chromium, in the sandbox. */
export async function widgetTimes(): Promise<Row[]> {
  const zip = readFileSync(join(root, 'build/widget.zip'));
  const sandbox = await startSandbox({ zip });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(sandbox.url);
    await page.locator('.asteriskng-dot-ready').waitFor();
    const script = (await unpack(zip)).get('script.js')?.toString('utf8') ?? '';
    const jquery = readFileSync(join(root, 'node_modules/jquery/dist/jquery.min.js'), 'utf8');
    const [ours, theirs] = [
      percentile(await evaluate(page, script), 0.5),
      percentile(await evaluate(page, jquery), 0.5),
    ];
    const render = await starts(page);
    const frames = await firstFrames(browser, sandbox.url);
    const changes = await changeToDom(page, sandbox);
    const trip = await roundTrips(page, sandbox);
    return [
      {
        what: 'script.js: parse and evaluate, median of 25',
        value: `${short(ours)} ms`,
        against: `${short(ours / theirs)} × jquery.min.js`,
      },
      {
        what: 'start to panel on screen, median of 20',
        value: `${short(percentile(render, 0.5))} ms`,
        against: '',
      },
      {
        what: 'script.js asked for to the first frame with the panel, cold cache, median of 15',
        value: `${short(percentile(frames, 0.5))} ms`,
        against: '',
      },
      {
        what: 'status change to DOM, p50 of 100, 50–550 ms after another',
        value: `${short(percentile(changes, 0.5))} ms`,
        against: `${short(percentile(changes, 0.5) / percentile(trip, 0.5))} × one bare request through the proxy`,
      },
      {
        what: 'status change to DOM, p99 of 100, 50–550 ms after another',
        value: `${short(percentile(changes, 0.99))} ms`,
        against: `budget: network + 20 ms (network here: ${short(percentile(trip, 0.99))} ms)`,
      },
    ];
  } finally {
    await browser.close();
    await sandbox.close();
  }
}

/** Each time under a name of its own, so that no cache of compiled code helps. */
function evaluate(page: Page, script: string): Promise<number[]> {
  return page.evaluate((text) => {
    const samples: number[] = [];
    for (let turn = 0; turn < 25; turn += 1) {
      const source = `(function (define, module) { ${text}\n})(function (_, make) { make(window.jQuery); }, undefined) // ${String(turn)}`;
      const begin = performance.now();
      (0, eval)(source);
      samples.push(performance.now() - begin);
    }
    return samples;
  }, script);
}

function starts(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const { sandboxHost } = window as unknown as BenchWindow;
    const samples: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      sandboxHost.stop();
      const begin = performance.now();
      sandboxHost.start();
      await new Promise(requestAnimationFrame);
      samples.push(performance.now() - begin);
    }
    return samples;
  });
}

/** Each in a browser context of its own, so that no file is in a cache. ms */
async function firstFrames(browser: Browser, url: string): Promise<number[]> {
  const samples: number[] = [];
  for (let turn = 0; turn < 15; turn += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      const observer = new MutationObserver(() => {
        if (document.querySelector('.asteriskng-root .asteriskng-dot') === null) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          const script = performance.getEntriesByType('resource').find(({ name }) => /script\.js/.test(name));
          document.documentElement.dataset['firstFrame'] = String(
            performance.now() - (script?.startTime ?? 0),
          );
        });
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    await page.goto(url);
    const html = page.locator('html[data-first-frame]');
    await html.waitFor({ state: 'attached' });
    samples.push(Number(await html.getAttribute('data-first-frame')));
    await context.close();
  }
  return samples;
}

/** From the simulator's event to the mutation on screen: both ends are on this machine and share its clock. */
async function changeToDom(page: Page, sandbox: Sandbox): Promise<number[]> {
  const { simulator } = sandbox.backend;
  simulator.incoming('+79101234567', ['101'], { answersItself: false });
  simulator.answer('101');
  await page.locator('[data-key=hold]').waitFor();
  let seen: (at: number) => void = () => undefined;
  await page.exposeFunction('seen', (at: number) => {
    seen(at);
  });
  await page.evaluate(() => {
    const region = document.querySelector('.asteriskng-root [data-part=call]');
    if (region === null) throw new Error('no panel');
    let held = false;
    new MutationObserver(() => {
      const isHeld = region.querySelector('[data-key=hold].asteriskng-on') !== null;
      if (isHeld === held) return;
      held = isHeld;
      void (window as unknown as BenchWindow).seen(performance.timeOrigin + performance.now());
    }).observe(region, { childList: true, subtree: true });
  });
  const callId = await currentCall(page);
  const samples: number[] = [];
  for (let turn = 0; turn < 100; turn += 1) {
    // A moment by chance, as the original was measured; the next poll is on its way by then.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50 + 500 * Math.random())));
    const at = await new Promise<number>((resolve) => {
      seen = resolve;
      begin = performance.timeOrigin + performance.now();
      void simulator.run('101', { kind: 'hold', callId, on: turn % 2 === 0 });
    });
    samples.push(at - begin);
  }
  return samples;
}

let begin = 0;

/** The backend's key of the call, as the card has it. */
async function currentCall(page: Page): Promise<string> {
  return (await page.locator('[data-call]').first().getAttribute('data-call')) ?? '';
}

/** A request through the same proxy that the backend answers at once. */
function roundTrips(page: Page, sandbox: Sandbox): Promise<number[]> {
  return page.evaluate(async (address) => {
    const samples: number[] = [];
    for (let turn = 0; turn < 100; turn += 1) {
      const start = performance.now();
      const response = await fetch(`/ajax/proxy?to=${encodeURIComponent(`${address}?secret_key=x`)}`, {
        method: 'POST',
        body: new URLSearchParams({ json: '{}' }),
      });
      await response.text();
      samples.push(performance.now() - start);
    }
    return samples;
  }, sandbox.backend.address);
}
