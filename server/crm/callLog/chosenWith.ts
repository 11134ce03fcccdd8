import type { CallRecord } from '../../calls/CallRecord';
import type { AmoCard } from '../callers/amoAnswers';
import type { AmoCards } from '../callers/AmoCards';
import { AmoFault } from '../client/AmoFault';
import type { ChosenContacts } from '../callerCard/ChosenContacts';

/**
 * Of several contacts with the client's number the one that agents have chosen. Null: none was chosen, whose call it is may
 * not view it (a colleague's choice would take the call out of their sight), it has the number no more, or alone, so that
 * amoCRM puts a call to it by itself. Fails with an `AmoFault`, also when the store can't be read.
 */
export async function chosenWith(
  { number, extension }: Pick<CallRecord, 'number' | 'extension'>,
  chosen: Pick<ChosenContacts, 'of'>,
  cards: Pick<AmoCards, 'contactsWith'>,
  mayView: (extension: string, contact: AmoCard) => boolean,
  signal: AbortSignal,
): Promise<number | null> {
  if (extension === null) return null;
  const id = await chosen.of(number).catch(() => {
    throw new AmoFault('notYet', 'the choice among contacts can not be read', false);
  });
  if (id === null) return null;
  const holders = await cards.contactsWith(number, signal);
  const isSeen = holders.some((card) => card.id === id && mayView(extension, card));
  return holders.length > 1 && isSeen ? id : null;
}
