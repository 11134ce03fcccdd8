import type { NoteLeg } from './CallNote';
import { isWithClient } from './isWithClient';

/**
 * Is a colleague asking the agent about the client in this call: by a consultation on a call in which they have the client? Two
 * agents may talk in the client's whole call without: they did before one of them consulted the client from their talk.
 */
export function isConsulted(legs: readonly NoteLeg[], asked: NoteLeg): boolean {
  if (asked.leftAt !== null || asked.colleague === undefined) return false;
  return legs.some(
    (asking) =>
      asking.leftAt === null &&
      asking.extension === asked.colleague &&
      asking.colleague === asked.extension &&
      legs.some((one) => isConsultedOn(one, asking)),
  );
}

function isConsultedOn(one: NoteLeg, asking: NoteLeg): boolean {
  const isMeant = one.extension === asking.extension && one.callId === asking.consultOf;
  return isMeant && isWithClient(one) && one.isAgain !== true;
}
