import * as v from 'valibot';
import type { Method } from '../../../protocol/methods';
import { openedSession } from '../../../protocol/openedSession';
import { amoToken } from '../../server/support/amoToken';
import type { MortalBackend } from './MortalBackend';

/** What a backend answers: a result, or the name of the exception. */
type RpcAnswer = Awaited<ReturnType<MortalBackend['ask']>>;

interface Session {
  readonly proof: object;
  /** When it is renewed, ms since 1970. */
  readonly until: number;
}

const UNPROVEN: ReadonlySet<unknown> = new Set(['IdentityRequired', 'SessionExpired']);

/**
 * Asks a backend that wants proof. As the widget does, it opens each agent's session before the first request and renews it
 * half-way: an unproven poll is refused only after the time of a poll. Users have their extension as id.
 */
export class ProvenWire {
  /** By extension. */
  private readonly sessions = new Map<string, Session>();

  /** @param now ms since 1970 */
  constructor(
    private readonly backend: Pick<MortalBackend, 'ask'>,
    private readonly now: () => number,
  ) {}

  /** Fails when the backend is dead. */
  async ask(extension: string, method: Method, params: object): Promise<RpcAnswer> {
    const session = this.sessions.get(extension);
    if (session === undefined || session.until <= this.now()) {
      const refused = await this.open(extension);
      if (refused !== null) return refused;
    }
    const answer = await this.backend.ask(extension, method, params, this.sessions.get(extension)?.proof);
    if (!UNPROVEN.has(answer.exception)) return answer;
    const refused = await this.open(extension);
    return refused ?? this.backend.ask(extension, method, params, this.sessions.get(extension)?.proof);
  }

  /** Null: it is open. */
  private async open(extension: string): Promise<RpcAnswer | null> {
    const token = amoToken(this.now(), { user_id: Number(extension) });
    const opened = await this.backend.ask(extension, 'open_session', { token });
    if (typeof opened.exception === 'string') return opened;
    const { session_token, expires_in } = v.parse(openedSession, opened.result);
    this.sessions.set(extension, { proof: { session_token }, until: this.now() + expires_in * 500 });
    return null;
  }
}
