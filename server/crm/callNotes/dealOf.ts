import { isSamePhone } from '../../../protocol/isSamePhone';
import type { CallRecord } from '../../calls/CallRecord';
import type { CallChoice } from './CallNote';

/**
 * The deal on which the call's entry and note are written; null: amoCRM chooses the card. Pure. As with contacts (`chosenFor`) a
 * deal that was chosen counts for its chooser's own call, and for a colleague's where the chooser may view all cards with the
 * number: else who hands a client over would take the colleague's talk, recording and note to a deal of their own.
 */
export function dealOf(
  choice: CallChoice | null,
  { extension, number }: Pick<CallRecord, 'extension' | 'number'>,
): number | null {
  if (choice === null) return null;
  const { by, seesAll, number: client = number } = choice.leadFrom ?? { by: choice.by, seesAll: false };
  // It was chosen while another party passed for the client, such as one who was consulted.
  if (!isSamePhone(client, number)) return null;
  return seesAll || by === extension ? choice.leadId : null;
}
