import type { Result } from '../../protocol/methods';
import { CommandFault } from '../calls/CommandFault';
import type { Identity } from './Identity';
import { provenRequester } from './requesterOf';

/**
 * Limits requests. Those of a proven user are counted for the user, others for their address, so that no one
 * uses up the requests of whose proof is right. `ping`, and refusals by which a page learns that it needs another token
 * (`SessionExpired`, `TokenExpired`), are not counted: behind amoCRM's proxy everybody has the same address.
 */
export class RequestLimits {
  /** @param allow counts a request; false: too many */
  constructor(private readonly allow: (requester: string) => boolean = () => true) {}

  /** Fails with `TooManyRequests`. */
  demand(requester: string): void {
    if (!this.allow(requester)) throw new CommandFault('TooManyRequests');
  }

  /** Counts a request without a proven user. Fails with `TooManyRequests`. @param network of the sender's address */
  demandUnproven(network: string): void {
    this.demand(`unproven ${network}`);
  }

  /** Opens a session: the token is looked at first. @param requester null: no user was proven before */
  async openSession(
    identity: Identity,
    { amoToken, requester, network }: { amoToken: string | null; requester: string | null; network: string },
  ): Promise<Result<'open_session'>> {
    try {
      const session = await identity.openSession(amoToken);
      if (requester === null)
        this.demand(session.agent?.extension ?? provenRequester(session.no_agent?.user_id ?? 0));
      return session;
    } catch (error) {
      if (error instanceof CommandFault && error.reason === 'TokenRefused') this.demandUnproven(network);
      throw error;
    }
  }
}
