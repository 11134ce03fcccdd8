import * as v from 'valibot';
import { numberRuleSchema, type NumberRule } from './NumberRule';

/** The format of Russian operators: 7 and ten digits. Internal numbers are kept. */
const RUSSIAN_TO_PBX: readonly NumberRule[] = [
  { match: '^\\+(\\d+)$', replace: '$1' },
  { match: '^8(\\d{10})$', replace: '7$1' },
];

/** amoCRM's format: +7 and ten digits for Russian numbers, a plus for foreign ones. */
const RUSSIAN_TO_CRM: readonly NumberRule[] = [
  { match: '^(?:7|8)(\\d{10})$', replace: '+7$1' },
  { match: '^([3489]\\d{9})$', replace: '+7$1' },
  { match: '^(?:810|00)([1-9]\\d{7,14})$', replace: '+$1' },
  { match: '^([1-9]\\d{11,14})$', replace: '+$1' },
];

const rules = (known: readonly NumberRule[]) =>
  v.optional(v.pipe(v.array(numberRuleSchema), v.maxLength(50)), () => [...known]);

/** Rules that rewrite numbers between the telephone system and amoCRM. The first match applies; without one a number is kept. */
export const numberSettingsSchema = v.strictObject({
  /** From amoCRM, or as the agent dials, to what the telephone system dials. */
  toPbx: rules(RUSSIAN_TO_PBX),
  /** From the telephone system's format to amoCRM's. */
  toCrm: rules(RUSSIAN_TO_CRM),
});

/** Rules that rewrite numbers between the telephone system and amoCRM. */
export type NumberSettings = v.InferOutput<typeof numberSettingsSchema>;
