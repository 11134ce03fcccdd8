import * as v from 'valibot';
import type { Clock } from '../../../system/Clock';
import type { CallRecordDraft } from './CallRecordDraft';
import type { DraftStore } from '../../DraftStore';

/** How long changes are collected before they are stored, ms. */
const GATHERED_MS = 250;

const text = v.nullable(v.string());
const time = v.number();

const draftSchema: v.GenericSchema<unknown, CallRecordDraft> = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    id: v.string(),
    direction: v.picklist(['inbound', 'outbound']),
    client: text,
    number: v.string(),
    via: text,
    extensions: v.array(v.string()),
    talked: text,
    rung: text,
    failure: v.nullable(v.picklist(['answered', 'missed', 'busy', 'noAnswer', 'rejected', 'failed'])),
    startedAt: time,
    answeredAt: v.nullable(time),
    recording: text,
    mixMonitor: text,
  }),
);

/**
 * Stores the drafts of open calls' records, so that a call that ends while no backend runs is still logged. Owns one
 * timer and one write at a time. After a failure the write is repeated with the next change.
 */
export class DraftPersistence {
  private stored = new Map<string, CallRecordDraft>();
  private current: () => readonly CallRecordDraft[] = () => [];
  private stopTimer: (() => void) | null = null;
  private writing: Promise<void> = Promise.resolve();
  private isFailing = false;

  constructor(
    private readonly store: DraftStore,
    private readonly clock: Clock,
    /** Called with the first of several failures in a row. */
    private readonly onFault: (cause: unknown) => void,
  ) {}

  /** Reads the drafts of an earlier run or another backend; invalid ones are dropped. Never fails. */
  async load(): Promise<readonly CallRecordDraft[]> {
    try {
      const texts = await this.store.all();
      const drafts = [...texts.values()].flatMap((one) => {
        const parsed = v.safeParse(draftSchema, one);
        return parsed.success ? [parsed.output] : [];
      });
      this.stored = new Map(drafts.map((draft) => [draft.id, draft]));
      return drafts;
    } catch (error) {
      this.fail(error);
      return [];
    }
  }

  /** Sets where the current drafts are read from. */
  setSource(current: () => readonly CallRecordDraft[]): void {
    this.current = current;
  }

  /** Schedules a write, since drafts may have changed. */
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
    await this.writing;
    this.current = () => [];
  }

  private write(): void {
    const drafts = this.current();
    this.writing = this.writing.then(() => this.save(drafts)).catch((error: unknown) => this.fail(error));
  }

  private async save(drafts: readonly CallRecordDraft[]): Promise<void> {
    const open = new Set(drafts.map(({ id }) => id));
    // Drafts are immutable: the same object has not changed.
    for (const draft of drafts) {
      if (this.stored.get(draft.id) === draft) continue;
      await this.store.put(draft.id, JSON.stringify(draft));
      this.stored.set(draft.id, draft);
    }
    for (const id of [...this.stored.keys()]) {
      if (open.has(id)) continue;
      await this.store.delete(id);
      this.stored.delete(id);
    }
    this.isFailing = false;
  }

  private fail(cause: unknown): void {
    if (!this.isFailing) this.onFault(cause);
    this.isFailing = true;
  }
}
