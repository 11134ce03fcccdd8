import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { templateFault } from './fillTemplate';
import { doorKeyFault } from '../access/doorKey';
import { issueText } from '../system/issueMessage';
import { recordingSettingMessages as messages } from './messages';

const absolute = v.pipe(v.string(), v.check(isAbsolute, issueText(messages.absolute)));

/** A folder: its path on this machine (`here`) and on the telephone system (`pbx`), if they differ. */
const folderSchema = v.union([
  v.pipe(
    absolute,
    v.transform((path) => ({ here: path, pbx: path })),
  ),
  v.strictObject({ here: absolute, pbx: absolute }),
]);

const templateSchema = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? templateFault(dataset.value) : null;
    if (message !== null) addIssue({ message: issueText(message) });
  }),
);

/** Up to five keys, separated by commas or whitespace. The first signs; links signed with any are accepted, since they live for years. */
const linkKeySchema = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
  v.minLength(1, issueText(messages.keyNeeded)),
  v.maxLength(5, issueText(messages.manyKeys)),
  v.everyItem((key) => key.length >= 16, issueText(messages.keyLength)),
  v.rawCheck(({ dataset, addIssue }) => {
    const [first] = dataset.typed ? dataset.value : [];
    const fault = first === undefined ? null : doorKeyFault(first, 'ASTERISKNG_LINK_KEY');
    if (fault !== null) addIssue({ message: issueText(fault) });
  }),
);

const timeZone = v.pipe(
  v.string(),
  v.check((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  }, issueText(messages.timeZone)),
);

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const mp3Schema = v.strictObject({
  enabled: v.optional(v.boolean(), true),
  /** The program: a name in the path, or a path. */
  ffmpeg: v.optional(v.pipe(v.string(), v.minLength(1)), 'ffmpeg'),
  /** Folder of converted files; absent: one below the system's temporary folder. */
  folder: v.optional(absolute),
  /** Size limit of that folder, MiB; the least recently used files are deleted first. */
  megabytes: v.optional(whole(1, 1_000_000), 1_024),
  /** Time limit of a conversion, s. */
  seconds: v.optional(whole(1, 50), 40),
});

/** Schema of the section `recordings`. */
export const recordingsSettingsSchema = v.strictObject({
  /** Folders of recordings. Files outside of them are never served. */
  folders: v.optional(v.pipe(v.array(folderSchema), v.minLength(1)), ['/var/spool/asterisk/monitor']),
  /** Paths of files below a folder, in the order in which they are tried; see fillTemplate.ts. */
  templates: v.optional(v.pipe(v.array(templateSchema), v.minLength(1)), [
    '{name}',
    '{year}/{month}/{day}/{name}',
  ]),
  /** Time zone of dates in templates and file names; absent: this machine's. */
  timeZone: v.optional(timeZone),
  /** Address at which amoCRM's users reach this backend: the server's address in the widget's settings. */
  address: v.pipe(
    v.string(),
    v.regex(/^https?:\/\/[^\s/?#@]+(?:\/[\w\-./]*)?$/, issueText(messages.noAddress)),
  ),
  linkKey: v.optional(linkKeySchema),
  /** Validity of a link after the end of the call, days. */
  linkDays: v.optional(whole(1, 36_500), 3_650),
  mp3: v.optional(mp3Schema, {}),
  /** Origins whose scripts may read recordings (CORS); an `<audio>` element does not need this. `*.` stands for one label. */
  origins: v.optional(
    v.array(
      v.pipe(v.string(), v.regex(/^https:\/\/(?:\*\.)?[\w-]+(?:\.[\w-]+)+$/, issueText(messages.noOrigin))),
    ),
    ['https://*.amocrm.ru', 'https://*.amocrm.com', 'https://*.kommo.com'],
  ),
});

/** The section `recordings`, read. */
export type RecordingsSettings = v.InferOutput<typeof recordingsSettingsSchema>;
