import type { AmiMessage } from './ami/AmiMessage';

/** FreePBX's last resort, a context that says to any number that it can not be dialled. */
const CATCH_ALL = 'bad-number';

/**
 * Does a call to the number begin somewhere? Asterisk has followed includes and patterns itself.
 * @param rows `ListDialplan` events of a ShowDialPlan with an extension
 */
export function isFound(rows: readonly AmiMessage[]): boolean {
  return rows.some(
    ({ Event, Priority, Context }) => Event === 'ListDialplan' && Priority === '1' && Context !== CATCH_ALL,
  );
}
