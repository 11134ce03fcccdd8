import * as v from 'valibot';
import { numberSettingsSchema } from '../../numbers/numberSettings';
import { issueText } from '../../system/issueMessage';
import type { Message } from '../../system/Message';
import { schemaMessages } from '../../system/messages';
import { ecss10SettingMessages } from './messages';

const name = (what: Message) => v.pipe(v.string(), v.trim(), v.regex(/^[\w.-]{1,253}$/, issueText(what)));

/** Schema of the settings of an ECSS-10. */
export const ecss10SettingsSchema = v.strictObject({
  /** Name or address of the softswitch, without `https://`. */
  address: name(ecss10SettingMessages.host),
  /** Left out: 8089, or 8088 for the profile of 3.14. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
  /**
   * `adapter`: the package ecss-call-api, with all abilities of the driver. `login314`: the Call API of 3.14, of which
   * only the login is documented: `server check` tries it, and nothing else works.
   */
  profile: v.optional(v.picklist(['adapter', 'login314']), 'adapter'),
  /** Virtual PBX. */
  domain: name(ecss10SettingMessages.domain),
  clientId: name(ecss10SettingMessages.clientId),
  /** API key: from the environment, never from the file. */
  apiKey: v.pipe(
    v.string(issueText(schemaMessages.variableNeeded('ASTERISKNG_ECSS10_KEY'))),
    v.minLength(8, issueText(schemaMessages.variableLength('ASTERISKNG_ECSS10_KEY', 8))),
  ),
  /** `service`: one login for all numbers; `widget`: a login for each agent. As the integration was added. */
  kind: v.optional(v.picklist(['service', 'widget']), 'service'),
  /** Path of the trusted certificate, PEM; absent: those of well-known authorities. */
  caFile: v.optional(v.string()),
  numbers: v.optional(numberSettingsSchema, {}),
});

/** Settings of an ECSS-10. */
export type Ecss10Settings = v.InferOutput<typeof ecss10SettingsSchema>;
