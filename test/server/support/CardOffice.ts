import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { callerCardSchema, type CallerCard } from '../../../protocol/callerCard';
import type { Simulator } from '../../../server/telephony/simulator/Simulator';
import { identitySection } from './amoToken';
import { RightsOffice } from './RightsOffice';
import type { FullStatus } from './startBackend';

/** When the client's next task is due, s since 1970. */
export const DUE_AT = 1_763_705_000;

/** What the index and the rights ask by themselves again and again. */
const LOOK = /\/(users|events|pipelines)$/;

/** A backend whose agents are users of each kind, and which has all cards of a fake amoCRM in its index. */
export class CardOffice {
  private constructor(readonly office: RightsOffice) {}

  /** The backend is not started yet. */
  static open(): Promise<CardOffice> {
    return Promise.resolve(new CardOffice(RightsOffice.prepare()));
  }

  get number(): string {
    return this.office.number;
  }

  get account(): RightsOffice['amo']['account'] {
    return this.office.amo.account;
  }

  get simulator(): Simulator {
    return this.office.backend.app.simulator;
  }

  /** Starts the backend; resolves once its index is filled and rights are known. @param more sections of the settings */
  async start(identity: object = identitySection, more: object = {}): Promise<void> {
    await this.office.start(identity, { index: true }, more);
    await this.office.untilIndexed();
    if (identity === identitySection) await this.office.untilRights('ok');
  }

  /** Lets the backend's time pass until it holds. */
  passUntil(condition: () => Promise<boolean>): Promise<void> {
    return this.office.until(async () => {
      await this.office.backend.timer.pass(500);
      // Answers of real sockets must not seem to take minutes.
      await this.office.amo.roundTrip();
      return condition();
    });
  }

  /** The status as our widget asks for it. @param headers of the agent's widget; left out: proven */
  async statusWithCards(extension: string, headers?: object): Promise<FullStatus> {
    const params = { current_status: null, cards: true };
    const of = headers ?? (await this.office.proven(extension));
    return (await this.office.backend.call('get_agent_status', params, of)) as FullStatus;
  }

  /** The card of the agent's last call; null: it has none. */
  async cardOf(extension: string, headers?: object): Promise<CallerCard | null> {
    const card = (await this.statusWithCards(extension, headers)).calls.at(-1)?.['card'];
    return card === undefined ? null : v.parse(callerCardSchema, card);
  }

  /** The card, once it is so. */
  async cardWhen(extension: string, isSo: (card: CallerCard) => boolean): Promise<CallerCard> {
    const found: CallerCard[] = [];
    await this.office.until(async () => {
      const card = await this.cardOf(extension);
      if (card !== null && isSo(card)) found.push(card);
      return found.length > 0;
    });
    return found[0] ?? {};
  }

  /** A client of user 2 with a company, two open leads, one that is won, and tasks. */
  fillAccount(): void {
    const { account } = this;
    account.companies.push({ id: 70, name: 'Ромашка', phones: [], responsible_user_id: 2, updated_at: 5 });
    account.contact('Иван Петров', this.number, {
      id: 71,
      responsible_user_id: 2,
      companyId: 70,
      leadIds: [80, 81, 82],
    });
    const lead = { responsible_user_id: 2, pipeline_id: 5 };
    account.leads.push(
      { ...lead, id: 80, name: 'Окна', price: 180_000, status_id: 20, updated_at: 7 },
      { ...lead, id: 81, name: 'Двери', price: 9_000, status_id: 30, updated_at: 9 },
      { ...lead, id: 82, name: 'Старое', price: 1, status_id: 142, updated_at: 11 },
    );
    const task = {
      entity_type: 'leads' as const,
      responsible_user_id: 2,
      created_at: 3,
      is_completed: false,
    };
    account.tasks.push(
      { ...task, id: 90, entity_id: 80, text: 'Прислать смету', complete_till: DUE_AT },
      { ...task, id: 91, entity_id: 81, text: 'Позже', complete_till: DUE_AT + 90_000 },
    );
  }

  /** A client rings at these agents, who do not answer by themselves. */
  ring(extensions: readonly string[], number = this.number): void {
    this.simulator.incoming(number, [...extensions], { answersItself: false });
  }

  /** Ends the agent's call from the far end. */
  endCall(extension: string): void {
    this.simulator.farHangup(extension);
  }

  /** Runs a command of the agent on their last call. @returns null, or why it failed */
  async command(
    extension: string,
    method: 'consult' | 'redirect' | 'complete_transfer',
    params: object = {},
  ): Promise<unknown> {
    const { calls } = await this.statusWithCards(extension);
    const unique_id = calls.at(-1)?.unique_id;
    return this.office.backend.call(method, { ...params, unique_id }, await this.office.proven(extension));
  }

  /** What was asked of amoCRM since so many requests were seen, but for what it is asked by itself again and again. */
  askedSince(seen: number): string[] {
    return this.office.amo.seen
      .slice(seen)
      .filter(
        ({ path, query }) => !query.has('order[updated_at]') && !query.has('order[id]') && !LOOK.test(path),
      )
      .map(({ method, path, query }) => `${method} ${path}?${query.toString()}`);
  }

  close(): Promise<void> {
    return this.office.close();
  }

  /** Runs it on the backend's file of the store, as a program beside it. */
  inStore(sql: string): void {
    this.withStore((database) => database.exec(sql));
  }

  /** Number of choices among contacts that the store has of this agent. */
  choicesOf(extension: string): number {
    const sql = 'SELECT * FROM contact_choices WHERE extension = ?';
    return this.withStore((database) => database.prepare(sql).all(extension).length);
  }

  private withStore<Result>(use: (database: DatabaseSync) => Result): Result {
    const [file = ''] = globSync(join(this.office.folder, '**/*.sqlite'));
    // The backend may be writing.
    const database = new DatabaseSync(file, { timeout: 10_000 });
    try {
      return use(database);
    } finally {
      database.close();
    }
  }
}
