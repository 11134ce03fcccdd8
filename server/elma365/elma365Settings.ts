import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { schemaMessages } from '../system/messages';
import { elma365SettingMessages } from './messages';

/** What can be set of ELMA365: the module `build/elma365/asteriskng.ts` talks to this. */
export const elma365SettingsSchema = v.strictObject({
  /** ELMA365's own address, such as `https://company.elma365.ru`: events go to webhooks of this server alone. */
  address: v.pipe(
    v.string(),
    v.trim(),
    v.regex(
      /^https?:\/\/[a-z\d.-]+(?::\d{1,5})?\/?$/i,
      issueText(schemaMessages.address('https://company.elma365.ru')),
    ),
    v.transform((address) => new URL(address).origin),
  ),
  /** Path of the doors that the module asks. */
  path: v.optional(
    v.pipe(v.string(), v.regex(/^\/[\w\-./]*[\w-]$/, issueText(elma365SettingMessages.path))),
    '/elma365',
  ),
  /** Secret of both directions: the module shows it to us, we show it to the module. */
  key: v.pipe(
    v.string(issueText(schemaMessages.variableNeeded('ASTERISKNG_ELMA365_KEY'))),
    v.minLength(16, issueText(schemaMessages.keyLength(16))),
    v.regex(/^[\w.~+/=-]+$/, issueText(elma365SettingMessages.key)),
  ),
  /** File in which the webhook's address is kept over a restart. */
  webhookFile: v.optional(v.pipe(v.string(), v.minLength(1)), 'elma365-webhook.json'),
});

/** Settings of ELMA365. */
export type Elma365Settings = v.InferOutput<typeof elma365SettingsSchema>;
