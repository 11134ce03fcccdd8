import type { Agent } from '../calls/Agent';
import type { Check, Finding } from '../system/Check';
import { accountAnswer, type AmoUser } from './callers/amoAnswers';
import type { AmoUsers } from './callers/AmoUsers';
import type { AmoClient } from './client/AmoClient';
import { AmoFault, type AmoFaultReason } from './client/AmoFault';
import { NO_TOKENS, NOT_STORED } from './client/OAuthTokens';
import { abortable } from './client/abortable';
import { joined, type Message } from '../system/Message';
import { faultText } from './faultText';
import { amoCheckMessages as messages } from './messages';
import { checkRights } from './rights/checkRights';

const ADVICE = new Map<AmoFaultReason, Message>([
  ['unauthorized', messages.unauthorized],
  ['forbidden', messages.forbidden],
  ['limited', messages.limited],
  ['notFound', messages.notFound],
]);

/** Largest number of users without an extension to list. */
const MOST_SHOWN = 20;

/** Checks that amoCRM accepts the token and knows the agents. */
export class AmoCheck implements Check {
  readonly name = 'amoCRM';

  constructor(
    private readonly client: AmoClient,
    private readonly users: AmoUsers,
    private readonly agents: readonly Agent[],
    /** Number of the account whose users have to be proven; undefined: they have not. */
    private readonly provenAccountId: number | undefined,
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
      return [
        { level: 'ok', text: messages.takesToken(account?.name ?? '') },
        ...this.lookAtAccount(account?.id),
        ...findings,
      ];
    } catch (error) {
      if (!(error instanceof AmoFault)) throw error;
      if (error.message.endsWith(NO_TOKENS)) return [{ level: 'fault', text: messages.noTokens }];
      if (error.message.endsWith(NOT_STORED)) return [{ level: 'fault', text: messages.notStored }];
      const advice = ADVICE.get(error.reason) ?? messages.unreachable;
      return [{ level: 'fault', text: messages.failed(advice, faultText(error.message)) }];
    }
  }

  /** Tokens name their account by its number. @param id of the account that the token of `amocrm` belongs to */
  private lookAtAccount(id: number | undefined): readonly Finding[] {
    const { provenAccountId: expected } = this;
    if (expected === undefined || id === undefined || id === expected) return [];
    return [{ level: 'fault', text: messages.otherAccountId(expected, id) }];
  }

  private async lookAtAgents(signal: AbortSignal): Promise<readonly Finding[]> {
    const users = await abortable(this.users.all(), signal);
    const isProofNeeded = this.provenAccountId !== undefined;
    if (users.length === 0 && !isProofNeeded) return [{ level: 'warning', text: messages.noUsers }];
    const rights = isProofNeeded ? checkRights(this.agents, users) : [];
    if (users.length === 0) return rights;
    const ids = new Set(users.map(({ id }) => id));
    const emails = new Set(users.map(({ email }) => email?.toLowerCase()));
    const findings = this.agents.flatMap(({ email, amouserId }): Finding[] => {
      if (amouserId !== undefined && !ids.has(amouserId))
        return [{ level: 'fault', text: messages.noUser(email, amouserId) }];
      if (amouserId === undefined && !emails.has(email.toLowerCase()))
        return isProofNeeded
          ? [{ level: 'fault', text: messages.notProvable(email) }]
          : [{ level: 'warning', text: messages.noEmail(email) }];
      return [];
    });
    return [
      ...findings,
      ...rights,
      ...(isProofNeeded ? this.idsToSet(users) : []),
      ...this.withoutExtension(users),
    ];
  }

  /** Lists the ids of agents who are known by their e-mail, which is less safe than an id. */
  private idsToSet(users: readonly AmoUser[]): readonly Finding[] {
    const ids = new Map(users.map(({ id, email }) => [email?.toLowerCase(), id]));
    const known = this.agents.flatMap(({ email, amouserId }) => {
      const id = amouserId === undefined ? ids.get(email.toLowerCase()) : undefined;
      return id === undefined ? [] : [messages.user(email, id)];
    });
    return known.length === 0 ? [] : [{ level: 'ok', text: messages.idsToSet(joined(known, ', ')) }];
  }

  /** Lists users of amoCRM who are no agents, which may be intended. */
  private withoutExtension(users: readonly AmoUser[]): readonly Finding[] {
    const emails = new Set(this.agents.map(({ email }) => email.toLowerCase()));
    const ids = new Set(this.agents.map(({ amouserId }) => amouserId));
    const others = users.filter(({ id, email }) => !ids.has(id) && !emails.has(email?.toLowerCase() ?? ''));
    if (others.length === 0) return [];
    const shown = others.slice(0, MOST_SHOWN).map(({ id, email }) => messages.user(email ?? null, id));
    const more = others.length - shown.length;
    return [{ level: 'ok', text: messages.others(joined(shown, ', '), more) }];
  }
}
