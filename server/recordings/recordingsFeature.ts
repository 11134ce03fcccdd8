import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { recordingChecks } from './createRecordings';
import { recordingsSettingsSchema, type RecordingsSettings } from './recordingsSettings';

const settings = v.optional(recordingsSettingsSchema);

/** The feature `recordings`: recordings of calls, served by signed links. */
export const recordingsFeature: FeatureKind<
  typeof settings,
  { readonly recordings?: RecordingsSettings | undefined }
> = {
  settings,
  secrets: new Map([['ASTERISKNG_LINK_KEY', 'linkKey']]),
  isSetUpBySecret: false,
  checks: ({ recordings }) => recordingChecks(recordings),
  paths: ({ recordings }) => {
    const { enabled, folder } = recordings?.mp3 ?? { enabled: false };
    return enabled && folder !== undefined
      ? [{ setting: 'recordings.mp3.folder', path: folder, kind: 'folder' }]
      : [];
  },
};
