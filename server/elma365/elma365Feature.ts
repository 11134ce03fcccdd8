import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { elma365SettingsSchema } from './elma365Settings';

const settings = v.optional(elma365SettingsSchema);

/** ELMA365: its module gets events of calls and makes calls. */
export const elma365Feature: FeatureKind<typeof settings> = {
  settings,
  secrets: new Map([['ASTERISKNG_ELMA365_KEY', 'key']]),
  isSetUpBySecret: false,
  checks: () => [],
};
