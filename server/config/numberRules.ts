import * as v from 'valibot';
import { numberSettingsSchema, type NumberSettings } from '../numbers/numberSettings';
import { ConfigurationError } from '../system/ConfigurationError';
import { parseSettings } from './parseSettings';
import type { SettingsFile } from './SettingsFile';

/** Rules of numbers, and where they come from, in words. */
export interface NumberRules {
  readonly rules: NumberSettings;
  readonly from: string;
}

const schema = v.object({
  telephony: v.optional(v.object({ numbers: v.optional(numberSettingsSchema) }), {}),
});

/** The rules that a file of settings has, whichever telephony they are for. Needs no secrets. Fails with a `ConfigurationError`. */
export function numberRules({ path, isThere, settings, written }: SettingsFile): NumberRules {
  const { output, faults } = parseSettings(schema, settings, written);
  if (output === null) throw new ConfigurationError(faults);
  const { numbers } = output.telephony;
  if (numbers !== undefined) return { rules: numbers, from: `The rules of ${path}:` };
  const why = isThere
    ? `${path} has no telephony.numbers`
    : `There is no settings file ${path}; name yours by ASTERISKNG_CONFIG`;
  return { rules: v.parse(numberSettingsSchema, {}), from: `${why}. The rules that hold without it:` };
}
