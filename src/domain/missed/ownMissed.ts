import { isSamePhone, isWholeNumber } from '../../../protocol/isSamePhone';
import type { MissedCall } from '../calls/Call';
import type { MissedClient } from './MissedClient';

/** The agent's own missed calls that are not the company's: those of colleagues. Pure. */
export function ownMissed(
  missed: readonly MissedCall[],
  clients: readonly MissedClient[],
): readonly MissedCall[] {
  return missed.filter(
    ({ party }) =>
      !isWholeNumber(party.number) && !clients.some(({ number }) => isSamePhone(number, party.number)),
  );
}
