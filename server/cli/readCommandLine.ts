import { version } from '../../package.json';
import { commandNames, usage, type CommandName } from './usage';

/** What was typed behind the program's name. */
export type CommandLine =
  | { readonly kind: 'run'; readonly command: CommandName; readonly words: readonly string[] }
  /** It was asked how the program is used, or which version it is. */
  | { readonly kind: 'help'; readonly text: string }
  /** It can't be carried out; the text says why, and how the program is used. */
  | { readonly kind: 'wrong'; readonly text: string };

/** @param words behind the program's name; `--help`, `-h`, `--version` and `-V` may stand anywhere */
export function readCommandLine(words: readonly string[]): CommandLine {
  if (words.some(isVersion)) return { kind: 'help', text: version };
  const [first = 'serve', ...rest] = words.filter((word) => !isHelp(word));
  const isAsked = words.some(isHelp) || first === 'help';
  const command = commandNamed(first);
  if (isAsked) return { kind: 'help', text: usage(words.every(isHelp) ? null : command) };
  if (command === null)
    return { kind: 'wrong', text: `There is no command "${first.slice(0, 40)}".\n\n${usage(null)}` };
  const fault = faultOf(command, rest);
  return fault === null
    ? { kind: 'run', command, words: rest }
    : { kind: 'wrong', text: `${fault}\n\n${usage(command)}` };
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function isVersion(word: string): boolean {
  return word === '--version' || word === '-V';
}

function commandNamed(word: string): CommandName | null {
  return commandNames.find((name) => name === word) ?? null;
}

/** Why a command can't be carried out with these words; null: it can. */
function faultOf(command: CommandName, words: readonly string[]): string | null {
  const isDigitless = (word: string): boolean => !/\d/.test(word);
  switch (command) {
    case 'serve':
      return words.length === 0 ? null : `serve takes nothing behind it: ${words.join(' ').slice(0, 40)}`;
    case 'check':
      // A number may be typed with blanks and without quotation marks: +44 20 7123 4567.
      return words.length > 0 && isDigitless(words.join(''))
        ? 'check takes a telephone number behind it.'
        : null;
    case 'numbers':
      return words.length === 0 ? 'numbers needs a telephone number.' : null;
    case 'outbox':
      return isOutboxOrder(words) ? null : 'outbox takes list, retry or drop behind it.';
  }
}

/** Are these words, which stand behind `outbox`, complete? */
export function isOutboxOrder([action = 'list', ...ids]: readonly string[]): boolean {
  if (action === 'list') return ids.length === 0;
  return action === 'retry' || (action === 'drop' && ids.length > 0);
}
