import { toJson } from '../../../protocol/toJson';
import {
  isUnsent,
  type CallNote,
  type Choice,
  type Kept,
  type NoteClient,
  type NotePart,
  type Remark,
  type TaskDraft,
} from './CallNote';

/** What the backend knows of a call's note. Times in ms since 1970 by its clock. */
export interface KnownNote {
  /** The agent's own; `at` 0: none. */
  readonly text: { readonly value: string; readonly at: number };
  readonly others: readonly Remark[];
  readonly choice: Choice;
  /** See `CallNote`. */
  readonly offered: readonly string[];
  readonly waitsUntil: number | null;
  readonly moreMinutes: number;
  readonly isWanted: boolean;
  readonly isLogged: boolean;
}

/** What happens to a note. Times in ms since 1970 by the backend's clock. */
export type NoteEvent =
  /** The call is live and its client is known so. */
  | { readonly type: 'shown'; readonly client: NoteClient }
  /** Again: what is known of the end may come later, as who has not taken the call. */
  | ({ readonly type: 'ended'; readonly at: number } & Pick<Over, 'end' | 'talkSeconds'>)
  | { readonly type: 'typed'; readonly text: string; readonly at: number }
  | { readonly type: 'chosen'; readonly change: Partial<Choice>; readonly at: number }
  /** A next task is being typed. */
  | ({ readonly type: 'taskTyped' } & TaskDraft)
  /** `isFinal`: an entry that does not wait now will not wait later. */
  | { readonly type: 'read'; readonly known: KnownNote; readonly isFinal: boolean }
  /** The backend has taken the value of this time. */
  | { readonly type: 'accepted'; readonly part: NotePart; readonly at: number }
  /** `refusal`: the backend's reason; null: it was not reached. */
  | { readonly type: 'failed'; readonly part: NotePart; readonly refusal: string | null }
  /** Another tab of this browser has it so. */
  | { readonly type: 'heard'; readonly note: CallNote }
  /** "Done" was pressed without the outcome that is wanted. */
  | { readonly type: 'asked' }
  | { readonly type: 'closed' };

/** The note after the event; null: all that it held is with the backend, and it is over with. The only function that changes it. */
export function changeNote(note: CallNote, event: NoteEvent): CallNote | null {
  switch (event.type) {
    case 'shown':
      return withClient(note, event.client);
    case 'ended':
      return ended(note, event);
    case 'typed':
      return { ...note, text: changed(note.text, event.text, event.at), trouble: null };
    case 'chosen': {
      const choice = changed(note.choice, { ...note.choice.value, ...event.change }, event.at);
      const draft = event.change.task === undefined ? note.draft : null;
      return { ...note, choice, draft, trouble: null, ...(note.phase === 'over' && { isAsked: false }) };
    }
    case 'taskTyped':
      // Later than what was chosen, so that other tabs see that it is none of that.
      return { ...note, draft: { ...draftOf(event), at: Math.max(event.at, note.choice.at + 1) } };
    case 'read':
      return withKnown(note, event.known, event.isFinal);
    case 'accepted':
      return finished({
        ...note,
        [event.part]: { ...note[event.part], sentAt: Math.max(note[event.part].sentAt, event.at) },
        trouble: null,
      });
    case 'failed':
      return {
        ...note,
        trouble:
          event.refusal === null
            ? { kind: 'away' }
            : { kind: 'refused', part: event.part, reason: event.refusal },
      };
    case 'heard':
      return withHeard(note, event.note);
    case 'asked':
      return note.phase === 'over' ? { ...note, isAsked: true } : note;
    case 'closed':
      return closed(note);
  }
}

/**
 * Deals that were known stay: the card of a call may come later, and is gone before its note. A call that was taken for ended, since
 * a backend that had just been started did not report it yet, goes on.
 */
function withClient(note: CallNote, client: NoteClient): CallNote {
  const leads = client.leads.length > 0 ? client.leads : note.client.leads;
  const known = { ...client, leads };
  if (note.phase === 'over') return { ...partsOf(note), phase: 'live', client: known };
  return toJson(known) === toJson(note.client) ? note : { ...note, client: known };
}

/** What a note has in each phase. */
function partsOf(note: CallNote): Omit<Extract<CallNote, { phase: 'live' }>, 'phase'> {
  const { callId, client, text, choice, draft, others, offered, rival, isLogged, trouble } = note;
  return { callId, client, text, choice, draft, others, offered, rival, isLogged, trouble };
}

type Over = Extract<CallNote, { phase: 'over' }>;

function ended(note: CallNote, { end, talkSeconds, at }: Extract<NoteEvent, { type: 'ended' }>): CallNote {
  if (note.phase === 'live') {
    const over = { end, talkSeconds, endedAt: at, waitsUntil: 'unknown', moreMinutes: 0 } as const;
    return { ...note, phase: 'over', ...over, isWanted: false, isAsked: false };
  }
  const isNews = note.phase === 'over' && end !== null && toJson(end) !== toJson(note.end);
  return isNews ? { ...note, end } : note;
}

function closed(note: CallNote): CallNote | null {
  if (note.phase !== 'over') return note;
  return finished({ ...partsOf(note), phase: 'done', endedAt: note.endedAt, trouble: null });
}

function finished(note: CallNote): CallNote | null {
  return note.phase === 'done' && !isUnsent(note.text) && !isUnsent(note.choice) ? null : note;
}

/** A time that is not later than the last one, as after a change of clocks, would not count. */
function changed<T>(kept: Kept<T>, value: T, at: number): Kept<T> {
  return { ...kept, value, at: Math.max(at, kept.at + 1, kept.sentAt + 1) };
}

function withKnown(note: CallNote, known: KnownNote, isFinal: boolean): CallNote {
  const { choice } = note;
  return {
    ...note,
    ...withOtherText(note, known.text),
    // What was chosen here and is on its way counts; else what the backend has, also a colleague's choice.
    ...(!isUnsent(choice) && { choice: { ...choice, value: known.choice } }),
    others: known.others,
    offered: known.offered,
    isLogged: known.isLogged,
    ...(note.phase === 'over' && {
      moreMinutes: known.moreMinutes,
      isWanted: known.isWanted,
      waitsUntil: known.waitsUntil ?? (known.isLogged || isFinal ? null : note.waitsUntil),
    }),
  };
}

/**
 * Takes the agent's own text of the backend, which may be one of another computer. A text that is newer there replaces the one
 * here when nothing unsent was typed here. Else both are shown: the one that was typed later stays in the field, so it is the one that
 * the agent goes on with and that counts, and the other one stands above it to be copied from.
 */
function withOtherText(
  { text, rival }: CallNote,
  known: KnownNote['text'],
): Pick<CallNote, 'text' | 'rival'> {
  const isNews = known.at > text.sentAt && known.at !== text.at;
  if (!isNews || known.value === text.value) {
    const isThere = known.value === text.value && known.at >= text.at && known.at > 0;
    return { text: isThere ? { ...text, sentAt: Math.max(text.sentAt, text.at) } : text, rival };
  }
  const there = { value: known.value, at: known.at, sentAt: known.at };
  if (!isUnsent(text)) return { text: there, rival };
  return known.at > text.at
    ? { text: there, rival: text.value }
    : { text: { ...text, sentAt: known.at }, rival: known.value };
}

const PHASES: readonly CallNote['phase'][] = ['live', 'over', 'done'];

/** What two tabs of one browser know together: of each value the later one, and the later phase. */
function withHeard(note: CallNote, heard: CallNote): CallNote | null {
  const isFurther = PHASES.indexOf(heard.phase) >= PHASES.indexOf(note.phase);
  const text = later(note.text, heard.text);
  const choice = later(note.choice, heard.choice);
  const draft = laterDraft(note, heard);
  return finished({ ...(isFurther ? heard : note), text, choice, draft, trouble: note.trouble });
}

const draftOf = ({ text, dueAt }: TaskDraft): Omit<TaskDraft, 'at'> => ({ text, dueAt });

/** A draft that a later choice has made a task of is gone. */
function laterDraft(one: CallNote, other: CallNote): CallNote['draft'] {
  const draft = (other.draft?.at ?? 0) > (one.draft?.at ?? 0) ? other.draft : one.draft;
  return draft !== null && draft.at > Math.max(one.choice.at, other.choice.at) ? draft : null;
}

function later<T>(one: Kept<T>, other: Kept<T>): Kept<T> {
  const newer = other.at > one.at ? other : one;
  return { ...newer, sentAt: Math.max(one.sentAt, other.sentAt) };
}
