import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(__dirname, '../..');

/**
 * One file of JavaScript of a program in the sources, for tests that start it many times: compiled at each start it
 * takes seconds of a core. It lies within the project, where packages that stay outside of it are found.
 * @param entry file of the program, from the project's folder on
 */
export async function bundleProgram(entry: string): Promise<string> {
  const programs = join(root, 'build/tests/programs');
  mkdirSync(programs, { recursive: true });
  const outfile = join(mkdtempSync(join(programs, 'program-')), 'main.js');
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['classic-level', 'pg-native'],
    logLevel: 'error',
  });
  return outfile;
}
