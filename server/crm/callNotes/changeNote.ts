import { LONGEST_NOTE, MOST_MORE_MINUTES } from '../../../protocol/callNote';
import type { CallRecord } from '../../calls/CallRecord';
import type { Entity } from '../callLog/CallJob';
import { dealOf } from './dealOf';
import { isAskedOf } from './isAskedOf';
import { isSameLeg } from './isSameLeg';
import {
  KEPT_MS,
  LIVE_KEPT_MS,
  LONGEST_UNSENT_MS,
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
import { promiseErrand } from './promiseErrand';
import { withLeg, type HeardLeg } from './withLeg';

/** What happens to a note. Times in ms since 1970. */
export type NoteEvent =
  /** An agent takes part, or it is known now with whom. */
  | { readonly type: 'leg'; readonly leg: HeardLeg }
  /** An agent's part is over. */
  | { readonly type: 'left'; readonly leg: Pick<NoteLeg, 'extension' | 'callId'>; readonly now: number }
  | { readonly type: 'written'; readonly extension: string; readonly part: NotePart; readonly now: number }
  | { readonly type: 'chosen'; readonly choice: CallChoice; readonly now: number }
  /** amoCRM has put the call's entry on this card. */
  | { readonly type: 'entered'; readonly on: Entity }
  | { readonly type: 'ended'; readonly record: CallRecord; readonly now: number }
  /** The outcome is waited for so much longer than the company's limit; the larger one of two counts. */
  | { readonly type: 'extended'; readonly minutes: number }
  /** Time has passed; see `dueAt`. `isSending`: the last revision is still on its way. */
  | { readonly type: 'due'; readonly now: number; readonly isSending: boolean };

/** Agents of one call whose texts are kept. */
const MOST_PARTS = 20;

const MINUTE_MS = 60_000;

/** The note after the event. A text or choice that is older than what is known changes nothing, so they may come in any order. */
export function changeNote(note: CallNote, event: NoteEvent, policy: NotePolicy): ChangedNote {
  const changed = changedBy(note, event, policy);
  const errand = promiseErrand(note, changed.note, policy);
  return errand === null ? changed : { ...changed, errands: [errand, ...changed.errands] };
}

function changedBy(note: CallNote, event: NoteEvent, policy: NotePolicy): ChangedNote {
  switch (event.type) {
    case 'leg':
      return unsent(withLeg(note, event.leg));
    case 'left':
      return unsent(withLeft(note, event.leg, event.now));
    case 'written':
      return unsent(outdated(withPart(note, event.extension, event.part, event.now), event.now));
    case 'chosen':
      return onward(outdated(withChoice(note, event.choice, event.now), event.now), event.now, policy);
    case 'entered':
      return unsent(note.phase === 'logged' ? { ...note, on: event.on } : note);
    case 'extended':
      return unsent(extended(note, event.minutes));
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
      return isUnsent(note) ? revisionDueAt(note) : forgottenAt(note);
  }
}

/** May the agent still choose so? The entry's deal, and a task that is on its way, stay as they are. */
export function mayChoose(note: CallNote, { leadId, task }: Pick<CallChoice, 'leadId' | 'task'>): boolean {
  if (note.phase !== 'logged') return true;
  const isSameDeal = leadId === note.entry.leadId || leadId === (note.choice?.leadId ?? null);
  return isSameDeal && (!note.hasTask || isSameTask(task, note.choice?.task ?? null));
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
  const until = waitMs !== null && isAskedOf(record) ? now + waitMs : now;
  const { id, parts, choice, changedAt } = note;
  const legs = note.legs.map((leg) => ({ ...leg, leftAt: leg.leftAt ?? now }));
  return { phase: 'waiting', id, parts, choice, legs, changedAt, record, until, moreMinutes: 0 };
}

function extended(note: CallNote, minutes: number): CallNote {
  if (note.phase !== 'waiting') return note;
  const moreMinutes = Math.min(minutes, MOST_MORE_MINUTES);
  const added = moreMinutes - note.moreMinutes;
  return added <= 0 ? note : { ...note, moreMinutes, until: note.until + added * MINUTE_MS };
}

/** The note as far as it goes by itself at this time. @param isSending see `NoteEvent`; a later one waits until that is known */
function onward(note: CallNote, now: number, policy: NotePolicy, isSending = true): ChangedNote {
  if (note.phase === 'live') return { note: now >= dueAt(note) ? null : note, errands: [] };
  if (note.phase === 'waiting') {
    const isDecided = (note.choice?.outcomeId ?? null) !== null;
    if (!isDecided && policy.waitMs !== null && now < note.until) return unsent(note);
    const logged = onward(outdated(asLogged(note), now), now, policy);
    return { ...logged, errands: [{ type: 'entry' }, ...logged.errands] };
  }
  const task = note.hasTask ? null : (note.choice?.task ?? null);
  const isFree = note.revision === 0 || !isSending;
  const isRevised = isFree && isUnsent(note) && now >= revisionDueAt(note);
  const errands: NoteErrand[] = [
    ...(task === null ? [] : [{ type: 'task' as const, task }]),
    ...(isRevised ? [{ type: 'note' as const, revision: note.revision + 1 }] : []),
  ];
  if (errands.length === 0 && !isUnsent(note) && now >= forgottenAt(note)) return { note: null, errands };
  const after: Logged = {
    ...note,
    hasTask: note.hasTask || task !== null,
    ...(isRevised && { revision: note.revision + 1, sent: contentsOf(note), unsentAt: null }),
  };
  return { note: errands.length === 0 ? note : after, errands };
}

function asLogged({ id, parts, choice, legs, changedAt, record }: Waiting): Logged {
  const entry = { outcomeId: choice?.outcomeId ?? null, leadId: dealOf(choice, record) };
  return {
    phase: 'logged',
    ...{ id, parts, choice, legs, changedAt, record, entry },
    hasTask: false,
    revision: 0,
    sent: '',
    unsentAt: null,
  };
}

/** The note with the time since when amoCRM has others contents. */
function outdated(note: CallNote, now: number): CallNote {
  if (note.phase !== 'logged') return note;
  const unsentAt = isUnsent(note) ? (note.unsentAt ?? now) : null;
  return unsentAt === note.unsentAt ? note : { ...note, unsentAt };
}

function revisionDueAt({ changedAt, unsentAt }: Logged): number {
  return Math.min(changedAt + QUIET_MS, (unsentAt ?? changedAt) + LONGEST_UNSENT_MS);
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

function withLeft(note: CallNote, leg: Pick<NoteLeg, 'extension' | 'callId'>, now: number): CallNote {
  const isMeant = (one: NoteLeg): boolean => isSameLeg(one, leg) && one.leftAt === null;
  if (!note.legs.some(isMeant)) return note;
  return { ...note, legs: note.legs.map((one) => (isMeant(one) ? { ...one, leftAt: now } : one)) };
}

function withPart(note: CallNote, extension: string, part: NotePart, now: number): CallNote {
  const known = note.parts[extension];
  const text = Array.from(part.text).slice(0, LONGEST_NOTE).join('');
  if (known === undefined && Object.keys(note.parts).length >= MOST_PARTS) return note;
  if (known !== undefined && !isLater(part.at, text, known.at, known.text)) return note;
  return { ...note, parts: { ...note.parts, [extension]: { ...part, text } }, changedAt: now };
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
