import { participantOf } from '../../../calls/journal/Journal';
import type { AsteriskNumbering } from './AsteriskNumbering';
import { pairIn, type Variables } from './driverVariables';
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

/** A number that this leg has dialled, in amoCRM's format; a colleague's extension is kept. */
export function dialledNumber({ numbering }: CallContext, number: string, by: Leg): string {
  return number === '' || numbering.isAgent(number) ? number : numberDialledBy(by, number, numbering);
}

/** An outside number in amoCRM's format: as our command has dialled it from this leg, else as the number rules have it. */
export function numberDialledBy(
  { variables }: { readonly variables: Variables },
  number: string,
  { toCrm }: Pick<AsteriskNumbering, 'toCrm'>,
): string {
  const foreign = pairIn(variables, 'ASTERISKNG_FOREIGN');
  return foreign !== null && foreign[0] === number ? foreign[1] : toCrm(number);
}

/** Is it a service code of the PBX, such as the one that picks up a colleague's call? */
export function isServiceCode(number: string): boolean {
  return /^[*#]/.test(number);
}
