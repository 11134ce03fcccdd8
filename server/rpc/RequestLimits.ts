import type { Result } from '../../protocol/methods';
import { CommandFault } from '../calls/CommandFault';
import type { Identity } from './Identity';
import { agentRequester, provenRequester, type AllowRequest, type Requester } from './Requester';

/**
 * Limits requests. Those of a proven user count for the user, whatever the method; without a proven user refused ones count
 * for the network, so that they use up no proven user's requests. `ping`, and refusals by which a page learns that it needs
 * another token (`SessionExpired`, `TokenExpired`), do not count without a proven user: behind amoCRM's proxy all users have
 * the same address; to answer them costs no more than to refuse. With `identity: off`, where any e-mail may be named, those
 * of no agent count for the network, too (`crowd`).
 */
export class RequestLimits {
  constructor(private readonly count: AllowRequest = () => true) {}

  /**
   * Counts a request; false: too many.
   * @param requester null: it is not counted yet
   * @param network of the sender's address
   */
  allow(requester: Requester | null, network: string): boolean {
    if (requester === null) return true;
    return (
      this.count(requester) && (requester.kind !== 'email' || this.count({ kind: 'crowd', name: network }))
    );
  }

  /** Counts a request without a proven user. Fails with `TooManyRequests`. @param network of the sender's address */
  demandUnproven(network: string): void {
    this.demand({ kind: 'network', name: network }, network);
  }

  /** Opens a session: the token is looked at first. @param requester null: no user was proven before */
  async openSession(
    identity: Identity,
    {
      amoToken,
      requester,
      network,
    }: { amoToken: string | null; requester: Requester | null; network: string },
  ): Promise<Result<'open_session'>> {
    try {
      const session = await identity.openSession(amoToken);
      const { agent, no_agent } = session;
      if (requester === null)
        this.demand(
          agent ? agentRequester(agent.extension) : provenRequester(no_agent?.user_id ?? 0),
          network,
        );
      return session;
    } catch (error) {
      if (error instanceof CommandFault && error.reason === 'TokenRefused') this.demandUnproven(network);
      throw error;
    }
  }

  private demand(requester: Requester, network: string): void {
    if (!this.allow(requester, network)) throw new CommandFault('TooManyRequests');
  }
}
