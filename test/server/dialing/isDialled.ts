import * as v from 'valibot';
import { DialingGuard } from '../../../server/dialing/DialingGuard';
import { dialingSettingsSchema } from '../../../server/dialing/dialingSettings';
import { numberSettingsSchema } from '../../../server/numbers/numberSettings';
import { rewriteNumber } from '../../../server/numbers/rewriteNumber';

const anna = { email: 'anna@example.com', extension: '101', name: 'Anna' };

/** May the agent dial it, who has no right to hand over abroad? By the number rules that an office has without setting any. */
export function isDialled(
  number: string,
  settings: v.InferInput<typeof dialingSettingsSchema> = {},
): boolean {
  const { toPbx, toCrm } = v.parse(numberSettingsSchema, {});
  const guard = new DialingGuard({
    settings: v.parse(dialingSettingsSchema, settings),
    agents: [anna],
    clock: { now: () => 0, elapsed: () => 0 },
    logger: { warn: () => undefined },
    toPbx: (text) => rewriteNumber(toPbx, text),
    toCrm: (text) => rewriteNumber(toCrm, text),
  });
  try {
    guard.demand(anna, number, 'call');
    return true;
  } catch {
    return false;
  }
}
