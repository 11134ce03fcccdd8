import { participantOf } from '../../../calls/journal/Journal';
import type { Leg } from './Leg';
import type { CallContext } from './WholeCall';

/** Number of the party at this leg: an agent's extension, or an outside number in amoCRM's format; empty: not known. */
export function numberOf({ call, numbering }: CallContext, leg: Leg): string {
  if (leg.extension !== null) return leg.extension;
  const known = participantOf(call.journal, leg.id);
  if (known !== undefined && known.number !== '') return known.number;
  return leg.number === null || leg.number === '' ? '' : numbering.toCrm(leg.number);
}

/** Is the party at this leg an outside one, though its number is that of a colleague? */
export function isOutsideNumber({ numbering }: CallContext, leg: Leg, number: string): boolean {
  return leg.extension === null && numbering.isAgent(number);
}

/** A dialled number in amoCRM's format; a colleague's extension is kept. */
export function dialledNumber({ numbering }: CallContext, number: string): string {
  return number === '' || numbering.isAgent(number) ? number : numbering.toCrm(number);
}

/** Is it a service code of the PBX, such as the one that picks up a colleague's call? */
export function isServiceCode(number: string): boolean {
  return /^[*#]/.test(number);
}
