import type { Language } from '../../system/Message';
import { visibleText } from '../../system/visibleText';
import { newCallJob, type CallJob, type CallResult } from '../callLog/CallJob';
import { isHandedOn } from '../callLog/isHandedOn';
import type { CrmJob } from '../callLog/CrmJob';
import type { CallNote, NoteErrand } from './CallNote';
import { dealOf } from './dealOf';
import { noteTexts } from './messages';
import { withoutMarks } from '../callLog/CallMarks';
import type { OutcomeSetting } from './outcomeSettings';

/** All that ends a line on some screen. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** The em space is not collapsed, as blanks are where a text is shown as HTML. */
const INDENTED = '\n\u2003';

/** What the texts in amoCRM are made with. */
export interface NoteWords {
  /** Of those who read the account's cards. */
  readonly language: Language;
  readonly outcomes: readonly OutcomeSetting[];
  readonly nameOf: (extension: string) => string | null;
}

/** What the outbox brings to amoCRM. */
type SentErrand = Extract<NoteErrand, { type: 'entry' | 'task' | 'note' }>;

/** The job of an errand, and its id in the outbox: the same for the same errand. Null: the call is not over. */
export function noteJobOf(
  note: CallNote,
  errand: SentErrand,
  words: NoteWords,
): { readonly id: string; readonly job: CrmJob } | null {
  if (note.phase === 'live') return null;
  const { id, number, startedAt, extension } = note.record;
  const leadId = note.phase === 'logged' ? note.entry.leadId : null;
  const call = {
    ...{ id, number, startedAt, extension, isSigned: true as const },
    ...(isHandedOn(note.record) && { isHandedOn: true as const }),
  };
  switch (errand.type) {
    case 'entry':
      return { id, job: entryJob(note, words) };
    case 'task': {
      const { text, dueAt } = errand.task;
      const { by = null, outcomeId = null } = note.choice ?? {};
      const isPromised = words.outcomes.some((one) => one.id === outcomeId && one.callBack === true);
      const job = { stage: 'nextTask', call, by, leadId, text: typed(text), dueAt } as const;
      return { id: `task:${id}`, job: { ...job, ...(isPromised && { isPromised }) } };
    }
    case 'note': {
      const { revision } = errand;
      const [text, by] = [noteText(note, words), authorOf(note)];
      return { id: revisionJobId(id, revision), job: { stage: 'note', call, by, leadId, revision, text } };
    }
  }
}

/** Id in the outbox of a revision of a call's note. */
export function revisionJobId(callId: string, revision: number): string {
  return `note:${callId}:${revision}`;
}

/** The outcome of a call in amoCRM's words. */
export function outcomeLine(text: string, language: Language): string {
  return `${noteTexts.outcome[language]}: ${text}`;
}

/**
 * The note as amoCRM's users read it: the outcome, and what each agent has written behind their name. Further lines are
 * indented, so that none of them passes for an outcome, a colleague's words or a mark.
 */
export function noteText({ parts, choice }: Pick<CallNote, 'parts' | 'choice'>, words: NoteWords): string {
  const { language, nameOf } = words;
  const outcome = outcomeText(choice?.outcomeId ?? null, words);
  const written = Object.entries(parts)
    .filter(([, { text }]) => text.trim() !== '')
    .sort(([, one], [, other]) => one.at - other.at);
  const lines = [
    ...(outcome === null ? [] : [outcomeLine(outcome, language)]),
    ...written.map(
      ([extension, { text }]) => `${nameOf(extension) ?? extension}: ${linesOf(text).join(INDENTED)}`,
    ),
  ];
  return lines.length === 0 ? noteTexts.empty[language] : lines.join('\n');
}

function entryJob({ choice, ...note }: Exclude<CallNote, { phase: 'live' }>, words: NoteWords): CallJob {
  const text = outcomeText(choice?.outcomeId ?? null, words);
  const leadId = dealOf(choice, note.record);
  if (choice === null || (text === null && leadId === null)) return newCallJob(note.record);
  const callStatus = words.outcomes.find(({ id }) => id === choice.outcomeId)?.callStatus ?? null;
  const result: CallResult = { outcome: text === null ? null : { text, callStatus }, leadId, by: choice.by };
  return newCallJob(note.record, result);
}

/** An outcome that was taken out of the settings meanwhile is known by its id. */
function outcomeText(outcomeId: string | null, { outcomes, language }: NoteWords): string | null {
  if (outcomeId === null) return null;
  return outcomes.find(({ id }) => id === outcomeId)?.text[language] ?? outcomeId;
}

/** Extension of the agent who wrote last, else of the one who chose the outcome; null: there is none. */
function authorOf({ parts, choice }: CallNote): string | null {
  const [last] = Object.entries(parts).sort(([, one], [, other]) => other.at - one.at);
  return last?.[0] ?? choice?.by ?? null;
}

/** A line that an agent has typed. */
function typed(text: string): string {
  return withoutMarks(visibleText(text));
}

function linesOf(text: string): readonly string[] {
  return text.trim().split(LINE_END).map(typed);
}
