import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { metricsSettingsSchema } from './metricsSettings';

const settings = v.optional(metricsSettingsSchema, {});

/** The feature `metrics`: figures for Prometheus. */
export const metricsFeature: FeatureKind<typeof settings> = {
  settings,
  secrets: new Map([['ASTERISKNG_METRICS_TOKEN', 'token']]),
  isSetUpBySecret: true,
  checks: () => [],
};
