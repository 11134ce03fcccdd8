import * as v from 'valibot';
import { numberRuleSchema, type NumberRule } from './NumberRule';

/** As Russian operators take numbers: 7 and ten digits. Numbers inside the company stay as they are. */
const RUSSIAN_TO_PBX: readonly NumberRule[] = [
  { match: '^\\+(\\d+)$', replace: '$1' },
  { match: '^8(\\d{10})$', replace: '7$1' },
];

/** As amoCRM has Russian numbers: +7 and ten digits; a foreign one with its plus. */
const RUSSIAN_TO_CRM: readonly NumberRule[] = [
  { match: '^(?:7|8)(\\d{10})$', replace: '+7$1' },
  { match: '^([3489]\\d{9})$', replace: '+7$1' },
  { match: '^(?:810|00)([1-9]\\d{7,14})$', replace: '+$1' },
  { match: '^([1-9]\\d{11,14})$', replace: '+$1' },
];

const rules = (known: readonly NumberRule[]) =>
  v.optional(v.pipe(v.array(numberRuleSchema), v.maxLength(50)), () => [...known]);

/** How numbers are written on either side. The first rule that matches counts; without one a number stays. */
export const numberSettingsSchema = v.strictObject({
  /** From amoCRM, or as the agent dials, to what the telephone system dials. */
  toPbx: rules(RUSSIAN_TO_PBX),
  /** From what the telephone system tells to what amoCRM has. */
  toCrm: rules(RUSSIAN_TO_CRM),
});

/** How numbers are written on either side. */
export type NumberSettings = v.InferOutput<typeof numberSettingsSchema>;
