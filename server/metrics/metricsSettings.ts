import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { schemaMessages } from '../system/messages';

/** What can be set of `/metrics`. */
export const metricsSettingsSchema = v.strictObject({
  enabled: v.optional(v.boolean(), true),
  /** Who shows it may read from anywhere; without one only this machine may. */
  token: v.optional(v.pipe(v.string(), v.minLength(16, issueText(schemaMessages.tokenLength(16))))),
});

/** Settings of `/metrics`. */
export type MetricsSettings = v.InferOutput<typeof metricsSettingsSchema>;
