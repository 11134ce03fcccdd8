import type { Agent } from '../calls/Agent';
import type { Check, Finding } from '../system/Check';
import { accountAnswer, type AmoUser } from './callers/amoAnswers';
import type { AmoUsers } from './callers/AmoUsers';
import type { AmoClient } from './client/AmoClient';
import { AmoFault, type AmoFaultReason } from './client/AmoFault';
import { NO_TOKENS } from './client/OAuthTokens';
import { whileWanted } from './client/whileWanted';

const ADVICE = new Map<AmoFaultReason, string>([
  ['unauthorized', 'the token is refused: make a new one in amoCRM, or authorize the integration anew'],
  ['forbidden', 'the token may not read the account: its user needs more rights, or the account is not paid'],
  ['limited', 'there were too many requests: something else uses this integration; try again in a minute'],
  ['notFound', 'there is no such account: is amocrm.address right?'],
]);

/** So many users without an extension are named. */
const MOST_SHOWN = 20;

/** Looks whether amoCRM lets us in, and whether it knows the agents. */
export class AmoCheck implements Check {
  readonly name = 'amoCRM';

  constructor(
    private readonly client: AmoClient,
    private readonly users: AmoUsers,
    private readonly agents: readonly Agent[],
  ) {}

  async run(signal: AbortSignal): Promise<readonly Finding[]> {
    try {
      const account = await this.client.request({
        method: 'GET',
        path: '/api/v4/account',
        schema: accountAnswer,
        priority: 'popup',
        signal,
      });
      const findings = await this.lookAtAgents(signal);
      return [{ level: 'ok', text: `The account "${account?.name ?? ''}" takes the token.` }, ...findings];
    } catch (error) {
      if (!(error instanceof AmoFault)) throw error;
      if (error.message.endsWith(NO_TOKENS))
        return [
          {
            level: 'fault',
            text: 'There are no tokens of OAuth: the file of amocrm.oauth.tokenFile is missing or unreadable; docs/AMOCRM.md says what must be in it at first.',
          },
        ];
      const advice =
        ADVICE.get(error.reason) ?? 'amoCRM can not be reached: look at amocrm.address and the network';
      return [{ level: 'fault', text: `${advice} (${error.message}).` }];
    }
  }

  private async lookAtAgents(signal: AbortSignal): Promise<readonly Finding[]> {
    const users = await whileWanted(this.users.all(), signal);
    if (users.length === 0)
      return [
        {
          level: 'warning',
          text: 'The token may not list users, so responsible users have no names; give it an administrator.',
        },
      ];
    const ids = new Set(users.map(({ id }) => id));
    const emails = new Set(users.map(({ email }) => email?.toLowerCase()));
    const findings = this.agents.flatMap(({ email, amouserId }): Finding[] => {
      if (amouserId !== undefined && !ids.has(amouserId))
        return [{ level: 'fault', text: `${email}: amoCRM has no user ${amouserId}; correct amouserId.` }];
      if (amouserId === undefined && !emails.has(email.toLowerCase()))
        return [
          {
            level: 'warning',
            text: `${email}: amoCRM has no user with this e-mail, so calls have only the agent's name; set amouserId.`,
          },
        ];
      return [];
    });
    return [...findings, ...this.withoutExtension(users)];
  }

  /** Users of amoCRM who can not call; that may be as it should. */
  private withoutExtension(users: readonly AmoUser[]): readonly Finding[] {
    const emails = new Set(this.agents.map(({ email }) => email.toLowerCase()));
    const ids = new Set(this.agents.map(({ amouserId }) => amouserId));
    const others = users.filter(({ id, email }) => !ids.has(id) && !emails.has(email?.toLowerCase() ?? ''));
    if (others.length === 0) return [];
    const shown = others
      .slice(0, MOST_SHOWN)
      .map(({ id, email }) => `${email ?? 'no e-mail'} (amouserId ${id})`);
    const more = others.length > MOST_SHOWN ? ` and ${others.length - MOST_SHOWN} more` : '';
    return [
      {
        level: 'ok',
        text:
          `Users of amoCRM who are no agents and can not call: ${shown.join(', ')}${more}. To let one call, add ` +
          'email, amouserId, extension and name to agents.',
      },
    ];
  }
}
