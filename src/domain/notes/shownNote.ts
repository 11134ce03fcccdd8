import { isLive, type Call } from '../calls/Call';
import type { CallNote } from './CallNote';

/** Most notes that have a line each. */
const MOST_LINES = 3;

/** What the panel shows of the notes. */
export interface ShownNote {
  /** Null: none. */
  readonly note: CallNote | null;
  /** Call in focus; its card stands above the note. Null: none is live. */
  readonly currentId: string | null;
  /** Notes that one line each leads to: those of earlier calls, and of the talk while another one is open. */
  readonly lines: readonly CallNote[];
}

/** Those of ended calls that the agent is not done with, the latest first. */
export function unfinished(notes: readonly CallNote[]): readonly CallNote[] {
  return notes.filter((note) => note.phase === 'over').sort((a, b) => b.endedAt - a.endedAt);
}

/**
 * Which note is shown: the one that the agent has opened or is in, else that of the call in focus, else, when no call is live, that of the
 * call that has ended last. So a new call comes first, and what is unfinished stays one press away. Pure.
 * @param focused call that the panel's buttons are for
 * @param wantedId call whose note is opened, or has the focus
 */
export function shownNote(
  notes: readonly CallNote[],
  calls: readonly Call[],
  focused: Call | null,
  wantedId: string | null,
): ShownNote {
  // While it is dialled there is nothing to write yet.
  const isDialled = (id: string): boolean => calls.some((call) => call.id === id && call.phase === 'dialing');
  const open = notes.filter(({ phase, callId }) => phase !== 'done' && !isDialled(callId));
  // A consultation is about the client of the call on hold.
  const currentId = focused === null ? null : (focused.consultOf ?? focused.id);
  const current = open.find(({ callId }) => callId === currentId) ?? null;
  const over = unfinished(open);
  const wanted = open.find(({ callId }) => callId === wantedId) ?? null;
  const note = wanted ?? current ?? (calls.some(isLive) ? null : (over[0] ?? null));
  const others = [...(current ? [current] : []), ...over].filter((one) => one !== note);
  return { note, currentId, lines: others.slice(0, MOST_LINES) };
}
