import type { Leg } from './Leg';
import type { CallContext } from './WholeCall';

/** Number of who is at this leg, as amoCRM is to have it: an agent's extension, or the outside's number; empty: not known. */
export function numberOf({ call, numbering }: CallContext, leg: Leg): string {
  if (leg.extension !== null) return leg.extension;
  const number = leg.id === call.draft.client ? call.draft.number : (leg.number ?? '');
  return number === '' ? '' : numbering.toCrm(number);
}

/** A number that an agent dialled: a colleague's stays as it is. */
export function dialledNumber({ numbering }: CallContext, number: string): string {
  return number === '' || numbering.isAgent(number) ? number : numbering.toCrm(number);
}

/** Is it a code of the PBX's own, such as the one that picks up a colleague's call? */
export function isServiceCode(number: string): boolean {
  return /^[*#]/.test(number);
}
