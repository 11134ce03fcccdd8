import type { Check, Finding } from '../../system/Check';
import type { VatsApi } from './api/VatsApi';
import { VatsFault, type VatsFaultReason } from './api/VatsFault';
import { VatsDirectory } from './VatsDirectory';

const ADVICE: Readonly<Record<VatsFaultReason, string>> = {
  wrongKey:
    'The VATS does not take the key: copy it anew from its cabinet (CRM integration) into ASTERISKNG_MEGAFON_KEY',
  wrongAddress: 'What answers there is no API of a VATS: is the name in telephony.address right?',
  notFound: 'The VATS does not know what it was asked: try the other telephony.api (old or rest)',
  refused: 'The VATS has refused to list its users: may this key use the API?',
  limited: 'The VATS had too many requests: try again in a minute',
  unreachable: 'The VATS can not be reached: look at telephony.address and the network',
  badAnswer: 'The answer makes no sense: try the other telephony.api (old or rest)',
};

/** What is looked at. */
export interface MegafonChecked {
  readonly address: string;
  /** Extension -> login, as set. */
  readonly users: Readonly<Record<string, string>>;
  /** Extensions of our agents. */
  readonly extensions: readonly string[];
  /** Path at which pushes are taken. */
  readonly pushPath: string;
}

/** Looks whether the VATS takes the key and knows the agents. Its pushes can't be tried from here. */
export class MegafonCheck implements Check {
  readonly name = 'MegaFon VATS';

  constructor(
    private readonly api: VatsApi,
    private readonly checked: MegafonChecked,
  ) {}

  async run(signal: AbortSignal): Promise<readonly Finding[]> {
    const { address, users: set, extensions, pushPath } = this.checked;
    try {
      const users = await this.api.users(signal);
      const directory = new VatsDirectory(set);
      directory.learn(users);
      const logins = new Set(users.map(({ login }) => login.toLowerCase()));
      return [
        { level: 'ok', text: `The VATS at ${address} takes the key and has ${users.length} users.` },
        ...extensions.flatMap((extension) => findingOf(extension, directory.loginOf(extension), logins)),
        {
          level: 'ok',
          text: `Its pushes are expected at ${pushPath} with the token in ASTERISKNG_MEGAFON_TOKEN; enter both in its cabinet.`,
        },
      ];
    } catch (error) {
      if (!(error instanceof VatsFault)) throw error;
      return [{ level: 'fault', text: `${ADVICE[error.reason]} (${error.message}).` }];
    }
  }
}

function findingOf(extension: string, login: string | null, logins: ReadonlySet<string>): readonly Finding[] {
  if (login === null)
    return [
      {
        level: 'fault',
        text: `${extension}: nobody in the VATS has this extension; correct it, or name the login in telephony.users.`,
      },
    ];
  if (!logins.has(login.toLowerCase()))
    return [
      { level: 'fault', text: `${extension}: the VATS has no login ${login}; correct telephony.users.` },
    ];
  return [];
}
