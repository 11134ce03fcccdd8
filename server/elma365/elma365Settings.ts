import * as v from 'valibot';
import { doorKey } from '../access/doorKey';
import { isSafeAddress } from '../system/isSafeAddress';
import { issueText } from '../system/issueMessage';
import { schemaMessages } from '../system/messages';
import { elma365SettingMessages } from './messages';

/** Schema of the settings of ELMA365, for the module `build/elma365/asteriskng.ts`. */
export const elma365SettingsSchema = v.strictObject({
  /** ELMA365's address, such as `https://company.elma365.ru`: only webhooks of this server get events. */
  address: v.pipe(
    v.string(),
    v.trim(),
    v.regex(
      /^https?:\/\/[a-z\d.-]+(?::\d{1,5})?\/?$/i,
      issueText(schemaMessages.address('https://company.elma365.ru')),
    ),
    v.check(isSafeAddress, issueText(schemaMessages.noTls)),
    v.transform((address) => new URL(address).origin),
  ),
  /** Path of the routes for the module. */
  path: v.optional(
    v.pipe(v.string(), v.regex(/^\/[\w\-./]*[\w-]$/, issueText(elma365SettingMessages.path))),
    '/elma365',
  ),
  /** Shared secret for requests in both directions. */
  key: v.pipe(
    doorKey('ASTERISKNG_ELMA365_KEY'),
    v.regex(/^[\w.~+/=-]+$/, issueText(elma365SettingMessages.key)),
  ),
  /** File that stores the webhook's URL over a restart. */
  webhookFile: v.optional(v.pipe(v.string(), v.minLength(1)), 'elma365-webhook.json'),
});

/** Settings of ELMA365. */
export type Elma365Settings = v.InferOutput<typeof elma365SettingsSchema>;
