import * as v from 'valibot';
import type { Clock } from '../../system/Clock';
import type { AmoUser } from '../callers/amoAnswers';
import { AmoFault } from '../client/AmoFault';
import type { ClientIndexStore } from './ClientIndexStore';
import { IndexedStages } from './IndexedStages';
import { IndexedUsers } from './IndexedUsers';
import type { IndexRequests } from './IndexRequests';

/** Pipelines are seldom changed, ms. */
const STAGES_MS = 300_000;
/** An account hardly ever changes its currency, ms. */
const CURRENCY_MS = 86_400_000;

const keptCurrency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));

/** What is short of the account, and read whole: users, pipelines with their stages, the currency. */
export class IndexedLists {
  readonly users = new IndexedUsers();
  readonly stages = new IndexedStages();
  /** When the stages were read, ms of the even clock; null: not by this process. */
  private stagesAt: number | null = null;
  private currencyCode: string | null = null;
  /** As `stagesAt`. */
  private currencyAt: number | null = null;

  constructor(
    private readonly requests: Pick<IndexRequests, 'pipelines' | 'currency'>,
    private readonly listUsers: () => Promise<readonly AmoUser[]>,
    private readonly store: Pick<ClientIndexStore, 'save'>,
    private readonly clock: Pick<Clock, 'elapsed'>,
  ) {}

  /** ISO code of the account's currency; null: not known. */
  get currency(): string | null {
    return this.currencyCode;
  }

  /** What an earlier process has kept. */
  load(notes: ReadonlyMap<string, string>): void {
    this.users.load(notes.get('users'));
    this.stages.load(notes.get('stages'));
    const currency = v.safeParse(keptCurrency, notes.get('currency'));
    if (currency.success) this.currencyCode = currency.output;
  }

  /** Fails with an `AmoFault`, or when the store does. */
  async readUsers(): Promise<void> {
    const before = this.users.text;
    const text = this.users.replace(await this.listUsers());
    if (text !== before) await this.note('users', text);
  }

  /** Unless they were read lately. Fails with an `AmoFault`, or when the store does. */
  async readStages(signal: AbortSignal): Promise<void> {
    const now = this.clock.elapsed();
    if (this.stagesAt !== null && now - this.stagesAt < STAGES_MS) return;
    const before = this.stages.text;
    const text = this.stages.replace(await this.requests.pipelines(signal));
    if (text !== before) await this.note('stages', text);
    this.stagesAt = now;
  }

  /** Unless it was read lately. Fails with an `AmoFault`, or when the store does. */
  async readCurrency(signal: AbortSignal): Promise<void> {
    const now = this.clock.elapsed();
    if (this.currencyAt !== null && now - this.currencyAt < CURRENCY_MS) return;
    const before = this.currencyCode;
    const read = await this.requests.currency(signal).catch((error: unknown) => {
      // Where this token may not read it sums are shown without: that makes nothing older.
      if (error instanceof AmoFault && error.isOfAddress) return null;
      throw error;
    });
    if (read !== null && read !== before) await this.note('currency', read);
    this.currencyCode = read ?? before;
    this.currencyAt = now;
  }

  private note(name: string, text: string): Promise<void> {
    return this.store.save({ entries: [], deleted: [], notes: new Map([[name, text]]) });
  }
}
