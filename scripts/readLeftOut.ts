import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that tests need and this machine does not have. */
export interface LeftOut {
  /** Name of the program; `jest.config.js` knows which tests need it. */
  readonly name: string;
  readonly why: string;
  /** Command that installs it. */
  readonly command: string;
}

const file = join(__dirname, '../build/test-left-out.txt');

/** What the scripts `ensure…` could not get, as they wrote it: a line each, `name | why | command`. */
export function readLeftOut(path = file): readonly LeftOut[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', why = '', ...command] = line.split(' | ');
      return { name, why, command: command.join(' | ') };
    });
}

/** The block at the end of a test run; empty when nothing was left out. */
export function reportLeftOut(parts: readonly LeftOut[]): string {
  if (parts.length === 0) return '';
  const lines = parts.map(({ name, why, command }) => `  ${name}: ${why}\n    ${command}`);
  return `Left out, for this machine lacks what they need:\n${lines.join('\n')}\n`;
}
