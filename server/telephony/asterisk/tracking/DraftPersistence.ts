import * as v from 'valibot';
import type { Clock } from '../../../system/Clock';
import type { CallRecordDraft } from './CallRecordDraft';
import type { DraftStore } from '../../DraftStore';

/** How long changes are gathered before they are stored, ms. */
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
 * Keeps the drafts of open calls' records in a store, so that a call that ends while no backend listens is still
 * logged. Owns one timer and one write at a time. A store that fails is written again with the next change.
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
    /** Told when the store begins to fail. */
    private readonly onFault: (cause: unknown) => void,
  ) {}

  /** What an earlier run, or another backend, has left; what can't be read of it is dropped. Never fails. */
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

  /** From now on these are kept. */
  setSource(current: () => readonly CallRecordDraft[]): void {
    this.current = current;
  }

  /** Some may have changed. */
  scheduleSave(): void {
    this.stopTimer ??= this.clock.after(GATHERED_MS, () => {
      this.stopTimer = null;
      this.write();
    });
  }

  /** Stores what is not stored yet, and ends. */
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
    // Drafts are never changed in place: another object is another draft.
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
