import type { CallNote, NoteLeg } from './CallNote';
import { isConsulted } from './isConsulted';
import { isSameLeg } from './isSameLeg';

/** An agent's call as it is now. */
export interface HeardLeg extends Omit<NoteLeg, 'leftAt'> {
  /** The other end was called just now, or has come from another whole call with the client: it begins a talk. */
  readonly isFresh?: boolean | undefined;
}

/**
 * The note once an agent takes part, or it is known with whom.
 *
 * An agent may call the client once more from within the whole call, such as from a talk with a colleague, after a colleague has
 * got the client: that is another talk. So it is marked (`isAgain`), and each one that comes later, as it may come from either.
 */
export function withLeg(note: CallNote, { isFresh = false, ...heard }: HeardLeg): CallNote {
  const known = note.legs.find((one) => isSameLeg(one, heard));
  const leg = known === undefined ? { ...heard, leftAt: null } : changedLeg(known, heard);
  const others = note.legs.filter((one) => one !== known);
  const isNewTalk = heard.number !== null && !(known !== undefined && hasHad(known));
  const isAgain = isNewTalk && others.some((one) => one.isAgain === true || (isFresh && one.number !== null));
  const marked = isAgain ? { ...leg, isAgain } : leg;
  if (known !== undefined && isAlike(marked, known)) return note;
  // The one who got the client last stands last.
  const legs = isNewTalk || known === undefined ? [...others, marked] : replaced(note.legs, known, marked);
  return {
    ...note,
    legs: legs.map((one) => (isConsulted(legs, one) ? { ...one, wasConsulted: true } : one)),
  };
}

function replaced(legs: readonly NoteLeg[], known: NoteLeg, leg: NoteLeg): readonly NoteLeg[] {
  return legs.map((one) => (one === known ? leg : one));
}

function hasHad({ number, colleague }: NoteLeg): boolean {
  return number !== null && colleague === undefined;
}

function changedLeg(known: NoteLeg, heard: Omit<NoteLeg, 'leftAt'>): NoteLeg {
  const isNew = known.number === null && heard.number !== null;
  return {
    ...known,
    number: heard.number ?? known.number,
    via: heard.via ?? known.via,
    isDialled: isNew ? heard.isDialled : known.isDialled,
    colleague: heard.colleague,
    consultOf: heard.consultOf ?? known.consultOf,
  };
}

function isAlike(one: NoteLeg, other: NoteLeg): boolean {
  const values = ({ number, via, isDialled, colleague, consultOf, isAgain }: NoteLeg): string =>
    JSON.stringify([number, via, isDialled, colleague, consultOf, isAgain]);
  return values(one) === values(other);
}
