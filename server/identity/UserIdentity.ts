import type { FastifyBaseLogger } from 'fastify';
import type { Result } from '../../protocol/methods';
import type { RequestHeaders } from '../../protocol/request';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { CommandFault } from '../calls/CommandFault';
import type { Identity, Proof } from '../rpc/Identity';
import { machineNow, type Clock } from '../system/Clock';
import { LogLine } from '../system/LogLine';
import { withTimeLimit } from '../system/withTimeLimit';
import { TokenBuckets } from '../access/TokenBuckets';
import { AmoTokens } from './AmoTokens';
import type { RequiredIdentity } from './identitySettings';
import { identityLog } from './messages';
import { SESSION_S, SessionTokens } from './SessionTokens';

/** Looks up a user's e-mail in amoCRM; null: amoCRM lists no such user. Rejects while the list can't be read. */
export type FindEmail = (userId: number, signal: AbortSignal) => Promise<string | null>;

/** Time limit of that, ms: well within the proxy's. */
const FIND_LIMIT_MS = 5_000;

/** Most users who are switched off and warned of: more than an account has. */
const MOST_INACTIVE = 1_000;

/** What `UserIdentity` needs of the backend. */
export interface UserIdentityOptions {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly directory: AgentDirectory;
  /** Null: amoCRM is not configured, so users are known by `amouserId` alone. */
  readonly findEmail: FindEmail | null;
  /** Is the user switched off in amoCRM, or not in it any more? False: not, or its list of users was not read. */
  readonly isInactive: (userId: number) => boolean;
}

/** Proves users by amoCRM's tokens, and knows them again by session tokens. Keeps nothing of a session. */
export class UserIdentity implements Identity {
  private readonly amoTokens: AmoTokens;
  private readonly sessions: SessionTokens;
  private readonly notices: TokenBuckets;
  /** Users who were warned of, since amoCRM proves them and they are switched off. */
  private readonly inactive = new Set<number>();

  constructor(
    private readonly settings: RequiredIdentity,
    private readonly options: UserIdentityOptions,
  ) {
    const { clock } = options;
    // Tokens carry times of other machines: a correction of the clock counts at once, whatever calls are under way.
    const time = { now: () => machineNow(clock) };
    this.amoTokens = new AmoTokens(settings, time);
    this.sessions = new SessionTokens(settings.secrets, settings.accountId, time);
    this.notices = new TokenBuckets(1, () => clock.elapsed());
  }

  async prove({ session_token: token, amouser_id: claimed }: RequestHeaders): Promise<Proof> {
    if (token === undefined) return { kind: 'unproven' };
    const user = await this.sessions.read(token);
    // The page has another user now than the one who opened the session.
    if (user === null || user.userId !== claimed) return { kind: 'expired' };
    return { kind: this.options.isInactive(user.userId) ? 'inactive' : 'proven', user };
  }

  isInactive(userId: number): boolean {
    return this.options.isInactive(userId);
  }

  async openSession(token: string | null): Promise<Result<'open_session'>> {
    const verdict = await this.amoTokens.verify(token);
    if (verdict.kind === 'expired') throw new CommandFault('TokenExpired');
    if (verdict.kind === 'refused') {
      const { why } = verdict;
      if (this.notices.takeToken(why)) this.options.logger.warn(new LogLine(identityLog.refused, { why }));
      throw new CommandFault('TokenRefused');
    }
    const { userId } = verdict;
    const { directory, isInactive } = this.options;
    // amoCRM's page goes on showing the token that it has cached.
    if (isInactive(userId)) {
      this.reportInactive(userId);
      throw new CommandFault('UserInactive');
    }
    this.inactive.delete(userId);
    // A user whose id is in the settings needs no answer of amoCRM's.
    const email = directory.ofProvenUser('', userId) === null ? await this.emailOf(userId) : '';
    const agent = directory.ofProvenUser(email ?? '', userId);
    const { ask = null } = this.settings;
    return {
      session_token: await this.sessions.sign({ userId, email: email ?? '' }),
      expires_in: SESSION_S,
      agent: agent && { extension: agent.extension, name: agent.name },
      no_agent:
        agent === null
          ? {
              reason: email === null ? 'usersUnread' : 'noExtension',
              user_id: userId,
              email: email === null || email === '' ? null : email,
              ask,
            }
          : null,
    };
  }

  /** Once for each user: their open page asks again and again. */
  private reportInactive(userId: number): void {
    if (this.inactive.has(userId) || this.inactive.size >= MOST_INACTIVE) return;
    this.inactive.add(userId);
    const extension = this.options.directory.ofProvenUser('', userId)?.extension;
    const fields = { amouserId: userId, ...(extension !== undefined && { extension }) };
    this.options.logger.warn(new LogLine(identityLog.userInactive, fields));
  }

  /** Empty: amoCRM is not configured or lists no such user; null: its list can't be read now. */
  private async emailOf(userId: number): Promise<string | null> {
    const { findEmail, clock, logger } = this.options;
    if (findEmail === null) return '';
    try {
      return (await withTimeLimit({ clock, ms: FIND_LIMIT_MS }, (signal) => findEmail(userId, signal))) ?? '';
    } catch (err) {
      if (this.notices.takeToken('users')) logger.warn(new LogLine(identityLog.usersUnread, { err }));
      return null;
    }
  }
}
