import type { Agent } from '../../calls/Agent';
import type { Clock } from '../../system/Clock';
import type { AmoClient } from '../client/AmoClient';
import { AmoFault } from '../client/AmoFault';
import { usersAnswer, type AmoUser } from './amoAnswers';

/** How long the list of users is believed, ms. */
const KEPT_MS = 600_000;

/** Users on a page, and pages at most. */
const PAGE = 250;
const PAGES = 20;

/** Users of the account. The list is read at most once in ten minutes. */
export class AmoUsers {
  private list: { readonly users: Promise<readonly AmoUser[]>; readonly until: number } | null = null;
  /** The list serves many, so it does not end with the first who asked. */
  private readonly lifetime = new AbortController();

  constructor(
    private readonly client: AmoClient,
    private readonly clock: Clock,
  ) {}

  /** Fails with an `AmoFault`; a token that may not list users gives none. */
  all(): Promise<readonly AmoUser[]> {
    if (this.list !== null && this.list.until > this.clock.now()) return this.list.users;
    const users = this.read().catch((error: unknown) => {
      if (error instanceof AmoFault && error.reason === 'forbidden') return [];
      this.list = null;
      throw error;
    });
    this.list = { users, until: this.clock.now() + KEPT_MS };
    return users;
  }

  async nameOf(id: number): Promise<string | null> {
    return (await this.all()).find((user) => user.id === id)?.name ?? null;
  }

  /** The agent's id in amoCRM: as it is set, else by the e-mail. Null: amoCRM does not know the agent. */
  async idOf(agent: Agent): Promise<number | null> {
    if (agent.amouserId !== undefined) return agent.amouserId;
    const user = (await this.all()).find(({ email }) => email?.toLowerCase() === agent.email.toLowerCase());
    return user?.id ?? null;
  }

  close(): void {
    this.lifetime.abort();
  }

  private async read(): Promise<readonly AmoUser[]> {
    const users: AmoUser[] = [];
    for (let page = 1; page <= PAGES; page += 1) {
      const found = await this.client.request({
        method: 'GET',
        path: `/api/v4/users?limit=${PAGE}&page=${page}`,
        schema: usersAnswer,
        priority: 'popup',
        signal: this.lifetime.signal,
      });
      users.push(...(found ?? []));
      if ((found?.length ?? 0) < PAGE) break;
    }
    return users;
  }
}
