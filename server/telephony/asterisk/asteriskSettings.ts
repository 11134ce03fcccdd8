import * as v from 'valibot';
import { issueText } from '../../system/issueMessage';
import { schemaMessages } from '../../system/messages';
import { asteriskSettingMessages } from './messages';
import { numberSettingsSchema } from '../../numbers/numberSettings';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
/** Characters allowed in names of channels and contexts: none with a meaning in Asterisk's syntax. */
const name = v.pipe(text, v.regex(/^[\w.-]+$/, issueText(asteriskSettingMessages.name)));
const device = v.pipe(text, v.regex(/^[\w.-]+\/[\w.@{}-]+$/, issueText(asteriskSettingMessages.channel)));

/** Settings of an agent's phone; each may be set for all and for one extension. */
const phoneEntries = {
  /** The agent's phones; the first is called for a click to call. `{extension}` stands for the extension. */
  devices: v.pipe(
    v.array(device),
    v.minLength(1, issueText(asteriskSettingMessages.phoneNeeded)),
    v.maxLength(5),
  ),
  /** How the agent answers from the screen. */
  answer: v.picklist(['none', 'notify', 'redial', 'pickup']),
  /** The phone that takes over the call, for `pickup`: one that answers automatically. */
  answerDevice: device,
  /** Headers that make the phone answer automatically. */
  autoAnswer: v.picklist(['none', 'callInfo', 'alertInfo', 'both']),
  /** How a call is put on hold: by Asterisk, which plays music, or by the phone. */
  hold: v.picklist(['server', 'phone']),
};

const phoneSchema = v.strictObject({
  devices: v.optional(phoneEntries.devices),
  answer: v.optional(phoneEntries.answer),
  answerDevice: v.optional(phoneEntries.answerDevice),
  autoAnswer: v.optional(phoneEntries.autoAnswer),
  hold: v.optional(phoneEntries.hold),
});

/** Schema of the settings of an Asterisk. */
export const asteriskSettingsSchema = v.strictObject({
  /** Asterisk's manager (AMI). */
  ami: v.strictObject({
    host: v.optional(text, '127.0.0.1'),
    port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)), 5_038),
    user: name,
    /** Present: the connection is encrypted. */
    tls: v.optional(
      v.strictObject({
        /** PEM file of the authority; absent: those that the system trusts. */
        caFile: v.optional(text),
        /** Name in the certificate, when it is not the host. */
        serverName: v.optional(text),
      }),
    ),
  }),
  /** The manager user's secret: from the environment, never from the file. */
  secret: v.pipe(
    v.string(),
    v.minLength(1, issueText(schemaMessages.variableNeeded('ASTERISKNG_AMI_SECRET'))),
  ),
  /** Context in which agents' phones dial. */
  context: v.optional(name, 'from-internal'),
  /** Ring time-out of a phone, s. */
  ringSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(300)), 30),
  /**
   * Options of Dial for an agent's phone that our dialplan rings: keys of the called party (`t` transfer, `k` park, `h`
   * hang up, `w` and `x` record), or `none`; absent: those of FreePBX's `DIAL_OPTIONS`, where there is one.
   */
  dialOptions: v.optional(
    v.pipe(v.string(), v.regex(/^(?:none|[hktwx]{1,5})$/, issueText(asteriskSettingMessages.dialOptions))),
  ),
  devices: v.optional(phoneEntries.devices, ['PJSIP/{extension}']),
  answer: v.optional(v.picklist(['none', 'notify', 'redial']), 'none'),
  autoAnswer: v.optional(phoneEntries.autoAnswer, 'none'),
  hold: v.optional(phoneEntries.hold, 'server'),
  /** Settings that differ for one phone, by extension. */
  phones: v.optional(
    v.record(v.pipe(v.string(), v.regex(/^\d{2,8}$/, issueText(schemaMessages.extension))), phoneSchema),
    {},
  ),
  numbers: v.optional(numberSettingsSchema, {}),
});

/** Settings of an Asterisk. */
export type AsteriskSettings = v.InferOutput<typeof asteriskSettingsSchema>;
