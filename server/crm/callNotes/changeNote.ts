import { LONGEST_NOTE } from '../../../protocol/callNote';
import type { CallRecord } from '../../calls/CallRecord';
import {
  KEPT_MS,
  LIVE_KEPT_MS,
  QUIET_MS,
  type CallChoice,
  type CallNote,
  type ChangedNote,
  type NextTask,
  type NoteErrand,
  type NoteLeg,
  type NotePart,
  type NotePolicy,
} from './CallNote';

/** What happens to a note. Times in ms since 1970. */
export type NoteEvent =
  | { readonly type: 'leg'; readonly leg: NoteLeg }
  | { readonly type: 'written'; readonly extension: string; readonly part: NotePart; readonly now: number }
  | { readonly type: 'chosen'; readonly choice: CallChoice; readonly now: number }
  | { readonly type: 'ended'; readonly record: CallRecord; readonly now: number }
  /** Time has passed; see `dueAt`. `isSending`: the last revision is still on its way. */
  | { readonly type: 'due'; readonly now: number; readonly isSending: boolean };

/** Agents of one call whose texts are kept. */
const MOST_PARTS = 20;

/** The note after the event. A text or choice that is older than what is known changes nothing, so they may come in any order. */
export function changeNote(note: CallNote, event: NoteEvent, policy: NotePolicy): ChangedNote {
  switch (event.type) {
    case 'leg':
      return unsent(withLeg(note, event.leg));
    case 'written':
      return unsent(withPart(note, event.extension, event.part, event.now));
    case 'chosen':
      return onward(withChoice(note, event.choice, event.now), event.now, policy);
    case 'ended':
      return note.phase === 'live'
        ? onward(waiting(note, event.record, event.now, policy), event.now, policy)
        : unsent(note);
    case 'due':
      return onward(note, event.now, policy, event.isSending);
  }
}

/** When the note has to be looked at again, ms since 1970. */
export function dueAt(note: CallNote): number {
  switch (note.phase) {
    case 'live':
      return note.changedAt + LIVE_KEPT_MS[contentsOf(note) === '' ? 'empty' : 'written'];
    case 'waiting':
      return note.until;
    case 'logged':
      return isUnsent(note) ? note.changedAt + QUIET_MS : forgottenAt(note);
  }
}

/** May the agent still choose so? The entry's deal, and a task that is on its way, stay as they are. */
export function mayChoose(note: CallNote, { leadId, task }: Pick<CallChoice, 'leadId' | 'task'>): boolean {
  if (note.phase !== 'logged') return true;
  return leadId === note.entry.leadId && (!note.hasTask || isSameTask(task, note.choice?.task ?? null));
}

/** What the note in amoCRM is made of: one text for one state of it. Empty: there is nothing to write. */
export function contentsOf({ parts, choice }: Pick<CallNote, 'parts' | 'choice'>): string {
  const written = Object.entries(parts)
    .filter(([, { text }]) => text.trim() !== '')
    .map(([extension, { text }]) => [extension, text] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const outcomeId = choice?.outcomeId ?? null;
  return written.length === 0 && outcomeId === null ? '' : JSON.stringify({ outcomeId, written });
}

type Waiting = Extract<CallNote, { phase: 'waiting' }>;
type Logged = Extract<CallNote, { phase: 'logged' }>;

const unsent = (note: CallNote): ChangedNote => ({ note, errands: [] });

function waiting(note: CallNote, record: CallRecord, now: number, { waitMs }: NotePolicy): Waiting {
  const isAsked =
    record.extension !== null && (record.direction === 'outbound' || record.outcome === 'answered');
  const until = waitMs !== null && isAsked ? now + waitMs : now;
  const { id, parts, choice, legs, changedAt } = note;
  return { phase: 'waiting', id, parts, choice, legs, changedAt, record, until };
}

/** The note as far as it goes by itself at this time. @param isSending see `NoteEvent`; a later one waits until that is known */
function onward(note: CallNote, now: number, policy: NotePolicy, isSending = true): ChangedNote {
  if (note.phase === 'live') return { note: now >= dueAt(note) ? null : note, errands: [] };
  if (note.phase === 'waiting') {
    const isDecided = (note.choice?.outcomeId ?? null) !== null;
    if (!isDecided && policy.waitMs !== null && now < note.until) return unsent(note);
    const logged = onward(asLogged(note), now, policy);
    return { ...logged, errands: [{ type: 'entry' }, ...logged.errands] };
  }
  const task = note.hasTask ? null : (note.choice?.task ?? null);
  const isFree = note.revision === 0 || !isSending;
  const isRevised = isFree && isUnsent(note) && now >= note.changedAt + QUIET_MS;
  const errands: NoteErrand[] = [
    ...(task === null ? [] : [{ type: 'task' as const, task }]),
    ...(isRevised ? [{ type: 'note' as const, revision: note.revision + 1 }] : []),
  ];
  if (errands.length === 0 && !isUnsent(note) && now >= forgottenAt(note)) return { note: null, errands };
  const after: Logged = {
    ...note,
    hasTask: note.hasTask || task !== null,
    ...(isRevised && { revision: note.revision + 1, sent: contentsOf(note) }),
  };
  return { note: errands.length === 0 ? note : after, errands };
}

function asLogged({ id, parts, choice, legs, changedAt, record }: Waiting): Logged {
  const entry = { outcomeId: choice?.outcomeId ?? null, leadId: choice?.leadId ?? null };
  return {
    phase: 'logged',
    ...{ id, parts, choice, legs, changedAt, record, entry },
    hasTask: false,
    revision: 0,
    sent: '',
  };
}

/** An outcome that stands in the entry needs no note of its own. */
function isUnsent(note: Logged): boolean {
  const contents = contentsOf(note);
  if (contents === note.sent) return false;
  const alone = contentsOf({ parts: {}, choice: note.choice });
  return note.revision > 0 || contents !== alone || note.choice?.outcomeId !== note.entry.outcomeId;
}

function forgottenAt({ record, changedAt }: Logged): number {
  return Math.max(record.endedAt, changedAt) + KEPT_MS;
}

function withLeg(note: CallNote, leg: NoteLeg): CallNote {
  const isKnown = note.legs.some(
    ({ extension, callId }) => extension === leg.extension && callId === leg.callId,
  );
  return isKnown ? note : { ...note, legs: [...note.legs, leg] };
}

function withPart(note: CallNote, extension: string, part: NotePart, now: number): CallNote {
  const known = note.parts[extension];
  const text = Array.from(part.text).slice(0, LONGEST_NOTE).join('');
  if (known === undefined && Object.keys(note.parts).length >= MOST_PARTS) return note;
  if (known !== undefined && !isLater(part.at, text, known.at, known.text)) return note;
  return { ...note, parts: { ...note.parts, [extension]: { text, at: part.at } }, changedAt: now };
}

function withChoice(note: CallNote, choice: CallChoice, now: number): CallNote {
  const { choice: known } = note;
  if (!mayChoose(note, choice)) return note;
  const isNew = known === null || isLater(choice.at, JSON.stringify(choice), known.at, JSON.stringify(known));
  return isNew ? { ...note, choice, changedAt: now } : note;
}

/** Of two that were written at the same time it is always the same one that counts. */
function isLater(at: number, text: string, knownAt: number, known: string): boolean {
  return at === knownAt ? text > known : at > knownAt;
}

function isSameTask(one: NextTask | null, other: NextTask | null): boolean {
  return one?.text === other?.text && one?.dueAt === other?.dueAt;
}
