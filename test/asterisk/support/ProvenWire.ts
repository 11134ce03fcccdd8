import type { Method } from '../../../protocol/methods';
import { amoToken } from '../../server/support/amoToken';
import type { MortalBackend } from './MortalBackend';

/** What a backend answers: a result, or the name of the exception. */
type RpcAnswer = Awaited<ReturnType<MortalBackend['ask']>>;

const UNPROVEN: ReadonlySet<unknown> = new Set(['IdentityRequired', 'SessionExpired']);

/** Asks a backend that wants proof: each agent's session is opened when it wants one. Users have their extension as id. */
export class ProvenWire {
  /** By extension. */
  private readonly sessions = new Map<string, object>();

  /** @param now ms since 1970 */
  constructor(
    private readonly backend: Pick<MortalBackend, 'ask'>,
    private readonly now: () => number,
  ) {}

  /** Fails when the backend is dead. */
  async ask(extension: string, method: Method, params: object): Promise<RpcAnswer> {
    const answer = await this.backend.ask(extension, method, params, this.sessions.get(extension));
    if (!UNPROVEN.has(answer.exception)) return answer;
    const token = amoToken(this.now(), { user_id: Number(extension) });
    const opened = await this.backend.ask(extension, 'open_session', { token });
    if (typeof opened.exception === 'string') return opened;
    this.sessions.set(extension, opened.result as object);
    return this.backend.ask(extension, method, params, this.sessions.get(extension));
  }
}
