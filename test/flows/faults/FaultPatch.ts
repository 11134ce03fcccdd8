import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A change of today's code that brings back a fault that it had once. */
export interface FaultPatch {
  /** Such as `C12`. */
  readonly id: string;
  /** What goes wrong with it. */
  readonly says: string;
  /** The test file that finds it, and the part of the names of its tests that do; empty: any of the file. */
  readonly test: string;
  readonly title: string;
  /** Options of `npm run test.calls` whose flows find it first; empty: any flows. */
  readonly flows: string;
  /** Absolute. */
  readonly path: string;
}

export const projectFolder = join(__dirname, '../../..');
const HEAD = /^(C\d+): (.+)\nTest: (\S+)\nTitle:(.*)\nFlows:(.*)\n/;

/** All patches of this folder, in the order of their ids. */
export function readFaultPatches(): readonly FaultPatch[] {
  return readdirSync(__dirname)
    .filter((name) => name.endsWith('.patch'))
    .map((name) => readFaultPatch(join(__dirname, name)))
    .sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

function readFaultPatch(path: string): FaultPatch {
  const [, id, says, test, title, flows] = HEAD.exec(readFileSync(path, 'utf8')) ?? [];
  if (
    id === undefined ||
    says === undefined ||
    test === undefined ||
    title === undefined ||
    flows === undefined
  )
    throw new Error(`${path} does not begin with its id, test, title and flows`);
  return { id, says, test, title: title.trim(), flows: flows.trim(), path };
}

/** What git says when it applies the patch to a folder; empty: it did, or would. */
export function applyPatch(
  { path }: FaultPatch,
  folder: string,
  option: '--check' | '--reverse' | null,
): string {
  const args = ['apply', ...(option === null ? [] : [option]), path];
  // A folder within another repository is none of that one.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: join(folder, '..') };
  const { status, stderr, error } = spawnSync('git', args, { cwd: folder, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return status === 0 ? '' : stderr || `git apply: ${status}`;
}
