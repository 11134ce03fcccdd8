import { isEmpty, isUnsent, type CallNote, type NextTask } from '../../../domain/notes/CallNote';
import { isWanted, outcomesFor, type Outcomes } from '../../../domain/notes/Outcomes';
import { taskTimes, type TaskTime } from '../../../domain/notes/taskTimes';
import { LONGEST_TASK, MOST_MORE_MINUTES } from '../../../../protocol/callNote';
import { endText } from '../call/endText';
import { formatTalkTime } from '../formatTalkTime';
import type { Texts } from '../../amocrm/Texts';
import { localMoment } from './localMoment';
import { noteProblem } from './noteProblem';
import { overClient } from './overClient';
import { shortMoment } from '../shortMoment';

/** What a note's view depends on besides the note. */
export interface NoteContext {
  readonly outcomes: Outcomes;
  /** It is the note of the call whose card stands above it. */
  readonly isOfCard: boolean;
  /** That card names the client. */
  readonly isOfParty: boolean;
  /** The row with times of the next task is open. */
  readonly isTaskOpen: boolean;
  /** So is the field for another time. */
  readonly isOtherOpen: boolean;
  /** The next task, also one that is being typed; null: none. */
  readonly task: NextTask | null;
  /** Can the agent call from here? */
  readonly canCall: boolean;
  /** ms since 1970 by the backend's clock */
  readonly now: number;
  /** This computer's clock minus the backend's, ms. */
  readonly skewMs: number;
  readonly texts: Texts;
}

/** Data of the part above the field: how the call ended, and what others have written. Pure. */
export function noteTop(note: CallNote, context: NoteContext): object {
  const { texts, skewMs, now } = context;
  const { client, others, rival } = note;
  return {
    over: note.phase === 'over' ? overView(note, context) : null,
    title: titleOf(client.title, context),
    others: [
      ...others.map(({ name, at, text }) => ({
        head: `${name} · ${shortMoment(at + skewMs, now + skewMs, texts)}`,
        text,
      })),
      ...(rival === '' ? [] : [{ head: texts('note.rival'), text: rival }]),
    ],
    words: { others: texts('note.others') },
  };
}

/** Of whom the note is where the card above it does not say it: while a colleague is asked that one is named there. */
function titleOf(name: string, { isOfCard, isOfParty, texts }: NoteContext): string {
  if (!isOfCard) return name;
  return isOfParty ? '' : texts('note.ofTalk', { name });
}

/** Data of the part below the field: where the text is, outcomes, task, deal, and what ends it. Pure. */
export function noteRest(note: CallNote, context: NoteContext): object {
  const { texts, outcomes } = context;
  const { choice, client, trouble } = note;
  const chips = outcomesFor(outcomes, note);
  const stop = chips.find(({ id }) => id === choice.value.outcomeId) ?? chips[0];
  const isAsked = note.phase === 'over' && note.isAsked;
  return {
    state: stateOf(note, texts),
    problem: trouble?.kind === 'refused' ? noteProblem(texts, trouble.reason) : '',
    outcomes: chips.map(({ id, text }) => ({
      id,
      text,
      on: id === choice.value.outcomeId,
      stop: id === stop?.id,
    })),
    isRequired: isWanted(outcomes, note),
    asked: isAsked ? texts('note.asked') : '',
    canTask: true,
    task: taskView(note, context),
    // Of one deal amoCRM knows itself; once the entry is there its deal stays.
    deals:
      client.leads.length > 1 && !note.isLogged
        ? client.leads.map(({ id, name }) => ({ id, name, on: id === choice.value.leadId }))
        : [],
    acts: note.phase === 'over' ? { more: canWait(note, context.now) } : null,
    words: {
      outcome: texts('note.outcome'),
      task: texts('note.task'),
      taskText: texts('note.taskText'),
      noTask: texts('note.noTask'),
      deal: texts('note.deal'),
      dealAuto: texts('note.dealAuto'),
      done: texts('note.done'),
      more: texts('note.more'),
      other: texts('note.otherTime'),
    },
  };
}

/** A task can be due so long from now, ms. */
const MOST_MS = 366 * 86_400_000;

const LEAST_UNIT = ['inMinutes', 1] as const;
/** With their minutes, the largest first. */
const UNITS = [['inDays', 1_440], ['inHours', 60], LEAST_UNIT] as const;

type Over = Extract<CallNote, { phase: 'over' }>;

/** The entry is on its way to amoCRM, or there. */
function isWritten({ isLogged, waitsUntil }: Over, now: number): boolean {
  return isLogged || (typeof waitsUntil === 'number' && waitsUntil <= now);
}

function canWait(note: Over, now: number): boolean {
  return typeof note.waitsUntil === 'number' && !isWritten(note, now) && note.moreMinutes < MOST_MORE_MINUTES;
}

function overView(note: Over, { texts, now, canCall }: NoteContext): object {
  const { client, end, talkSeconds, waitsUntil } = note;
  const isDone = isWritten(note, now);
  const seconds = typeof waitsUntil === 'number' ? Math.max(0, Math.ceil((waitsUntil - now) / 1_000)) : null;
  return {
    ...overClient(client, canCall, texts),
    // As on the card of an ended call, whose place this takes.
    text: [
      end === null ? texts('end.hungUp') : endText(end, talkSeconds !== null, texts),
      ...(talkSeconds === null ? [] : [formatTalkTime(talkSeconds)]),
    ].join(' · '),
    isDone,
    until: isDone
      ? texts('note.written')
      : seconds === null
        ? ''
        : texts('note.writtenIn', { time: formatTalkTime(seconds) }),
  };
}

/** Where the text is, in words, and which card it goes to. */
function stateOf(note: CallNote, texts: Texts): object {
  const { text, choice, draft, client, trouble } = note;
  const unsent = isUnsent(text) || draft !== null || (isUnsent(choice) && note.phase === 'live');
  const lead = client.leads.find(({ id }) => id === choice.value.leadId);
  const goesTo = lead === undefined ? '' : texts('note.goesTo', { lead: lead.name });
  const line = (tone: string, words: string): object => ({
    tone,
    text: [words, goesTo].filter(Boolean).join(' · '),
  });
  if (trouble?.kind === 'refused') return line('quiet', '');
  if (trouble?.kind === 'away' && unsent) return line('kept', texts('note.kept'));
  if (unsent) return line('quiet', texts('note.saving'));
  return isEmpty(note) ? line('quiet', '') : line('good', texts('note.saved'));
}

function taskView(note: CallNote, context: NoteContext): object {
  const { texts, outcomes, now, skewMs, isTaskOpen, isOtherOpen, task } = context;
  const { outcomeId } = note.choice.value;
  const offered = outcomes.list.find(({ id }) => id === outcomeId)?.task ?? null;
  // A task that is on its way stays.
  const isLocked = note.isLogged && note.draft === null && task !== null && !isUnsent(note.choice);
  const local = now + skewMs;
  const isOpen = isTaskOpen && !isLocked;
  const time = task === null ? '' : shortMoment(task.dueAt, local, texts);
  return {
    on: task !== null,
    open: isOpen,
    other: isOpen && isOtherOpen,
    ...(isOtherOpen && { least: localMoment(local), most: localMoment(local + MOST_MS) }),
    locked: isLocked,
    label:
      task === null
        ? texts('note.addTask')
        : // The text stands below then, and may be typed on.
          isOpen
          ? time
          : texts('note.taskAt', { text: task.text, time }),
    name: isOpen && task ? texts('note.taskAt', { text: texts('note.task'), time }) : '',
    longest: LONGEST_TASK,
    text: task?.text ?? offered?.text ?? texts('note.taskDefault'),
    times: taskTimes(local, offered?.inMinutes ?? null).map(({ kind }) => ({
      kind,
      label: timeLabel(kind, offered?.inMinutes ?? 0, texts),
    })),
  };
}

function timeLabel(kind: TaskTime['kind'], minutes: number, texts: Texts): string {
  if (kind !== 'default') return texts(`note.${kind}`);
  if (minutes === 60) return texts('note.hour');
  if (minutes === 1_440) return texts('note.inDay');
  const [unit, size] = UNITS.find(([, size]) => minutes % size === 0) ?? LEAST_UNIT;
  return texts(`note.${unit}`, { count: String(minutes / size) });
}
