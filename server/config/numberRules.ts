import * as v from 'valibot';
import { numberSettingsSchema, type NumberSettings } from '../numbers/numberSettings';
import { ConfigurationError } from '../system/ConfigurationError';
import type { Message } from '../system/Message';
import { ruleMessages } from './messages';
import { parseSettings } from './parseSettings';
import type { SettingsFile } from './SettingsFile';

/** Rules of numbers, and where they come from, in words. */
export interface NumberRules {
  readonly rules: NumberSettings;
  readonly from: Message;
}

const schema = v.object({
  telephony: v.optional(v.object({ numbers: v.optional(numberSettingsSchema) }), {}),
});

/** The rules that a file of settings has, whichever telephony they are for. Needs no secrets. Fails with a `ConfigurationError`. */
export function numberRules({ path, isThere, settings, written }: SettingsFile): NumberRules {
  const { output, faults } = parseSettings(schema, settings, written);
  if (output === null) throw new ConfigurationError(faults);
  const { numbers } = output.telephony;
  if (numbers !== undefined) return { rules: numbers, from: ruleMessages.ofFile(path) };
  const from = isThere ? ruleMessages.noRules(path) : ruleMessages.noFile(path);
  return { rules: v.parse(numberSettingsSchema, {}), from };
}
