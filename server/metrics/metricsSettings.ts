import * as v from 'valibot';

/** What can be set of `/metrics`. */
export const metricsSettingsSchema = v.strictObject({
  enabled: v.optional(v.boolean(), true),
  /** Who shows it may read from anywhere; without one only this machine may. */
  token: v.optional(v.pipe(v.string(), v.minLength(16, 'a token has at least 16 characters'))),
});

/** Settings of `/metrics`. */
export type MetricsSettings = v.InferOutput<typeof metricsSettingsSchema>;
