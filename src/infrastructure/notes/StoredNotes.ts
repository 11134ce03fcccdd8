import * as v from 'valibot';
import type { EndReason } from '../../../protocol/EndReason';
import { toJson } from '../../../protocol/toJson';
import { isUnsent, type CallNote } from '../../domain/notes/CallNote';
import type { NoteMemory } from '../../domain/notes/NoteBackend';
import type { Scope } from '../../system/Scope';

/** How long a note is kept, ms: longer than the backend takes it, so that an agent can still copy it. */
const KEPT_MS = 3 * 86_400_000;

/** Most notes of one agent in a browser. */
const MOST = 40;

/** Key of the browser's name. */
const WRITER = 'asteriskng.writer';

const reasons: Readonly<Record<EndReason, 0>> = {
  hungUp: 0,
  busy: 0,
  noAnswer: 0,
  rejected: 0,
  missed: 0,
  answeredElsewhere: 0,
  transferred: 0,
  failed: 0,
  unknownNumber: 0,
};

const text = v.string();
const lead = v.object({ id: v.string(), name: text });
const kept = <T extends v.GenericSchema>(value: T) => v.object({ value, at: v.number(), sentAt: v.number() });
const base = {
  callId: v.string(),
  client: v.object({
    title: text,
    via: v.nullable(text),
    leads: v.array(lead),
    number: v.optional(text),
    contactId: v.nullish(text),
    company: v.nullish(text),
  }),
  text: kept(text),
  choice: kept(
    v.object({
      outcomeId: v.nullable(v.string()),
      leadId: v.nullable(v.string()),
      task: v.nullable(v.object({ text, dueAt: v.number() })),
    }),
  ),
  draft: v.optional(v.nullable(v.object({ text, dueAt: v.nullable(v.number()), at: v.number() })), null),
  others: v.array(v.object({ name: text, text, at: v.number() })),
  offered: v.nullable(v.array(v.string())),
  rival: text,
  isLogged: v.boolean(),
};
const noteSchema = v.variant('phase', [
  v.object({ phase: v.literal('live'), ...base }),
  v.object({
    phase: v.literal('over'),
    ...base,
    // An earlier version kept none.
    end: v.nullish(
      v.object({
        reason: v.picklist(Object.keys(reasons) as EndReason[]),
        wentTo: v.nullable(v.object({ name: text, isRefused: v.boolean() })),
      }),
      null,
    ),
    talkSeconds: v.nullable(v.number()),
    endedAt: v.number(),
    waitsUntil: v.nullable(v.union([v.number(), v.literal('unknown')])),
    moreMinutes: v.number(),
    isWanted: v.boolean(),
    isAsked: v.boolean(),
  }),
  v.object({ phase: v.literal('done'), ...base, endedAt: v.number() }),
]);

/**
 * Notes in the browser's storage, one entry for each call, so that tabs do not overwrite each other's. Bounded in number and age:
 * those that are with the backend go first. Where storage does not work nothing outlives the page.
 */
export class StoredNotes implements NoteMemory {
  /**
   * @param storage may throw, as `window.localStorage` does where it is forbidden
   * @param owner account, user and backend: others' notes are not touched
   */
  constructor(
    private readonly window: Window,
    private readonly storage: () => Storage,
    private readonly owner: string,
    private readonly scope: Scope,
  ) {}

  /** Name of this browser, by which the backend tells the agent's computers apart; another one after each load where storage fails. */
  writer(): string {
    const fresh = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 8)).join('');
    try {
      const storage = this.storage();
      const known = storage.getItem(WRITER);
      if (known !== null && /^[a-z0-9]{4,64}$/.test(known)) return known;
      storage.setItem(WRITER, fresh);
    } catch {
      // Storage is forbidden.
    }
    return fresh;
  }

  all(): readonly CallNote[] {
    try {
      const storage = this.storage();
      const notes = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
        .filter((key) => key.startsWith(this.prefix))
        .flatMap((key) => {
          const note = readNote(storage.getItem(key));
          if (note !== null && this.prefix + note.callId === key && !this.isOld(note)) return note;
          storage.removeItem(key);
          return [];
        });
      return this.bounded(notes);
    } catch {
      return [];
    }
  }

  put(note: CallNote): void {
    const key = this.prefix + note.callId;
    // What kept it from the backend is found out again.
    const content = toJson({ ...note, trouble: undefined });
    try {
      const storage = this.storage();
      if (storage.getItem(key) === content) return;
      const isNew = storage.getItem(key) === null;
      storage.setItem(key, content);
      if (isNew) this.all();
    } catch {
      // Storage is full or forbidden: the note is kept until the page is left.
    }
  }

  remove(callId: string): void {
    try {
      this.storage().removeItem(this.prefix + callId);
    } catch {
      // As above.
    }
  }

  onChange(listener: (callId: string, note: CallNote | null) => void): void {
    this.scope.listen(this.window, 'storage', (event) => {
      if (!(event instanceof StorageEvent) || !event.key?.startsWith(this.prefix)) return;
      const note = readNote(event.newValue);
      if (note !== null || event.newValue === null) listener(event.key.slice(this.prefix.length), note);
    });
  }

  private get prefix(): string {
    return `asteriskng.note:${this.owner}:`;
  }

  private isOld(note: CallNote): boolean {
    return timeOf(note) < this.scope.now() - KEPT_MS;
  }

  /** Removes those that are too many. */
  private bounded(notes: readonly CallNote[]): readonly CallNote[] {
    const wanted = [...notes].sort(
      (a, b) => Number(isWaiting(b)) - Number(isWaiting(a)) || timeOf(b) - timeOf(a),
    );
    for (const { callId } of wanted.slice(MOST)) this.remove(callId);
    return wanted.slice(0, MOST);
  }
}

const isWaiting = ({ text: one, choice, draft }: CallNote): boolean =>
  isUnsent(one) || isUnsent(choice) || draft !== null;

function timeOf(note: CallNote): number {
  return Math.max(
    note.text.at,
    note.choice.at,
    note.draft?.at ?? 0,
    note.phase === 'live' ? 0 : note.endedAt,
  );
}

/** The note of a stored text; null: it is none, as another version or program may have left. */
function readNote(content: string | null): CallNote | null {
  try {
    const parsed = v.safeParse(noteSchema, JSON.parse(content ?? 'null'));
    return parsed.success ? { ...parsed.output, trouble: null } : null;
  } catch {
    return null;
  }
}
