import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { routingSettingsSchema } from './routingSettings';

const settings = v.optional(routingSettingsSchema);

/** The feature `routing`: dialplans look up the agent responsible for a caller. It is checked by the driver's checks. */
export const routingFeature: FeatureKind<typeof settings> = {
  settings,
  secrets: new Map([['ASTERISKNG_ROUTING_KEY', 'key']]),
  isSetUpBySecret: false,
  checks: () => [],
};
