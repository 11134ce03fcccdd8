import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { templateFault } from './pathTemplate';
import { issueText } from '../system/issueMessage';
import { recordingSettingMessages as messages } from './messages';

const absolute = v.pipe(v.string(), v.check(isAbsolute, issueText(messages.absolute)));

/** A folder, and what the telephone system calls it, where that is another path. */
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

/** One key, or several with a comma or a line's end between: the first signs, all are good, as links live for years. */
const linkKeySchema = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
  v.minLength(1, issueText(messages.keyNeeded)),
  v.maxLength(5, issueText(messages.manyKeys)),
  v.everyItem((key) => key.length >= 16, issueText(messages.keyLength)),
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
  /** Where what was converted is kept; else a folder for things that may be lost. */
  folder: v.optional(absolute),
  /** How much is kept there at most; what was not asked for longest goes first. */
  megabytes: v.optional(whole(1, 1_000_000), 1_024),
  /** A conversion that takes longer is given up, s. */
  seconds: v.optional(whole(1, 50), 40),
});

/** What can be set of the recordings. */
export const recordingsSettingsSchema = v.strictObject({
  /** Where they lie. Nothing outside is ever served. */
  folders: v.optional(v.pipe(v.array(folderSchema), v.minLength(1)), ['/var/spool/asterisk/monitor']),
  /** Where in a folder a file may be, in the order in which they are tried. */
  templates: v.optional(v.pipe(v.array(templateSchema), v.minLength(1)), [
    '{name}',
    '{year}/{month}/{day}/{name}',
  ]),
  /** Time zone of dates in templates and names; else this machine's. */
  timeZone: v.optional(timeZone),
  /** Where amoCRM's users reach this backend: the server's address in the widget's settings. */
  address: v.pipe(
    v.string(),
    v.regex(/^https?:\/\/[^\s/?#@]+(?:\/[\w\-./]*)?$/, issueText(messages.noAddress)),
  ),
  linkKey: v.optional(linkKeySchema),
  /** How long a link works after the call, days. */
  linkDays: v.optional(whole(1, 36_500), 3_650),
  mp3: v.optional(mp3Schema, {}),
  /** Pages whose scripts may read the sound; a player needs no more than the link. `*` stands for a name in front. */
  origins: v.optional(
    v.array(
      v.pipe(v.string(), v.regex(/^https:\/\/(?:\*\.)?[\w-]+(?:\.[\w-]+)+$/, issueText(messages.noOrigin))),
    ),
    ['https://*.amocrm.ru', 'https://*.amocrm.com', 'https://*.kommo.com'],
  ),
});

/** Settings of the recordings. */
export type RecordingsSettings = v.InferOutput<typeof recordingsSettingsSchema>;
