import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lane, LaneEnd } from '../../scripts/tests/Lane';
import { runLanes } from '../../scripts/tests/runLanes';
import { isGreen, summary } from '../../scripts/tests/summary';
import { eventually } from '../server/support/eventually';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-lanes-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Beginning of each lane's script, which runs in the test's folder. */
const PRELUDE = `
const { existsSync, rmSync, writeFileSync } = require('node:fs');
const figures = (numPassedTests, numFailedTests, numRuntimeErrorTestSuites = 0) =>
  writeFileSync(process.argv[2], JSON.stringify({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }));
`;

/** A lane that runs this script in Node.js. */
function lane(name: string, script: string, more: Partial<Lane> = {}): Lane {
  const [program, results] = [join(folder, `${name}.js`), join(folder, `${name}.json`)];
  writeFileSync(program, `${PRELUDE}process.chdir(__dirname);\n${script}`);
  return {
    name,
    command: [process.execPath, program, results],
    isIdle: false,
    results,
    again: null,
    ...more,
  };
}

const UNLIMITED = new AbortController().signal;

async function run(
  lanes: readonly Lane[],
  limit = UNLIMITED,
): Promise<{ readonly ends: readonly LaneEnd[]; readonly shown: readonly string[] }> {
  const shown: string[] = [];
  const ends = await runLanes(
    lanes,
    1,
    process.env,
    () => limit,
    (end, output) => {
      shown.push(`${end.lane.name}: ${output.trim()}`);
    },
  );
  return { ends, shown };
}

const lastLine = (ends: readonly LaneEnd[]): string | undefined =>
  summary(ends, [], 1_000).split('\n').at(-1);

test('an idle lane runs beside a busy one; the output of each is not interleaved; the last line counts all tests', async () => {
  const { ends, shown } = await run([
    lane(
      'busy',
      `console.log('1');
      const look = () => {
        if (!existsSync('begun')) return setTimeout(look, 1);
        console.error('2');
        figures(5, 0);
      };
      look();`,
    ),
    lane('idle', "console.log('3'); writeFileSync('begun', ''); figures(7, 0);", { isIdle: true }),
  ]);
  expect([...shown].sort()).toEqual(['busy: 1\n2', 'idle: 3']);
  expect(ends.map((end) => [end.lane.name, end.isPassed, end.passed])).toEqual([
    ['busy', true, 5],
    ['idle', true, 7],
  ]);
  expect([isGreen(ends, [], false), lastLine(ends)]).toEqual([true, '12 passed, 0 failed']);
});

test('busy lanes run one after another', async () => {
  const alone = `if (existsSync('taken')) process.exit(1);
    writeFileSync('taken', '');
    setImmediate(() => { rmSync('taken'); figures(1, 0); });`;
  const { ends } = await run(['a', 'b', 'c'].map((name) => lane(name, alone)));
  expect([lastLine(ends), existsSync(join(folder, 'taken'))]).toEqual(['3 passed, 0 failed', false]);
});

test.each([
  ['a test fails', 'figures(3, 2); process.exitCode = 1;', '3 passed, 2 failed'],
  ['a file of tests does not load', 'figures(3, 0, 1); process.exitCode = 1;', '3 passed, 1 failed'],
  ['all tests pass, but not the coverage', 'figures(3, 0); process.exitCode = 1;', '3 passed, 1 failed'],
  ['a lane is killed', "process.kill(process.pid, 'SIGKILL');", '0 passed, 1 failed'],
])('a run in which %s is red', async (_what, script, line) => {
  const { ends } = await run([lane('a', script)]);
  expect([isGreen(ends, [], true), lastLine(ends)]).toEqual([false, line]);
});

test('each failed test is named at the end with the first lines of its message', async () => {
  const failures = [
    '\u001b[31mexpected 1\u001b[39m',
    '',
    ...Array.from({ length: 30 }, (_, line) => `line ${line}`),
  ];
  const results = {
    ...{ numPassedTests: 1, numFailedTests: 1, numRuntimeErrorTestSuites: 1 },
    testResults: [
      { name: 'good.test.ts', status: 'passed', message: '', assertionResults: [] },
      { name: 'unloaded.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      {
        ...{ name: 'bad.test.ts', status: 'failed', message: '' },
        assertionResults: [
          { fullName: 'it adds', status: 'failed', failureMessages: [failures.join('\n')] },
          { fullName: 'it stays', status: 'passed', failureMessages: [] },
        ],
      },
    ],
  };
  const script = `writeFileSync(process.argv[2], ${JSON.stringify(JSON.stringify(results))}); process.exitCode = 1;`;
  const { ends } = await run([lane('a', script)]);
  const printed = summary(ends, [], 1_000);
  expect(printed).toMatch(
    /^✗ unloaded\.test\.ts\n {4}no such module\n\n✗ bad\.test\.ts › it adds\n {4}expected 1\n/,
  );
  expect(printed).toContain('line 10');
  expect(printed).not.toMatch(/line 11|it stays|good/);
});

test('results of an earlier run do not count, and a missing command fails', async () => {
  await run([lane('a', 'figures(9, 0);')]);
  const { ends, shown } = await run([{ ...lane('a', ''), command: [join(folder, 'missing')] }]);
  expect([isGreen(ends, [], true), lastLine(ends)]).toEqual([false, '0 passed, 1 failed']);
  expect(shown).toEqual([expect.stringContaining('ENOENT')]);
});

test('what was left out is printed before the last line; in CI it fails the run', async () => {
  const { ends } = await run([lane('a', 'figures(1, 0);')]);
  const leftOut = [{ name: 'curl', why: 'it is not installed', command: 'install curl' }];
  const lines = summary(ends, leftOut, 1_000).split('\n');
  expect(lines.slice(-5, -2)).toEqual([
    'Left out, for this machine lacks what they need:',
    '  curl: it is not installed',
    '    install curl',
  ]);
  expect([isGreen(ends, leftOut, true), isGreen(ends, leftOut, false)]).toEqual([true, false]);
});

/** A script that begins a process which holds the lane's output open for ever, and then does `then`. */
const holding = (then: string, detached: boolean): string => `
  const { spawn } = require('node:child_process');
  const forever = ['-e', 'setInterval(() => {}, 1e9)'];
  const child = spawn(process.execPath, forever, { stdio: 'inherit', detached: ${detached} });
  child.unref();
  ${then}
  writeFileSync('pids.new', JSON.stringify([process.pid, child.pid]));
  require('node:fs').renameSync('pids.new', 'pids');`;

/** PIDs that the script `holding` wrote: its own and that of the process it began. */
async function heldPids(): Promise<readonly [lane: number, held: number]> {
  const path = join(folder, 'pids');
  await eventually('the PIDs are written', () => existsSync(path));
  return JSON.parse(readFileSync(path, 'utf8')) as [number, number];
}

/** Resolves once no such process is there. */
const vanishes = (pid: number): Promise<boolean> => eventually(`the end of ${pid}`, () => !isThere(pid));

/** One that has ended and that init has not collected yet counts as gone. */
function isThere(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('a lane whose time is over is killed with all that it began; what it printed is shown', async () => {
  const limit = new AbortController();
  const running = run(
    [lane('a', `console.log('first'); ${holding('setInterval(() => {}, 1e9);', false)}`)],
    limit.signal,
  );
  const pids = await heldPids();
  limit.abort(new Error('no end within 30 minutes'));
  const { ends, shown } = await running;
  expect([isGreen(ends, [], true), lastLine(ends)]).toEqual([false, '0 passed, 1 failed']);
  expect(shown).toEqual(['a: first\n\nStopped: Error: no end within 30 minutes']);
  for (const pid of pids) await vanishes(pid);
});

test('a lane whose output is held open by a process that it left behind says so and is red', async () => {
  const limit = new AbortController();
  const running = run([lane('a', holding('figures(1, 0);', true))], limit.signal);
  const [pid, held] = await heldPids();
  // A child of ours: once Node.js has collected it, its exit code is known.
  await eventually('its exit', () => !existsSync(`/proc/${pid}`));
  limit.abort(new Error('no end within 30 minutes'));
  const { ends, shown } = await running;
  process.kill(held);
  expect([isGreen(ends, [], true), lastLine(ends)]).toEqual([false, '1 passed, 1 failed']);
  expect(shown).toEqual([expect.stringContaining('a process that it left behind holds its output open')]);
});

test('what a lane leaves running in its group ends with it, and holds nothing up', async () => {
  const { ends } = await run([lane('a', holding('figures(1, 0);', false))]);
  expect([isGreen(ends, [], false), lastLine(ends)]).toEqual([true, '1 passed, 0 failed']);
  const [, held] = await heldPids();
  await vanishes(held);
});
