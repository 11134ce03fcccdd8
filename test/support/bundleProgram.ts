import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(__dirname, '../..');

/**
 * Bundles a program of the sources into one JavaScript file, for tests that start it many times: compiling it at each
 * start would take seconds. The file is within the project, so that it finds packages that are not bundled.
 * @param entry path of the program's file from the project's folder
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
