import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch, projectFolder, type FaultPatch } from './FaultPatch';

/** Was the fault found, and after what? */
export interface Judgement {
  readonly isFound: boolean;
  readonly text: string;
}

/** As runFlows says it. */
const FOUND = /^found after (\d+) flows$/m;

/** Plays random flows with the fault in a copy of the project, until one of them differs. @param most flows at most */
export function playUntilFound(patch: FaultPatch, copy: string, most: string, seed: string): Judgement {
  const refused = applyPatch(patch, copy, null);
  if (refused !== '') return { isFound: false, text: `DOES NOT APPLY (${refused.trim()})` };
  try {
    const only = patch.flows === '' ? [] : patch.flows.split(' ');
    const args = ['test/flows/runFlows.ts', '--until-found', '--count', most, '--seed', seed, ...only];
    const tsx = join(copy, 'node_modules/tsx/dist/cli.mjs');
    const series = process.env['ASTERISK_SERIES'] ?? '22';
    const asterisk = realpathSync(
      process.env['ASTERISK_DIR'] ?? join(projectFolder, `build/asterisk${series}`),
    );
    const { stdout, stderr } = spawnSync(process.execPath, [tsx, ...args], {
      cwd: copy,
      env: { ...process.env, ASTERISK_DIR: asterisk },
      encoding: 'utf8',
    });
    const [line, count] = FOUND.exec(stdout) ?? [];
    if (line === undefined)
      return { isFound: false, text: stdout === '' ? stderr : `NOT FOUND BY ${most} FLOWS` };
    // The flow, and what differed, for people to judge.
    const what = stdout.slice(stdout.indexOf(line)).split('\n').slice(1, 3).join('\n');
    return { isFound: true, text: `found after ${count ?? '?'} flows\n${what}\n    ` };
  } finally {
    applyPatch(patch, copy, '--reverse');
  }
}
