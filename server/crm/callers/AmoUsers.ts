import type { Agent } from '../../calls/Agent';
import type { Clock } from '../../system/Clock';
import type { AmoClient } from '../client/AmoClient';
import { AmoFault } from '../client/AmoFault';
import { pageOf } from '../client/answerSchemas';
import { usersAnswer, type AmoUser } from './amoAnswers';

/** How long the list of users is cached, ms. */
const KEPT_MS = 600_000;

/** Users per page, and the largest number of pages. */
const PAGE = 250;
const PAGES = 20;

/** After this many failures in a row, agents without an amoCRM id are treated as unknown to amoCRM. */
const MAX_FAILURES = 3;

/** Users of the account. The list is read at most once in ten minutes. */
export class AmoUsers {
  private list: { readonly users: Promise<readonly AmoUser[]>; readonly until: number } | null = null;
  private failures = 0;
  /** Shared by all callers, so not bound to one caller's abort signal. */
  private readonly lifetime = new AbortController();

  constructor(
    private readonly client: AmoClient,
    private readonly clock: Clock,
  ) {}

  /** All users; empty when the token may not list them. Fails with an `AmoFault`. */
  all(): Promise<readonly AmoUser[]> {
    if (this.list !== null && this.list.until > this.clock.now()) return this.list.users;
    const users = this.read().then(
      (read) => {
        this.failures = 0;
        return read;
      },
      (error: unknown) => {
        if (error instanceof AmoFault && error.reason === 'forbidden') return [];
        this.list = null;
        this.failures += 1;
        throw error;
      },
    );
    this.list = { users, until: this.clock.now() + KEPT_MS };
    return users;
  }

  /** Null: amoCRM lists no such user. Fails with an `AmoFault`, `forbidden` when the token may not list users. */
  async emailOf(id: number): Promise<string | null> {
    const users = await this.all();
    if (users.length === 0) throw new AmoFault('forbidden', 'the list of users', false);
    return users.find((user) => user.id === id)?.email ?? null;
  }

  async nameOf(id: number): Promise<string | null> {
    return (await this.all()).find((user) => user.id === id)?.name ?? null;
  }

  /**
   * The agent's id in amoCRM: from the settings, else by e-mail. Null: amoCRM does not know the agent, or the list of
   * users can't be read. Fails with an `AmoFault` while that may be a temporary outage.
   */
  async idOf(agent: Agent): Promise<number | null> {
    if (agent.amouserId !== undefined) return agent.amouserId;
    const users = await this.all().catch((error: unknown) => {
      if (this.isUnreadable(error)) return [];
      throw error;
    });
    return users.find(({ email }) => email?.toLowerCase() === agent.email.toLowerCase())?.id ?? null;
  }

  close(): void {
    this.lifetime.abort();
  }

  /** Is the list permanently unreadable? Then calls are logged without user ids rather than not at all. */
  private isUnreadable(error: unknown): boolean {
    if (!(error instanceof AmoFault) || error.reason === 'aborted') return false;
    return error.isOfAddress || this.failures >= MAX_FAILURES;
  }

  private async read(): Promise<readonly AmoUser[]> {
    const users: AmoUser[] = [];
    for (let page = 1; page <= PAGES; page += 1) {
      const found = await this.client.request({
        method: 'GET',
        path: `/api/v4/users?limit=${PAGE}&page=${page}`,
        schema: pageOf('users', usersAnswer),
        priority: 'popup',
        signal: this.lifetime.signal,
      });
      users.push(...(found?.read ?? []));
      if ((found?.count ?? 0) < PAGE) break;
    }
    return users;
  }
}
