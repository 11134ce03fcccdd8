import { version } from '../../package.json';
import { languageNamed } from '../system/chooseLanguage';
import { joined, sameInAll, type Language, type Message } from '../system/Message';
import { usageMessages } from './messages';
import { commandNames, usage, type CommandName } from './usage';

/** The command line after it was read. */
export type CommandLine = {
  /** Value of `--lang`; undefined when it was not given or is no known language. */
  readonly language: Language | undefined;
} & (
  | { readonly kind: 'run'; readonly command: CommandName; readonly words: readonly string[] }
  /** Help or the version was requested: print the text and exit with 0. */
  | { readonly kind: 'help'; readonly text: Message }
  /** The command line is not valid: print the text, which has the fault and the usage. */
  | { readonly kind: 'wrong'; readonly text: Message }
);

/**
 * Reads the command line. Without a command it is `serve`.
 * @param typed arguments behind the program's name; `--help`, `-h`, `--version`, `-V` and `--lang en` (or `--lang=en`) may
 *   be at any place
 */
export function readCommandLine(typed: readonly string[]): CommandLine {
  const { words, flag } = withoutLanguage(typed);
  const language = languageNamed(flag);
  if (flag !== undefined && language === undefined)
    return { language, kind: 'wrong', text: withUsage(usageMessages.noLanguage(flag.slice(0, 40)), null) };
  if (words.some(isVersion)) return { language, kind: 'help', text: sameInAll(version) };
  const [first = 'serve', ...rest] = words.filter((word) => !isHelp(word));
  const wantsHelp = words.some(isHelp) || first === 'help';
  const command = commandNamed(first);
  if (wantsHelp) return { language, kind: 'help', text: usage(words.every(isHelp) ? null : command) };
  if (command === null)
    return { language, kind: 'wrong', text: withUsage(usageMessages.noCommand(first.slice(0, 40)), null) };
  const fault = faultOf(command, rest);
  return fault === null
    ? { language, kind: 'run', command, words: rest }
    : { language, kind: 'wrong', text: withUsage(fault, command) };
}

function withUsage(fault: Message, command: CommandName | null): Message {
  return joined([fault, usage(command)], '\n\n');
}

/** Separates `--lang` and its value from the other words; the last one counts. */
function withoutLanguage(typed: readonly string[]): {
  readonly words: readonly string[];
  readonly flag: string | undefined;
} {
  const words: string[] = [];
  let flag: string | undefined;
  for (let index = 0; index < typed.length; index += 1) {
    const word = typed[index] ?? '';
    if (word === '--lang') {
      index += 1;
      flag = typed[index] ?? '';
    } else if (word.startsWith('--lang=')) flag = word.slice('--lang='.length);
    else words.push(word);
  }
  return { words, flag };
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

/** Validates the arguments of a command; null when they are valid. */
function faultOf(command: CommandName, words: readonly string[]): Message | null {
  const hasDigits = (word: string): boolean => /\d/.test(word);
  switch (command) {
    case 'serve':
      return words.length === 0 ? null : usageMessages.serveAlone(words.join(' ').slice(0, 40));
    case 'check':
      // The number may contain blanks without being quoted in the shell: +44 20 7123 4567.
      return words.length > 0 && !hasDigits(words.join('')) ? usageMessages.checkNumber : null;
    case 'numbers':
      return words.length === 0 ? usageMessages.numbersNumber : null;
    case 'outbox':
      return isOutboxOrder(words) ? null : usageMessages.outboxAction;
    case 'backup':
    case 'restore':
      return words.length === 1 ? null : usageMessages.oneFile(command);
    case 'losses':
      return words.length === 0 || (words.length === 1 && words[0] === 'accept')
        ? null
        : usageMessages.lossesAction;
    case 'forget':
      return !hasDigits(words.join('')) ? usageMessages.forgetNumber : null;
  }
}

/** Are these valid arguments of `outbox`: nothing, `list`, `retry [ID …]` or `drop ID …`? */
export function isOutboxOrder([action = 'list', ...ids]: readonly string[]): boolean {
  if (action === 'list') return ids.length === 0;
  return action === 'retry' || (action === 'drop' && ids.length > 0);
}
