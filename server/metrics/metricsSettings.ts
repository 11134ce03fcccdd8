import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { schemaMessages } from '../system/messages';

/** Schema of the section `metrics`. */
export const metricsSettingsSchema = v.strictObject({
  enabled: v.optional(v.boolean(), true),
  /** Allows reading from any machine, as a bearer token; without one only loopback may read. At least 16 characters. */
  token: v.optional(v.pipe(v.string(), v.minLength(16, issueText(schemaMessages.tokenLength(16))))),
});

/** Settings of `/metrics`. */
export type MetricsSettings = v.InferOutput<typeof metricsSettingsSchema>;
