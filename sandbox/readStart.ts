import { parseArgs } from 'node:util';
import { errorCode } from '../server/system/errorCode';
import { inBothLanguages } from './inBothLanguages';
import { startOptionMessages } from './messages';

/** Options of `npm start --`. */
export interface StartOptions {
  /** URL of a running backend, with its path; undefined: the sandbox starts its own. */
  readonly backend: string | undefined;
  /** E-mails of the account's users, the first user first. */
  readonly user: readonly string[];
  /** Folder for the built widget; undefined: `build/`. */
  readonly build: string | undefined;
  /** Users have to be proven to the sandbox's own backend. */
  readonly identity: boolean;
  /** What a backend's settings need for that is printed. */
  readonly printsIdentity: boolean;
}

/** Parsed command line: options, or a text to print, which is the help (`help`) or an error and the help (`wrong`). */
export type StartLine =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'help' | 'wrong'; readonly text: string };

const HELP = `${startOptionMessages.help.ru}\n\n${startOptionMessages.help.en}`;

const OPTIONS = {
  backend: { type: 'string' },
  user: { type: 'string', multiple: true },
  build: { type: 'string' },
  identity: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Parses the command line of `npm start --`. @param words arguments after the program's name */
export function readStart(words: readonly string[]): StartLine {
  try {
    const {
      backend,
      user = [],
      build,
      identity,
      help,
    } = parseArgs({ args: [...words], options: OPTIONS, allowNegative: true }).values;
    if (help === true) return { kind: 'help', text: HELP };
    if (backend !== undefined && !/^https?:\/\/[^/]/.test(backend))
      return wrong(inBothLanguages(startOptionMessages.backendAddress(backend)));
    // Callers' cards need it, and they are what there is to see.
    const isProving = identity ?? backend === undefined;
    return {
      kind: 'start',
      options: { backend, user, build, identity: isProving, printsIdentity: identity === true },
    };
  } catch (error) {
    // An unknown option, or one without a value.
    if (errorCode(error).startsWith('ERR_PARSE_ARGS_')) {
      const words = String(error).replace(/^TypeError[^:]*: |\. To specify.*$/gs, '');
      return wrong(inBothLanguages(startOptionMessages.badOption(words)));
    }
    throw error;
  }
}

function wrong(why: string): StartLine {
  return { kind: 'wrong', text: `${why}\n\n${HELP}` };
}
