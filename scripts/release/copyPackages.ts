import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const modules = join(__dirname, '../../node_modules');
const packageSchema = v.object({ dependencies: v.optional(v.record(v.string(), v.string()), {}) });

/** These packages and all that they need, each once. */
export function withDependencies(names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const text = readFileSync(join(modules, name, 'package.json'), 'utf8');
    for (const needed of Object.keys(v.parse(packageSchema, JSON.parse(text)).dependencies)) add(needed);
  };
  for (const name of names) add(name);
  return [...found].sort();
}

/** Copies packages into the folder's node_modules: what runs on Linux, without sources to compile. */
export function copyPackages(names: readonly string[], folder: string): void {
  for (const name of names)
    cpSync(join(modules, name), join(folder, 'node_modules', name), {
      recursive: true,
      dereference: true,
      filter: (path) => !isLeftOut(path.slice(join(modules, name).length + 1)),
    });
}

/** Compiled parts of other systems, sources of the compiled part, build folders. */
function isLeftOut(path: string): boolean {
  if (/^prebuilds\/[^/]+$/.test(path)) return !path.startsWith('prebuilds/linux-');
  return (
    /^(?:deps|build|node_modules|\.github)(?:\/|$)|\.(?:cc|h|gyp|md)$/.test(path) && path !== 'LICENSE.md'
  );
}

/** Text of the package's licence. Fails when there is none: what we hand on must carry it. */
export function licenceOf(name: string): string {
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'license', 'License'].find((one) =>
    existsSync(join(modules, name, one)),
  );
  if (file !== undefined) return readFileSync(join(modules, name, file), 'utf8').trim();
  const schema = v.object({ license: v.string() });
  const text = readFileSync(join(modules, name, 'package.json'), 'utf8');
  return `License: ${v.parse(schema, JSON.parse(text)).license}`;
}
