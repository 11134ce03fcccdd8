import type { Check, Finding } from '../../system/Check';
import type { VatsApi } from './api/VatsApi';
import { VatsFault } from './api/VatsFault';
import { VatsDirectory } from './VatsDirectory';
import { megafonCheckMessages as messages, vatsAdvice } from './messages';

/** What the check needs. */
export interface MegafonCheckOptions {
  readonly address: string;
  /** Extension -> login, as set. */
  readonly users: Readonly<Record<string, string>>;
  /** Extensions of our agents. */
  readonly extensions: readonly string[];
  /** Path at which pushes are received. */
  readonly pushPath: string;
}

/** Checks that the VATS accepts the key and knows the agents. Its pushes can't be tested from here. */
export class MegafonCheck implements Check {
  readonly name = messages.name;

  constructor(
    private readonly api: VatsApi,
    private readonly options: MegafonCheckOptions,
  ) {}

  async run(signal: AbortSignal): Promise<readonly Finding[]> {
    const { address, users: set, extensions, pushPath } = this.options;
    try {
      const users = await this.api.users(signal);
      const directory = new VatsDirectory(set);
      directory.setUsers(users);
      const logins = new Set(users.map(({ login }) => login.toLowerCase()));
      return [
        { level: 'ok', text: messages.takesKey(address, users.length) },
        ...extensions.flatMap((extension) => findingOf(extension, directory.loginOf(extension), logins)),
        { level: 'ok', text: messages.pushes(pushPath) },
      ];
    } catch (error) {
      if (!(error instanceof VatsFault)) throw error;
      return [{ level: 'fault', text: messages.failed(vatsAdvice[error.reason], error.message) }];
    }
  }
}

function findingOf(extension: string, login: string | null, logins: ReadonlySet<string>): readonly Finding[] {
  if (login === null) return [{ level: 'fault', text: messages.noUser(extension) }];
  return logins.has(login.toLowerCase())
    ? []
    : [{ level: 'fault', text: messages.noLogin(extension, login) }];
}
