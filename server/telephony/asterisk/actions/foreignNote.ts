import type { NumberSettings } from '../../../numbers/numberSettings';
import { rewriteNumber } from '../../../numbers/rewriteNumber';

/**
 * `ASTERISKNG_FOREIGN` for a number with `+`; null: the number rules show it well. `+9607771234` leaves as `9607771234`, and
 * this is shown as `+79607771234`: another number, that would leave as another one.
 * @param sent the number as the telephone system dials it
 */
export function foreignNote({ toPbx, toCrm }: NumberSettings, number: string, sent: string): string | null {
  const shown = rewriteNumber(toCrm, sent);
  const isOther = number.startsWith('+') && shown !== number && rewriteNumber(toPbx, shown) !== sent;
  return isOther ? `${sent}|${number}` : null;
}
