import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { metricsSettingsSchema } from './metricsSettings';

const settings = v.optional(metricsSettingsSchema, {});

/** Figures for Prometheus, and health. */
export const metricsFeature: FeatureKind<typeof settings> = {
  settings,
  secrets: new Map([['ASTERISKNG_METRICS_TOKEN', 'token']]),
  isSetUpBySecret: true,
  checks: () => [],
};
