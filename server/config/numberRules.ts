import * as v from 'valibot';
import { numberSettingsSchema, type NumberSettings } from '../numbers/numberSettings';
import { ConfigurationError } from '../system/ConfigurationError';
import type { Message } from '../system/Message';
import { ruleMessages } from './messages';
import { parseSettings } from './parseSettings';
import type { SettingsFile } from './SettingsFile';

/** Number rules, and a heading that says where they come from. */
export interface NumberRules {
  readonly rules: NumberSettings;
  readonly from: Message;
}

const schema = v.object({
  telephony: v.optional(v.object({ numbers: v.optional(numberSettingsSchema) }), {}),
});

/**
 * Reads `telephony.numbers` of a settings file, for any driver and without secrets; the defaults when it is absent. Throws
 * a `ConfigurationError`.
 */
export function numberRules({ path, isThere, settings, source }: SettingsFile): NumberRules {
  const { output, faults } = parseSettings(schema, settings, source);
  if (output === null) throw new ConfigurationError(faults);
  const { numbers } = output.telephony;
  if (numbers !== undefined) return { rules: numbers, from: ruleMessages.ofFile(path) };
  const from = isThere ? ruleMessages.noRules(path) : ruleMessages.noFile(path);
  return { rules: v.parse(numberSettingsSchema, {}), from };
}
