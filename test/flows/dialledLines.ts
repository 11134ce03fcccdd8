import { isOutside } from './expectedRecords';
import { comparable } from './expectedScreens';
import type { Timeline } from './Timeline';

/**
 * What was dialled by who calls from outside: by those with this number, or else, as docs/CALLS.md has it, by any of them; none: the
 * number was called from inside alone. @param number comparable
 */
export function dialledLines({ calls }: Timeline, number: string): readonly string[] {
  const callers = calls.filter(({ phone, isOut }) => isOut && isOutside(phone));
  const own = callers.filter((call) => comparable(call.own) === number);
  return (own.length > 0 ? own : callers).map((call) => call.number);
}
