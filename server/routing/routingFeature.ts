import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { routingSettingsSchema } from './routingSettings';

const settings = v.optional(routingSettingsSchema);

/** Tells a dialplan who is responsible for a caller. The driver's checks try it from the dialplan's side. */
export const routingFeature: FeatureKind<typeof settings> = {
  settings,
  secrets: new Map([['ASTERISKNG_ROUTING_KEY', 'key']]),
  isSetUpBySecret: false,
  checks: () => [],
};
