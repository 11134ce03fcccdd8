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
/** Pause before the store is read again after it could not be, ms. */
const READ_AGAIN_MS = 5_000;
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
  /** Of all open calls. */
  journals(): readonly Journal[];
  /**
   * Those that have changed since the last call, by id; null: it is over. Null in place of all, or no such function: it
   * is not known which.
   */
  takeChangedJournals?(): ReadonlyMap<string, Journal | null> | null;
  /** Is Asterisk heard, so that the open calls are known to be there? */
  isHeard(): boolean;
  /** Takes in what could not be read before. */
  addStored?(stored: StoredJournals): void;
}

/**
 * Stores the journals of open calls, so that a call that ends while no backend runs is still logged, and the time until
 * which they were certainly there. Owns three timers. After a failure the write is repeated with
 * the next change.
 */
export class JournalPersistence {
  private readonly entrySchema: v.GenericSchema<unknown, Journal>;
  /** Null: a write failed, so that the store may have an earlier one. */
  private stored = new Map<string, Journal | null>();
  private source: JournalSource | null = null;
  private stopTimer: (() => void) | null = null;
  private stopSeen: (() => void) | null = null;
  private writing: Promise<void> = Promise.resolve();
  private isFailing = false;
  /** Something was not written, so that all journals are compared once with what is stored. */
  private mustCompare = false;
  /** The store could not be read yet: nothing is written, since that would take the place of what is to be read. */
  private isUnread = false;
  private stopReading: (() => void) | null = null;
  private isClosed = false;
  private readonly stopAdded: () => void;

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
    this.stopAdded = store.onAdded?.(() => void this.readAdded()) ?? (() => undefined);
  }

  /**
   * Reads what is stored; invalid entries are dropped. Drafts of release 1.0.0 become journals. Never fails: what can't be
   * read is read later, and passed to the source then.
   */
  async load(): Promise<StoredJournals> {
    try {
      const found = this.parsed(await this.store.all());
      this.stored = new Map(found.journals.map((journal) => [journal.id, journal]));
      return found;
    } catch (error) {
      this.isUnread = true;
      this.mustCompare = true;
      this.readLater();
      this.fail(error);
      return { journals: [] };
    }
  }

  setSource(source: JournalSource): void {
    this.source = source;
  }

  /** Passes on what is in the store and was not read before. Never fails. */
  async readAdded(): Promise<void> {
    try {
      const { journals, seenAt } = this.parsed(await this.store.all());
      const { source } = this;
      if (source === null) return;
      const added = journals.filter(({ id }) => !this.stored.has(id));
      for (const journal of added) this.stored.set(journal.id, journal);
      // Otherwise it is the time of our own calls.
      const isTheirs = this.isUnread && seenAt !== undefined;
      this.isUnread = false;
      source.addStored?.({ journals: added, ...(isTheirs && { seenAt }) });
      this.scheduleSave();
    } catch {
      if (this.isUnread) this.readLater();
    }
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
    this.isClosed = true;
    this.stopTimer?.();
    this.stopTimer = null;
    this.write();
    this.stopSeen?.();
    this.stopSeen = null;
    this.stopReading?.();
    this.stopReading = null;
    this.stopAdded();
    await this.writing;
    this.source = null;
  }

  /**
   * Writes what is left of a journal of which a whole call is over; null: nothing. To be called in the same run in which
   * that end is reported, so that the store commits both or none.
   */
  saveClosed(id: string, left: Journal | null): void {
    if (this.isUnread) return;
    const before = this.stored.get(id);
    if (left !== null) this.track(this.put(left));
    else if (before !== undefined) this.track(this.delete(id, before));
  }

  private parsed(texts: ReadonlyMap<string, string>): StoredJournals {
    const journals = [...texts].flatMap(([key, one]) => {
      const read = v.safeParse(this.entrySchema, one);
      return key !== SEEN && read.success ? [read.output] : [];
    });
    const seen = v.safeParse(seenSchema, texts.get(SEEN));
    return seen.success ? { journals, seenAt: seen.output } : { journals };
  }

  private readLater(): void {
    if (this.isClosed) return;
    this.stopReading ??= this.clock.after(READ_AGAIN_MS, () => {
      this.stopReading = null;
      void this.readAdded();
    });
  }

  private write(): void {
    const { source } = this;
    if (source === null || this.isUnread) return;
    // Of hundreds of open calls few have changed.
    const changed = source.takeChangedJournals?.() ?? null;
    const writes =
      changed === null || this.mustCompare
        ? this.writesOfAll(source.journals())
        : [...changed].flatMap(([id, journal]) => this.writesOf(id, journal));
    // All open ones are among the stored ones now.
    if (this.stored.size > 0) {
      if (source.isHeard()) writes.push(this.store.put(SEEN, `${Math.round(this.clock.now())}`));
      this.scheduleSeen();
    }
    this.track(Promise.all(writes));
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
  private writesOfAll(journals: readonly Journal[]): Promise<void>[] {
    this.mustCompare = false;
    const open = new Set(journals.map(({ id }) => id));
    return [
      ...journals.flatMap((one) => this.writesOf(one.id, one)),
      ...[...this.stored.keys()].flatMap((id) => (open.has(id) ? [] : this.writesOf(id, null))),
    ];
  }

  /** @param journal null: it is over */
  private writesOf(id: string, journal: Journal | null): Promise<void>[] {
    const before = this.stored.get(id);
    if (journal === null) return before === undefined ? [] : [this.delete(id, before)];
    // Journals are immutable: the same object has not changed.
    return before === journal ? [] : [this.put(journal)];
  }

  private async put(journal: Journal): Promise<void> {
    this.stored.set(journal.id, journal);
    try {
      await this.store.put(journal.id, JSON.stringify(journal));
    } catch (error) {
      if (this.stored.get(journal.id) === journal) this.stored.set(journal.id, null);
      this.mustCompare = true;
      throw error;
    }
  }

  private async delete(id: string, journal: Journal | null): Promise<void> {
    this.stored.delete(id);
    try {
      await this.store.delete(id);
    } catch (error) {
      if (!this.stored.has(id)) this.stored.set(id, journal);
      this.mustCompare = true;
      throw error;
    }
  }

  private fail(cause: unknown): void {
    if (!this.isFailing) this.onFault(cause);
    this.isFailing = true;
  }
}
