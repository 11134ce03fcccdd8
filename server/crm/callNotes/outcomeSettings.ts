import * as v from 'valibot';
import { outcomeLanguages } from '../../../protocol/callNote';
import { issueText } from '../../system/issueMessage';
import { outcomeSettingMessages as messages } from './messages';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
const count = (from: number, to: number): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));

/** A text for all languages, or one in some of them: the others have the first of these. */
const texts = v.union(
  [
    v.pipe(
      text,
      v.transform((one) => inAll({ ru: one })),
    ),
    v.pipe(
      v.strictObject(v.entriesFromList(outcomeLanguages, v.optional(text))),
      v.check((some) => Object.values(some).some((one) => one !== undefined), issueText(messages.noText)),
      v.transform(inAll),
    ),
  ],
  issueText(messages.noText),
);

const line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
const lines = v.pipe(v.array(line), v.minLength(1), v.maxLength(100));

const outcomeFields = v.strictObject({
  /** Stands in the wire and in the journal, so it stays when the text changes. */
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,31}$/, issueText(messages.id))),
  text: texts,
  /** Queues and lines whose calls may end so; left out: all. */
  lines: v.optional(lines),
  /** amoCRM's `call_status`; left out: what the telephone system says. */
  callStatus: v.optional(count(1, 7)),
  /** The next task that the agent is offered with it. */
  task: v.optional(v.strictObject({ text: texts, inMinutes: count(1, 525_600) })),
  /** It promises the client a call-back at the time of the task: they stand in the company's list of missed calls until a talk. */
  callBack: v.optional(v.boolean()),
});

const outcomeSchema = v.pipe(
  outcomeFields,
  v.check(
    ({ callBack, task }) => callBack !== true || task !== undefined,
    issueText(messages.callBackNeedsTask),
  ),
);

/** Schema of what agents may say of a call that is over. */
export const outcomeSettingsSchema = v.strictObject({
  /** How long the entry in amoCRM waits for the outcome after the call. */
  waitSeconds: v.optional(count(5, 3_600), 120),
  /** Whether the agent is asked until there is one: of each call, of none, or of calls to these queues and lines. */
  required: v.optional(
    v.union([v.picklist(['always', 'never']), lines], issueText(messages.required)),
    'never',
  ),
  list: v.pipe(
    v.array(outcomeSchema),
    v.minLength(1),
    v.maxLength(50),
    v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, issueText(messages.sameId)),
  ),
});

/** What agents may say of a call that is over. */
export type OutcomeSettings = v.InferOutput<typeof outcomeSettingsSchema>;

/** One of the outcomes. */
export type OutcomeSetting = OutcomeSettings['list'][number];

type Texts = Readonly<Record<(typeof outcomeLanguages)[number], string>>;

function inAll(some: { readonly [L in keyof Texts]?: string | undefined }): Texts {
  const first = outcomeLanguages.map((language) => some[language]).find((one) => one !== undefined) ?? '';
  const { ru = first, en = first, es = first, pt = first } = some;
  return { ru, en, es, pt };
}
