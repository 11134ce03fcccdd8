import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { copyProject } from './copyProject';
import { applyPatch, readFaultPatches, type FaultPatch } from './FaultPatch';
import { playUntilFound, type Judgement } from './playUntilFound';

const resultSchema = v.object({ numFailedTests: v.number(), numPassedTests: v.number() });
type Result = v.InferOutput<typeof resultSchema>;

/**
 * `npm run test.faults [-- C1 C2 …]`: brings each old fault back in a copy of the project, and expects that the test which
 * is named in its patch finds it. Exit 1 where one is not found, or the test fails without it. With `--flows 200` so many
 * random flows at most are to find it, of the kinds that its patch names.
 */
function main(): void {
  const { values, positionals } = parseArgs({
    options: { flows: { type: 'string' }, seed: { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  const wanted = new Set(positionals);
  const patches = readFaultPatches().filter(({ id }) => wanted.size === 0 || wanted.has(id));
  const copy = copyProject();
  let notFound = 0;
  try {
    for (const patch of patches) {
      const { flows, seed } = values;
      const { isFound, text } =
        flows === undefined ? judge(patch, copy) : playUntilFound(patch, copy, flows, seed);
      if (!isFound) notFound += 1;
      console.log(`${patch.id.padEnd(4)} ${text}: ${patch.says}`);
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  console.log(`${patches.length - notFound} of ${patches.length} faults were found.`);
  if (notFound > 0) process.exitCode = 1;
}

function judge(patch: FaultPatch, copy: string): Judgement {
  const without = run(patch, copy);
  if (without.numFailedTests > 0 || without.numPassedTests === 0)
    return { isFound: false, text: 'ITS TEST FAILS WITHOUT IT, OR IS NOT THERE' };
  const refused = applyPatch(patch, copy, null);
  if (refused !== '') return { isFound: false, text: `DOES NOT APPLY (${refused.trim()})` };
  try {
    const isFound = run(patch, copy).numFailedTests > 0;
    return { isFound, text: isFound ? 'found' : 'NOT FOUND' };
  } finally {
    applyPatch(patch, copy, '--reverse');
  }
}

function run({ test, title }: FaultPatch, copy: string): Result {
  const results = join(copy, 'results.json');
  const jest = join(copy, 'node_modules/jest/bin/jest.js');
  const named = title === '' ? [] : ['--testNamePattern', title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')];
  const args = [
    '--selectProjects',
    'unit',
    '--runTestsByPath',
    test,
    ...named,
    '--json',
    `--outputFile=${results}`,
  ];
  rmSync(results, { force: true });
  spawnSync(process.execPath, [jest, '--rootDir', copy, ...args], { cwd: copy, stdio: 'ignore' });
  return v.parse(resultSchema, JSON.parse(readFileSync(results, 'utf8')));
}

main();
