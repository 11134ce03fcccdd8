import type { Message } from '../system/Message';
import { valueMessages } from './messages';
import { secretVariables } from './secretVariables';

/** Environment variables that override a setting of the file and are not secrets: name -> top-level key. */
export const plainVariables: ReadonlyMap<string, 'host' | 'port' | 'path' | 'logLevel'> = new Map([
  ['ASTERISKNG_HOST', 'host'],
  ['ASTERISKNG_PORT', 'port'],
  ['ASTERISKNG_PATH', 'path'],
  ['ASTERISKNG_LOG_LEVEL', 'logLevel'],
] as const);

const PREFIX = 'ASTERISKNG_';

/** Every variable that the backend reads. */
const knownVariables: readonly string[] = [
  'ASTERISKNG_CONFIG',
  ...plainVariables.keys(),
  ...['ASTERISKNG_SECRET_KEYS', ...secretVariables.keys()].flatMap((name) => [name, `${name}_FILE`]),
];

/**
 * A sentence for each variable `ASTERISKNG_…` that the backend does not read, with the name that may be meant. Values,
 * which may be secrets, are not shown.
 */
export function unknownVariables(env: Readonly<Record<string, string | undefined>>): readonly Message[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !knownVariables.includes(name))
    .sort()
    .map((name) => {
      const near = knownVariables.find((known) => distance(known, name) <= 2);
      const shown = name.slice(0, 60);
      return near === undefined
        ? valueMessages.unknownVariable(shown)
        : valueMessages.misspelledVariable(shown, near);
    });
}

/** Levenshtein distance: number of characters to insert, delete or replace to turn one text into the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index += 1) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (one[index] === other[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
