import * as v from 'valibot';
import { doorKey } from '../access/doorKey';
import { issueText } from '../system/issueMessage';
import { routingSettingMessages } from './messages';

/** What may be sent to the dialplan: up to 32 digits, letters, `*`, `#`, `+`, `_`, `-`; no character of its syntax. */
export const targetSchema = v.pipe(
  v.string(),
  v.regex(/^[\w*#+-]{0,32}$/, issueText(routingSettingMessages.target)),
);

/** Schema of the section `routing`. */
export const routingSettingsSchema = v.strictObject({
  /** Key for the dialplan; the secret keys are accepted as well. */
  key: v.optional(doorKey('ASTERISKNG_ROUTING_KEY')),
  /** Answer when no responsible agent is found and the request has no `default`; empty: the dialplan decides. */
  default: v.optional(targetSchema, ''),
  /** Answer when the responsible agent is not free: the extension all the same, or the default. */
  busy: v.optional(v.picklist(['extension', 'default']), 'extension'),
  /** Time limit of the look-up, ms. */
  budgetMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(2_000)), 250),
});

/** The section `routing`, read. */
export type RoutingSettings = v.InferOutput<typeof routingSettingsSchema>;
