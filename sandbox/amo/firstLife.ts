import type { CallRecord } from '../../server/calls/CallRecord';
import { callStatus } from '../../server/crm/callLog/callStatus';
import { CallMarks } from '../../server/crm/callLog/CallMarks';
import { noteTexts } from '../../server/crm/callNotes/messages';
import type { Business, PastCall } from '../business/Business';
import { newNames } from '../business/newNames';
import { pastRecords, type PastRecord } from '../business/pastRecords';
import type { AccountLife, FeedCall, FeedNote, User } from '../page/Account';

/** How long after a call its note was finished, s. */
const WRITTEN_S = 30;

/** Marks of notes whose backend is not this one. */
const marks = new CallMarks(['first life']);

/** Name of the telephony, as the backend's settings have it by default. */
const SOURCE = 'AsteriskNG';

/** What the account of a business is filled with at the beginning. */
export interface FirstLifeOptions {
  readonly business: Business;
  readonly users: readonly User[];
  /** Seconds since 1970. */
  readonly now: number;
  readonly nextId: () => number;
  /** URL of the recording of a past call; null: none. */
  readonly linkOf: (record: CallRecord) => string | null;
}

/** Calls, notes, unsorted callers and tasks of an account that begins: the past calls of the business, and its open tasks. */
export function firstLife(options: FirstLifeOptions): Omit<AccountLife, 'version' | 'cards'> {
  const { business, now, nextId } = options;
  const tasks = business.tasks.map(({ dueIn, ...task }) => ({
    ...task,
    id: nextId(),
    till: now + dueIn,
    createdAt: now,
    changedAt: now,
    isDone: false,
    result: '',
  }));
  const past = pastRecords(business, now * 1_000);
  return {
    tasks,
    calls: past.flatMap((one) => {
      const { with: card } = one.call;
      return typeof card === 'string' ? [] : [{ ...feedCall(one, options), id: nextId(), card }];
    }),
    notes: past.flatMap((one) => feedNote(one, options)),
    unsorted: past.flatMap((one) => {
      const call = feedCall(one, options);
      const uid = `unsorted-${one.record.id}`;
      const name = newNames[business.language].replace('{number}', call.phone);
      return typeof one.call.with === 'string' ? [{ uid, sourceUid: uid, name, call }] : [];
    }),
  };
}

function feedCall({ call, record }: PastRecord, options: FirstLifeOptions): Omit<FeedCall, 'id' | 'card'> {
  const { direction, talked, user } = call;
  const outcome = outcomeOf(call, options.business);
  return {
    direction,
    phone: record.number,
    duration: talked,
    status: outcome?.status ?? callStatus(record),
    result: outcome?.text ?? '',
    link: options.linkOf(record),
    who: user,
    source: SOURCE,
    uniq: record.id,
    at: Math.floor(record.startedAt / 1_000),
  };
}

/** The note as the backend writes it: the outcome, the text behind its agent's name, and the mark. */
function feedNote(
  { call, record }: PastRecord,
  { business, users, nextId }: FirstLifeOptions,
): readonly FeedNote[] {
  const { note, with: card, user } = call;
  if (note === undefined || typeof card === 'string') return [];
  const outcome = outcomeOf(call, business);
  const lines = [
    ...(outcome === undefined ? [] : [`${noteTexts.outcome[business.language]}: ${outcome.text}`]),
    `${users.find(({ id }) => id === user)?.name ?? ''}: ${note}`,
  ];
  const at = Math.floor(record.endedAt / 1_000) + WRITTEN_S;
  return [
    { id: nextId(), card, text: marks.onNote(lines.join('\n'), record.id, 1), who: user, at, changedAt: at },
  ];
}

/** The outcome that the agent has chosen, with amoCRM's `call_status` where it has one. */
function outcomeOf(
  { outcome }: PastCall,
  { outcomes, language }: Business,
): { readonly text: string; readonly status: number | undefined } | undefined {
  const found = outcomes?.list.find(({ id }) => id === outcome);
  if (found === undefined) return undefined;
  const { text, callStatus: status } = found;
  return { text: typeof text === 'string' ? text : (text[language] ?? ''), status };
}
