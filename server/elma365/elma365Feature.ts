import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { elma365SettingsSchema, type Elma365Settings } from './elma365Settings';

const settings = v.optional(elma365SettingsSchema);

/** ELMA365: its module gets events of calls and makes calls. */
export const elma365Feature: FeatureKind<
  typeof settings,
  { readonly elma365?: Elma365Settings | undefined }
> = {
  settings,
  secrets: new Map([['ASTERISKNG_ELMA365_KEY', 'key']]),
  isSetUpBySecret: false,
  checks: () => [],
  paths: ({ elma365 }) =>
    elma365 === undefined
      ? []
      : [{ setting: 'elma365.webhookFile', path: elma365.webhookFile, kind: 'file' }],
};
