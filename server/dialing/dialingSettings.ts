import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { schemaMessages } from '../system/messages';
import { dialingSettingMessages as messages } from './messages';
import { numberKinds } from './readingsOf';

/** The beginning of a number, as it is dialled or with its country's code: `+7809`, `0911`. */
const beginning = v.pipe(v.string(), v.regex(/^(?:\+?|[*#])[\d*#]{1,20}$/, issueText(messages.beginning)));
const beginnings = v.optional(v.pipe(v.array(beginning), v.maxLength(1_000)), []);

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

/** Numbers dialled a minute and in 24 hours. */
const limitsSchema = v.strictObject({
  agentPerMinute: v.optional(count, 20),
  agentPerDay: v.optional(count, 400),
  /** Of all agents together. Undefined: four for each agent, 60 at least. */
  accountPerMinute: v.optional(count),
  /** Undefined: 150 for each agent, 1000 at least. */
  accountPerDay: v.optional(count),
});

const time = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, issueText(messages.time)));

/** When numbers outside the office may be dialled. */
const hoursSchema = v.strictObject({
  from: time,
  /** Earlier than `from`: over midnight. */
  to: time,
  days: v.optional(v.array(v.picklist(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])), [
    'mon',
    'tue',
    'wed',
    'thu',
    'fri',
    'sat',
    'sun',
  ]),
  timeZone: v.optional(
    v.pipe(v.string(), v.check(isTimeZone, issueText(messages.timeZone))),
    'Europe/Moscow',
  ),
});

/** Schema of the section `dialing`: what may be dialled, how often and when. */
export const dialingSettingsSchema = v.strictObject({
  /** Country of the office, ISO 3166: in its numbering plan numbers without a country's code are read. */
  country: v.optional(
    v.pipe(
      v.string(),
      v.check(isSupportedCountry, issueText(messages.country)),
      v.transform((code) => code as CountryCode),
    ),
    'RU',
  ),
  /** Kinds of numbers that are not dialled. */
  denyKinds: v.optional(v.array(v.picklist(numberKinds)), ['premium', 'satellite']),
  /** Beginnings of numbers that are not dialled. */
  deny: beginnings,
  /** Beginnings of numbers that are dialled whatever `deny` and `denyKinds` say. */
  allow: beginnings,
  /** What phones of the office dial before a number outside of it, such as `9`. */
  outsidePrefixes: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^[\d*#]{1,4}$/, issueText(messages.prefix)))),
    [],
  ),
  /** Extensions of the agents who may hand clients over to numbers abroad. */
  transfersAbroad: v.optional(
    v.union(
      [
        v.literal('all'),
        v.array(v.pipe(v.string(), v.regex(/^\d{2,8}$/, issueText(schemaMessages.extension)))),
      ],
      issueText(messages.transfersAbroad),
    ),
    [],
  ),
  limits: v.optional(limitsSchema, {}),
  /** Absent: at any time. */
  hours: v.optional(hoursSchema),
});

/** The section `dialing`. */
export type DialingSettings = v.InferOutput<typeof dialingSettingsSchema>;

/** The setting `dialing.hours`. */
export type DialingHours = v.InferOutput<typeof hoursSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
