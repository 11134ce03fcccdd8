import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { applyPatch, projectFolder, readFaultPatches, type FaultPatch } from './FaultPatch';

const PARTS = [
  'protocol',
  'src',
  'server',
  'elma365',
  'sandbox',
  'scripts',
  'bench',
  'test',
  'deploy',
  'docs',
];
const FILES = ['jest.config.js', 'webpack.config.js', 'package.json', 'tsconfig.json', 'server.example.yaml'];
const resultSchema = v.object({ numFailedTests: v.number(), numPassedTests: v.number() });
type Result = v.InferOutput<typeof resultSchema>;

/**
 * `npm run test.faults [-- C1 C2 …]`: brings each old fault back in a copy of the project, and expects that the test which
 * is named in its patch finds it. Exit 1 where one is not found, or the test fails without it.
 */
function main(): void {
  const wanted = new Set(process.argv.slice(2));
  const patches = readFaultPatches().filter(({ id }) => wanted.size === 0 || wanted.has(id));
  const copy = mkdtempSync(join(tmpdir(), 'asteriskng-faults-'));
  let notFound = 0;
  try {
    for (const part of [...PARTS, ...FILES])
      cpSync(join(projectFolder, part), join(copy, part), { recursive: true });
    symlinkSync(join(projectFolder, 'node_modules'), join(copy, 'node_modules'));
    for (const patch of patches) {
      const said = judge(patch, copy);
      if (said !== null) notFound += 1;
      console.log(`${patch.id.padEnd(4)} ${said ?? 'found'}: ${patch.says}`);
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  console.log(`${patches.length - notFound} of ${patches.length} faults were found.`);
  if (notFound > 0) process.exitCode = 1;
}

/** Null: the fault is found. */
function judge(patch: FaultPatch, copy: string): string | null {
  const without = run(patch, copy);
  if (without.numFailedTests > 0 || without.numPassedTests === 0)
    return 'ITS TEST FAILS WITHOUT IT, OR IS NOT THERE';
  const refused = applyPatch(patch, copy, null);
  if (refused !== '') return `DOES NOT APPLY (${refused.trim()})`;
  try {
    return run(patch, copy).numFailedTests > 0 ? null : 'NOT FOUND';
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
