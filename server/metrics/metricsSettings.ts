import * as v from 'valibot';
import { doorKey } from '../access/doorKey';

/** Schema of the section `metrics`. */
export const metricsSettingsSchema = v.strictObject({
  enabled: v.optional(v.boolean(), true),
  /** Allows reading from any machine, as a bearer token; without one only loopback may read. At least 16 characters. */
  token: v.optional(doorKey('ASTERISKNG_METRICS_TOKEN')),
});

/** Settings of `/metrics`. */
export type MetricsSettings = v.InferOutput<typeof metricsSettingsSchema>;
