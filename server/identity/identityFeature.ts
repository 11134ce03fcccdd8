import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { IdentityCheck, type IdentityConfiguration } from './IdentityCheck';
import { identitySettingsSchema } from './identitySettings';

const settings = v.optional(identitySettingsSchema);

/** Whether users have to be proven by amoCRM's tokens. */
export const identityFeature: FeatureKind<typeof settings, IdentityConfiguration> = {
  settings,
  secrets: new Map([['ASTERISKNG_IDENTITY_SECRETS', 'secrets']]),
  isSetUpBySecret: false,
  checks: (configuration) => [new IdentityCheck(configuration)],
};
