import type { CallRecord } from '../../calls/CallRecord';
import type { AmoCards } from '../callers/AmoCards';
import { AmoFault } from '../client/AmoFault';
import { ownersOf } from '../callers/FoundCards';
import { chosenFor } from '../callerCard/chosenFor';
import type { ChosenContacts } from '../callerCard/ChosenContacts';

/**
 * Of several contacts with the client's number the one that was chosen and counts for whose call it is (`chosenFor`: no
 * colleague takes a call to a card of their own). Null: there is none, it has the number no more, or alone, so that amoCRM puts
 * a call to it by itself. Fails with an `AmoFault`, also when the store can't be read.
 */
export async function chosenWith(
  { number, extension }: Pick<CallRecord, 'number' | 'extension'>,
  chosen: Pick<ChosenContacts, 'of'>,
  cards: Pick<AmoCards, 'contactsWith'>,
  mayView: (extension: string, contact: { readonly responsibleId: number | null }) => boolean,
  signal: AbortSignal,
): Promise<number | null> {
  if (extension === null) return null;
  const choices = await chosen.of(number).catch(() => {
    throw new AmoFault('notYet', 'the choice among contacts can not be read', false);
  });
  if (choices.length === 0) return null;
  const holders = ownersOf(await cards.contactsWith(number, signal));
  return holders.length > 1 ? chosenFor(extension, choices, holders, mayView) : null;
}
