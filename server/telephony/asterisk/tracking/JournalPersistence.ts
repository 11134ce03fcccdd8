import * as v from 'valibot';
import type { Journal } from '../../../calls/journal/Journal';
import { journalSchema } from '../../journalSchema';
import type { Clock } from '../../../system/Clock';
import type { DraftStore } from '../../DraftStore';
import { journalOfDraftSchema } from './journalOfDraft';

/** How long changes are collected before they are stored, ms; with the store's own 20 ms a fact is on the disk within 50 ms. */
const GATHERED_MS = 25;
/** How often it is stored that the open calls are still there, ms. */
const SEEN_EVERY_MS = 1_000;
/** Key of that time; no whole call has it. */
const SEEN = 'seen';

const seenSchema = v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number));

/** What an earlier run, or another backend, has left. */
export interface StoredJournals {
  readonly journals: readonly Journal[];
  /** When these calls were certainly there for the last time, ms since 1970; undefined: not known. */
  readonly seenAt?: number;
}

/** Where the journals of the open calls come from. */
export interface JournalSource {
  journals(): readonly Journal[];
  /** Is Asterisk heard, so that the open calls are known to be there? */
  isHeard(): boolean;
}

/**
 * Stores the journals of open calls, so that a call that ends while no backend runs is still logged, and the time until
 * which they were certainly there. Owns two timers. After a failure the write is repeated with
 * the next change.
 */
export class JournalPersistence {
  private readonly entrySchema: v.GenericSchema<unknown, Journal>;
  private stored = new Map<string, Journal>();
  private source: JournalSource | null = null;
  private stopTimer: (() => void) | null = null;
  private stopSeen: (() => void) | null = null;
  private writing: Promise<void> = Promise.resolve();
  private isFailing = false;

  constructor(
    private readonly store: DraftStore,
    private readonly clock: Clock,
    /** Called with the first of several failures in a row. */
    private readonly onFault: (cause: unknown) => void,
    /** Converts an outside number to amoCRM's format. */
    toCrm: (number: string) => string,
  ) {
    const known = v.union([journalSchema, journalOfDraftSchema(toCrm)]);
    this.entrySchema = v.pipe(v.string(), v.parseJson(), known);
  }

  /** Reads what is stored; invalid entries are dropped. Drafts of release 1.0.0 become journals. Never fails. */
  async load(): Promise<StoredJournals> {
    try {
      const texts = await this.store.all();
      const journals = [...texts].flatMap(([key, one]) => {
        const parsed = v.safeParse(this.entrySchema, one);
        return key !== SEEN && parsed.success ? [parsed.output] : [];
      });
      this.stored = new Map(journals.map((journal) => [journal.id, journal]));
      const seen = v.safeParse(seenSchema, texts.get(SEEN));
      return seen.success ? { journals, seenAt: seen.output } : { journals };
    } catch (error) {
      this.fail(error);
      return { journals: [] };
    }
  }

  setSource(source: JournalSource): void {
    this.source = source;
  }

  /** Schedules a write, since journals may have changed. */
  scheduleSave(): void {
    this.stopTimer ??= this.clock.after(GATHERED_MS, () => {
      this.stopTimer = null;
      this.write();
    });
  }

  /** Writes what is not stored yet and stops. */
  async close(): Promise<void> {
    this.stopTimer?.();
    this.stopTimer = null;
    this.write();
    this.stopSeen?.();
    this.stopSeen = null;
    await this.writing;
    this.source = null;
  }

  /**
   * Writes what is left of a journal of which a whole call is over; null: nothing. To be called in the same run in which
   * that end is reported, so that the store commits both or none.
   */
  saveClosed(id: string, left: Journal | null): void {
    const before = this.stored.get(id);
    if (left !== null) this.track(this.put(left));
    else if (before !== undefined) this.track(this.delete(id, before));
  }

  private write(): void {
    const { source } = this;
    if (source === null) return;
    const journals = source.journals();
    const seen = source.isHeard() ? this.clock.now() : null;
    this.track(this.save(journals, seen));
    if (journals.length > 0) this.scheduleSeen();
  }

  /** While calls are open. */
  private scheduleSeen(): void {
    this.stopSeen ??= this.clock.after(SEEN_EVERY_MS, () => {
      this.stopSeen = null;
      this.write();
    });
  }

  private track(work: Promise<unknown>): void {
    this.writing = Promise.all([this.writing, work]).then(
      () => {
        this.isFailing = false;
      },
      (error: unknown) => this.fail(error),
    );
  }

  /** All writes begin in this run; what fails is written with the next change. */
  private async save(journals: readonly Journal[], seen: number | null): Promise<void> {
    const writes: Promise<void>[] = [];
    // Journals are immutable: the same object has not changed.
    for (const one of journals) if (this.stored.get(one.id) !== one) writes.push(this.put(one));
    // All that are open are stored now: more than these are there once one is over.
    if (this.stored.size !== journals.length) {
      const open = new Set(journals.map(({ id }) => id));
      for (const [id, journal] of [...this.stored]) if (!open.has(id)) writes.push(this.delete(id, journal));
    }
    if (journals.length > 0 && seen !== null) writes.push(this.store.put(SEEN, `${Math.round(seen)}`));
    await Promise.all(writes);
  }

  private async put(journal: Journal): Promise<void> {
    this.stored.set(journal.id, journal);
    try {
      await this.store.put(journal.id, JSON.stringify(journal));
    } catch (error) {
      if (this.stored.get(journal.id) === journal) this.stored.delete(journal.id);
      throw error;
    }
  }

  private async delete(id: string, journal: Journal): Promise<void> {
    this.stored.delete(id);
    try {
      await this.store.delete(id);
    } catch (error) {
      if (!this.stored.has(id)) this.stored.set(id, journal);
      throw error;
    }
  }

  private fail(cause: unknown): void {
    if (!this.isFailing) this.onFault(cause);
    this.isFailing = true;
  }
}
