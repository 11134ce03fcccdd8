import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { russianBusiness } from '../sandbox/business/russianBusiness';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { openBrowser } from '../scripts/openBrowser';
import type { Row } from './Row';
import { percentile, short } from './statistics';
import { talkOnce } from './talkOnce';

const SLOW = 6;
const RUNS = 10;
const CALLS = 3;
const BUDGET_MS = 100;

/** What Chromium writes of a task, as its Trace Event Format has it: times in µs, `tdur` is processor time. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly tdur?: number;
  readonly args: object;
}

/** What one page had, ms of processor time: its longest task of the start and of the calls, and a loop beside them. */
interface Measured {
  readonly start: number;
  readonly calls: number;
  readonly loop: number;
}

/**
 * The longest task of the page, from the widget's first line on, the host's and the browser's own work in it included. In
 * processor time, so that other work of the machine does not count, times what a processor is slower.
 */
export async function widgetStretches(): Promise<Row[]> {
  const zip = readFileSync(join(__dirname, '../build/widget.zip'));
  const sandbox = await startSandbox({ zip, business: russianBusiness, identity: true });
  const runs: Measured[] = [];
  try {
    for (let run = 0; run < RUNS; run += 1) {
      // A browser of its own: what is done once in a process is done again.
      const browser = await openBrowser();
      runs.push(await measure(browser, sandbox).finally(() => browser.close()));
    }
  } finally {
    await sandbox.close();
  }
  const row = (what: string, of: 'start' | 'calls'): Row => {
    const at = (share: number): number =>
      SLOW *
      percentile(
        runs.map((run) => run[of]),
        share,
      );
    const ratio = percentile(
      runs.map((run) => run[of] / run.loop),
      0.95,
    );
    return {
      what: `longest task on a processor ${SLOW} times slower (processor time × ${SLOW}), ${what}, p50 / p95 of ${RUNS} runs`,
      value: `${short(at(0.5))} / ${short(at(0.95))} ms`,
      against: `budget ${BUDGET_MS} ms; ${short(at(0.95) / BUDGET_MS)} of it; p95 ${short(ratio)} × a loop of 3 million rounds beside it`,
    };
  };
  return [row('start', 'start'), row(`${CALLS} calls`, 'calls')];
}

async function measure(browser: Browser, sandbox: Sandbox): Promise<Measured> {
  const page = await browser.newPage();
  const categories = ['-*', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
  await browser.startTracing(page, { categories });
  await page.goto(sandbox.url);
  await page.locator('.asteriskng-dot-ready').waitFor();
  const mark = (name: string): Promise<void> =>
    page.evaluate((text) => {
      console.timeStamp(text);
    }, name);
  await mark('calls');
  for (let call = 0; call < CALLS; call += 1) await talkOnce(page, sandbox);
  await mark('loop');
  await page.evaluate(() => {
    let sum = 0;
    for (let round = 0; round < 3e6; round += 1) sum = (sum * 31 + round) | 0;
    return sum;
  });
  // By then the loop's own task has ended.
  await mark('end');
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: TraceEvent[];
  };
  const find = (name: string, detail: string): TraceEvent => {
    const found = traceEvents.find((one) => one.name === name && JSON.stringify(one.args).includes(detail));
    if (found === undefined) throw new Error(`no ${name} of ${detail} in the trace`);
    return found;
  };
  const first = find('EvaluateScript', '/widget/');
  const [calls, loop] = [find('TimeStamp', '"calls"').ts, find('TimeStamp', '"loop"').ts];
  const longest = (from: number, to: number): number => {
    const tasks = traceEvents.filter(
      ({ name, pid, tid, ts }) =>
        name === 'RunTask' && pid === first.pid && tid === first.tid && ts >= from && ts < to,
    );
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
  };
  return { start: longest(first.ts, calls), calls: longest(calls, loop), loop: longest(loop, Infinity) };
}
