import { parseArgs } from 'node:util';
import { errorCode } from '../server/system/errorCode';

/** What was typed behind `npm start --`. */
export interface StartOptions {
  /** Address of a backend that runs already, with its path; undefined: the sandbox has its own. */
  readonly backend: string | undefined;
  /** E-mails of the account's users, the first user first. */
  readonly user: readonly string[];
  /** Folder for the zip that is built; undefined: the project's. */
  readonly build: string | undefined;
}

/** Options to start with, or a text to print: help, or with what is wrong in front of it. */
export type StartLine =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'help' | 'wrong'; readonly text: string };

const HELP = `npm start [-- --backend АДРЕС] [--user ПОЧТА]… [--build ПАПКА]

  --backend  адрес работающего сервера с путём, в ASTERISKNG_SECRET_KEYS — его ключ
             address of a backend that runs, with its path; its key in ASTERISKNG_SECRET_KEYS
  --user     почта первого сотрудника, ещё одна — второго / e-mail of the first agent, another of the second
  --build    папка для собранного виджета / folder for the widget that is built
  PORT=4600  порт страницы / port of the page`;

const OPTIONS = {
  backend: { type: 'string' },
  user: { type: 'string', multiple: true },
  build: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @param words behind the program's name */
export function readStart(words: readonly string[]): StartLine {
  try {
    const { backend, user = [], build, help } = parseArgs({ args: [...words], options: OPTIONS }).values;
    if (help === true) return { kind: 'help', text: HELP };
    if (backend !== undefined && !/^https?:\/\/[^/]/.test(backend))
      return wrong(`--backend: нужен адрес с https:// / an address with https:// is needed: ${backend}`);
    return { kind: 'start', options: { backend, user, build } };
  } catch (error) {
    // Node says of an option that there is no such one, or that its value is missing.
    if (errorCode(error).startsWith('ERR_PARSE_ARGS_'))
      return wrong(String(error).replace(/^TypeError[^:]*: |\. To specify.*$/gs, ''));
    throw error;
  }
}

function wrong(why: string): StartLine {
  return { kind: 'wrong', text: `${why}\n\n${HELP}` };
}
