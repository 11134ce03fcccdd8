import type { AmiMessage } from './ami/AmiMessage';

/** FreePBX's context that matches any unknown number and plays an announcement. */
const CATCH_ALL = 'bad-number';

/**
 * Does the dialplan have the number? Asterisk has resolved includes and patterns in its answer.
 * @param rows `ListDialplan` events of a ShowDialPlan with an extension
 */
export function hasNumber(rows: readonly AmiMessage[]): boolean {
  return rows.some(
    ({ Event, Priority, Context }) => Event === 'ListDialplan' && Priority === '1' && Context !== CATCH_ALL,
  );
}
