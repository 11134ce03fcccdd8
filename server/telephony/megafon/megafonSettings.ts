import * as v from 'valibot';
import { numberSettingsSchema } from '../../numbers/numberSettings';
import { doorKey } from '../../access/doorKey';
import { issueText } from '../../system/issueMessage';
import { schemaMessages } from '../../system/messages';
import { megafonSettingMessages } from './messages';
import { trimSlashes } from '../../system/trimSlashes';

/** Paths that people copy along with the address. */
const PATHS: ReadonlySet<string> = new Set(['', '/sys/crm_api.wcgp', '/crmapi/v1']);

/** Hosts to which the key may go without TLS: this machine's own. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Origin of an address as a person types it: with the path of an API or without, with a slash at the end. */
const addressSchema = v.pipe(
  v.string(),
  v.trim(),
  v.check((text) => URL.canParse(text), issueText(schemaMessages.address('https://company.megapbx.ru'))),
  v.transform((text) => new URL(text)),
  v.check(
    ({ protocol, hostname }) => protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)),
    issueText(megafonSettingMessages.noTls),
  ),
  v.check(
    ({ pathname, search, hash, username, password }) =>
      PATHS.has(trimSlashes(pathname)) && search + hash + username + password === '',
    issueText(megafonSettingMessages.hostAlone),
  ),
  v.transform(({ origin }) => origin),
);

/** The VATS makes it, so only its length is looked at. */
const keySchema = v.pipe(
  v.string(issueText(schemaMessages.variableNeeded('ASTERISKNG_MEGAFON_KEY'))),
  v.minLength(8, issueText(schemaMessages.variableLength('ASTERISKNG_MEGAFON_KEY', 8))),
);

const minutes = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** Schema of the settings of a MegaFon VATS. */
export const megafonSettingsSchema = v.strictObject({
  /** Address of the VATS; kept as `https://host`. */
  address: addressSchema,
  /** Generation of its API: `old` is `/sys/crm_api.wcgp`, `rest` is `/crmapi/v1`. */
  api: v.optional(v.picklist(['old', 'rest']), 'rest'),
  /** API key of the VATS: from the environment, never from the file. */
  key: keySchema,
  /** Token that the VATS sends with each push: from the environment, never from the file. */
  crmToken: doorKey('ASTERISKNG_MEGAFON_TOKEN'),
  /** Extension -> login, for users whose extension the API does not return. */
  users: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^\d{2,8}$/, issueText(schemaMessages.extension))),
      v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/, issueText(megafonSettingMessages.login))),
    ),
    {},
  ),
  /** Our number that clients see when an agent calls, digits; without it the VATS chooses. */
  showNumber: v.optional(v.pipe(v.string(), v.regex(/^\d{5,15}$/, issueText(megafonSettingMessages.digits)))),
  /** A call without an end push counts as over after this time, min. */
  longestCallMinutes: v.optional(minutes(5, 1_440), 120),
  /** How often the history is read for calls without pushes, min; 0: never. */
  historyMinutes: v.optional(minutes(0, 1_440), 10),
  numbers: v.optional(numberSettingsSchema, {}),
});

/** Settings of a MegaFon VATS. */
export type MegafonSettings = v.InferOutput<typeof megafonSettingsSchema>;
