import type { DialTarget } from '../calls/Command';
import { phoneNumber } from '../phoneNumber';
import type { Contact } from './Contact';

/** A key pressed while the list does not belong to the text yet: an arrow (1 down, -1 up) or Enter. */
export type KeyAhead = 1 | -1 | 'enter';

/**
 * State of the dial field: its text, the contact chosen for it, the marked line of the list below, and the keys that wait
 * for that list.
 *
 * ```
 *   no key waits ──arrow while the search runs──▶ keys wait ⟲ arrow, Enter
 *        ▲                                            │
 *        └───────── answered · typed · closed ────────┘
 * ```
 * Enter alone does not wait: without a marked line it needs no list.
 */
export interface DialField {
  readonly text: string;
  /** The contact whose name is the text; null after any typing. */
  readonly chosen: Contact | null;
  /** Index of the marked line of the list, from 0; null: none is marked. */
  readonly marked: number | null;
  /** Keys typed ahead of the search's answer, the oldest first. */
  readonly ahead: readonly KeyAhead[];
}

/** Most keys that wait: an arrow key held down must not make a queue that runs on. */
const MOST_AHEAD = 50;

/** What the agent does with the field. */
export type DialFieldEvent =
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'picked'; readonly contact: Contact }
  /** An arrow key: 1 down, -1 up. Between the last and the first of the `lines` no line is marked. */
  | { readonly type: 'moved'; readonly by: 1 | -1; readonly lines: number }
  /** A key that waits for the answer of the search. */
  | { readonly type: 'pressedAhead'; readonly key: KeyAhead }
  /** The search has answered: the keys that waited are carried out by the caller. */
  | { readonly type: 'answered' }
  | { readonly type: 'unmarked' }
  | { readonly type: 'cleared' };

export const emptyField: DialField = { text: '', chosen: null, marked: null, ahead: [] };

/** The only function that changes the field. */
export function changeField(field: DialField, event: DialFieldEvent): DialField {
  switch (event.type) {
    case 'typed':
      return { ...emptyField, text: event.text };
    case 'picked':
      return { ...emptyField, text: event.contact.name || event.contact.number, chosen: event.contact };
    case 'moved':
      return { ...field, marked: step(field.marked, event.by, event.lines) };
    case 'pressedAhead':
      return field.ahead.length < MOST_AHEAD ? { ...field, ahead: [...field.ahead, event.key] } : field;
    case 'answered':
      return field.ahead.length === 0 ? field : { ...field, ahead: [] };
    case 'unmarked':
      return field.marked === null && field.ahead.length === 0
        ? field
        : { ...field, marked: null, ahead: [] };
    case 'cleared':
      return emptyField;
  }
}

/**
 * The target that Enter calls: the marked line, else the chosen contact, else the number in the text; null when the
 * text is no number.
 * @param minLength digits of the shortest internal number
 */
export function dialTarget(field: DialField, list: readonly Contact[], minLength: number): DialTarget | null {
  const contact = (field.marked === null ? undefined : list[field.marked]) ?? field.chosen;
  if (contact) return { kind: 'contact', contact };
  const typed = phoneNumber(field.text, minLength);
  return typed.kind === 'number' ? { kind: 'number', number: typed.number } : null;
}

/** The marked line after an arrow key: one line on, or none behind the last and before the first. */
function step(marked: number | null, by: 1 | -1, lines: number): number | null {
  if (lines === 0) return null;
  const next = (marked ?? (by === 1 ? -1 : lines)) + by;
  return next < 0 || next >= lines ? null : next;
}
