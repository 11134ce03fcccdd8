import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { dialingSettingsSchema } from './dialingSettings';

const settings = v.optional(dialingSettingsSchema, {});

/** What agents may dial, how often and when. */
export const dialingFeature: FeatureKind<typeof settings> = {
  settings,
  secrets: new Map(),
  isSetUpBySecret: false,
  checks: () => [],
};
