import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lane, LaneEnd } from '../../scripts/tests/Lane';
import { runFailedAgain } from '../../scripts/tests/runFailedAgain';
import { runLanes } from '../../scripts/tests/runLanes';
import { isGreen, summary } from '../../scripts/tests/summary';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-again-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** How one run of a lane goes: its tests by file, true for those that pass. */
interface Run {
  readonly tests: Readonly<Record<string, boolean>>;
  /** What it prints. */
  readonly prints?: string;
}

/** A lane of Node.js that writes jest's figures; `second` is how its failed files go when they run again. */
function lane(name: string, first: Run, second: Run | null): Lane {
  const program = join(folder, `${name}.js`);
  const results = join(folder, `${name}.json`);
  const files = Object.entries(first.tests);
  const testResults = files.map(([file, isGood]) => ({
    name: file,
    status: isGood ? 'passed' : 'failed',
    message: '',
    assertionResults: [
      {
        fullName: 'it adds',
        status: isGood ? 'passed' : 'failed',
        failureMessages: isGood ? [] : ['1 is 2'],
      },
    ],
  }));
  const numFailedTests = files.filter(([, isGood]) => !isGood).length;
  const figures = {
    numPassedTests: files.length - numFailedTests,
    numFailedTests,
    numRuntimeErrorTestSuites: 0,
    testResults,
  };
  writeFileSync(
    program,
    `console.log(${JSON.stringify(first.prints ?? '')});
    require('node:fs').writeFileSync(${JSON.stringify(results)}, ${JSON.stringify(JSON.stringify(figures))});
    process.exitCode = ${numFailedTests === 0 && first.prints === undefined ? 0 : 1};`,
  );
  const again = (asked: readonly string[]): Lane => {
    const tests = second?.tests ?? {};
    return lane(
      `${name}.again`,
      { tests: Object.fromEntries(asked.flatMap((file) => (file in tests ? [[file, tests[file]!]] : []))) },
      null,
    );
  };
  return {
    ...{ name, command: [process.execPath, program], isIdle: false, results },
    again: second === null ? null : again,
  };
}

async function play(lanes: readonly Lane[]): Promise<{ ends: readonly LaneEnd[]; ran: readonly string[] }> {
  const ran: string[] = [];
  const limitOf = (): AbortSignal => new AbortController().signal;
  const show = (end: LaneEnd): void => void ran.push(end.lane.name);
  const first = await runLanes(lanes, 1, process.env, limitOf, show);
  return { ends: await runFailedAgain(first, process.env, limitOf, show), ran };
}

const lastLine = (ends: readonly LaneEnd[]): string | undefined =>
  summary(ends, [], 1_000).split('\n').at(-1);

test('a test that passes when its file runs again alone is unstable: the run is green and names it with its first failure', async () => {
  const { ends, ran } = await play([
    lane('a', { tests: { 'x.test.ts': false, 'y.test.ts': true } }, { tests: { 'x.test.ts': true } }),
    lane('b', { tests: { 'z.test.ts': true } }, { tests: {} }),
  ]);
  expect(ran).toEqual(['a', 'b', 'a.again']);
  expect(isGreen(ends, [], false)).toBe(true);
  expect(summary(ends, [], 1_000)).toMatch(/^~ passed alone: x\.test\.ts › it adds\n {4}1 is 2\n/);
  expect(lastLine(ends)).toBe('3 passed, 0 failed, 1 unstable');
});

test.each([
  ['fails again', { tests: { 'x.test.ts': false } }],
  ['is not among those that ran again', { tests: {} }],
  ['can run with all others alone', null],
])('a test that %s has failed', async (_what, second) => {
  const { ends } = await play([lane('a', { tests: { 'x.test.ts': false, 'y.test.ts': true } }, second)]);
  expect([isGreen(ends, [], false), lastLine(ends)]).toEqual([false, '1 passed, 1 failed']);
});

test('six files with failures are no chance: they do not run again', async () => {
  const files = ['1', '2', '3', '4', '5', '6'].map((name) => `${name}.test.ts`);
  const all = (isGood: boolean): Run => ({ tests: Object.fromEntries(files.map((file) => [file, isGood])) });
  const { ends, ran } = await play([lane('a', all(false), all(true))]);
  expect([ran, lastLine(ends)]).toEqual([['a'], '0 passed, 6 failed']);
});

test('coverage that is missed stays a failure, whatever the tests do when they run again', async () => {
  const prints = 'Jest: "./protocol/" coverage threshold for branches (95%) not met: 94.9%';
  const { ends, ran } = await play([
    lane('a', { tests: { 'x.test.ts': false }, prints }, { tests: { 'x.test.ts': true } }),
  ]);
  expect([ran, isGreen(ends, [], false)]).toEqual([['a'], false]);
});
