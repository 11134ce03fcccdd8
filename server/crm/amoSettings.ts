import * as v from 'valibot';
import { doorKey } from '../access/doorKey';
import { isSafeAddress } from '../system/isSafeAddress';
import { issueText } from '../system/issueMessage';
import { languages } from '../system/Message';
import { schemaMessages } from '../system/messages';
import { outcomeSettingsSchema } from './callNotes/outcomeSettings';
import { amoSettingMessages } from './messages';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(250));
const count = (from: number, to: number): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));
const userId = count(1, Number.MAX_SAFE_INTEGER);

/** Settings of tasks for missed calls. */
const taskSchema = v.strictObject({
  /** Whose task: of the contact's responsible user, or of the agent who was rung last. */
  to: v.optional(v.picklist(['responsible', 'agent']), 'responsible'),
  /** amoCRM's id of the user who gets it when there is no such user. */
  otherwise: v.optional(userId),
  /** `{number}` becomes the client's number; it must be there, since the task is found again by it. */
  text: v.optional(
    v.pipe(
      text,
      v.check((one) => one.includes('{number}'), issueText(amoSettingMessages.noNumber)),
    ),
    'Перезвонить: пропущенный звонок с {number}',
  ),
  /** Due time after the call. */
  dueMinutes: v.optional(count(1, 10_080), 30),
  /** No second task is made for a number while one that is not older than this is open. */
  oncePerHours: v.optional(count(1, 720), 24),
});

/** Schema of the settings of amoCRM (or Kommo). Secrets come from the environment or a file. */
export const amoSettingsSchema = v.pipe(
  v.strictObject({
    /** Address of the account, such as `https://company.amocrm.ru` or `https://company.kommo.com`. */
    address: v.pipe(
      v.string(),
      v.regex(/^https?:\/\/[\w.-]+(:\d+)?\/?$/, issueText(amoSettingMessages.address)),
      v.check(isSafeAddress, issueText(schemaMessages.noTls)),
      v.transform((address) => address.replace(/\/$/, '')),
    ),
    /** Of what is written into the account; absent: by the address. */
    language: v.optional(v.picklist(languages)),
    /** Secret: a long-lived token. */
    token: v.optional(v.pipe(v.string(), v.minLength(8, issueText(amoSettingMessages.shortToken)))),
    /** Instead of a long-lived token. */
    oauth: v.optional(
      v.strictObject({
        clientId: text,
        redirectUri: text,
        /** Where the tokens are kept; see docs/AMOCRM.en.md for what must be in it at first. */
        tokenFile: v.pipe(v.string(), v.minLength(1)),
      }),
    ),
    /** Secret: goes with `oauth`. */
    clientSecret: v.optional(v.pipe(v.string(), v.minLength(1))),
    /** Secret: amoCRM's webhooks send it. Without it there is no webhook route. */
    webhookKey: v.optional(doorKey('ASTERISKNG_AMOCRM_WEBHOOK_KEY')),
    /** amoCRM allows 7. */
    requestsPerSecond: v.optional(count(1, 7), 6),
    /** How long a caller is cached. */
    keepMinutes: v.optional(count(1, 1_440), 10),
    /** Keeps a copy of contacts, companies, open leads and tasks in the store, so that who rings is known without a request. */
    index: v.optional(v.boolean(), false),
    calls: v.optional(
      v.strictObject({
        /** Folder for calls that are not in amoCRM yet. */
        outbox: v.optional(v.pipe(v.string(), v.minLength(1)), 'outbox'),
        /** Name of this telephony in the call's note. */
        source: v.optional(text, 'AsteriskNG'),
        /** What to create for a call with a number that amoCRM does not know. */
        unknown: v.optional(v.picklist(['unsorted', 'contact', 'nothing']), 'unsorted'),
        /** Pipeline of the unsorted leads; without it amoCRM's main one. */
        pipelineId: v.optional(userId),
        /** Name of a new contact or unsorted lead; `{number}` becomes the client's number. */
        newName: v.optional(text, 'Звонок {number}'),
        /** Missed calls make a task. */
        missedTask: v.optional(taskSchema),
        /** What agents are asked of a call that is over, and may write of it. */
        outcomes: v.optional(outcomeSettingsSchema),
      }),
      {},
    ),
  }),
  v.check(
    ({ token, oauth }) => token !== undefined || oauth !== undefined,
    issueText(amoSettingMessages.noToken),
  ),
  v.check(
    ({ token, oauth }) => token === undefined || oauth === undefined,
    issueText(amoSettingMessages.tokenAndOauth),
  ),
  v.check(
    ({ oauth, clientSecret }) => oauth === undefined || clientSecret !== undefined,
    issueText(amoSettingMessages.noClientSecret),
  ),
);

/** Settings of amoCRM, complete. */
export type AmoSettings = v.InferOutput<typeof amoSettingsSchema>;

/** How missed calls make tasks. */
export type MissedTaskSettings = v.InferOutput<typeof taskSchema>;
