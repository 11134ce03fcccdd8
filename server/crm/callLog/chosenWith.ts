import type { AmoCards } from '../callers/AmoCards';
import { AmoFault } from '../client/AmoFault';
import type { ChosenContacts } from '../callerCard/ChosenContacts';

/**
 * Of several contacts with the number the one that agents have chosen. Null: none was chosen, it has the number no more, or
 * alone, so that amoCRM puts a call to it by itself. Fails with an `AmoFault`, also when the store can't be read.
 */
export async function chosenWith(
  number: string,
  chosen: Pick<ChosenContacts, 'of'>,
  cards: Pick<AmoCards, 'contactsWith'>,
  signal: AbortSignal,
): Promise<number | null> {
  const id = await chosen.of(number).catch(() => {
    throw new AmoFault('notYet', 'the choice among contacts can not be read', false);
  });
  if (id === null) return null;
  const holders = await cards.contactsWith(number, signal);
  return holders.length > 1 && holders.some((card) => card.id === id) ? id : null;
}
