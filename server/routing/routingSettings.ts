import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { schemaMessages } from '../system/messages';
import { routingSettingMessages } from './messages';

/** What the dialplan may get: nothing that means something to it but digits, letters, `*`, `#`, `+`, `_` and `-`. */
export const targetSchema = v.pipe(
  v.string(),
  v.regex(/^[\w*#+-]{0,32}$/, issueText(routingSettingMessages.target)),
);

/** What can be set of the door that a dialplan asks. */
export const routingSettingsSchema = v.strictObject({
  /** A key of its own; one of the secret keys is good too. */
  key: v.optional(v.pipe(v.string(), v.minLength(8, issueText(schemaMessages.keyLength(8))))),
  /** Answer when nobody is responsible and the question has no `default`; empty: the dialplan decides. */
  default: v.optional(targetSchema, ''),
  /** Answer when the responsible agent is on the phone. */
  busy: v.optional(v.picklist(['extension', 'default']), 'extension'),
  /** How long the responsible user is looked for, ms. */
  budgetMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(2_000)), 250),
});

/** Settings of the routing door. */
export type RoutingSettings = v.InferOutput<typeof routingSettingsSchema>;
