import type * as v from 'valibot';
import type { CallRecord } from '../../calls/CallRecord';
import type { AmoClient } from '../client/AmoClient';
import { isNextTask } from './CallMarks';
import { AmoFault } from '../client/AmoFault';
import { pageOf } from '../client/answerSchemas';
import {
  notesAnswer,
  tasksAnswer,
  textNotesAnswer,
  unsortedAnswer,
  type FoundTask,
  type UnsortedLead,
} from './callAnswers';
import type { Entity } from './CallJob';
import { unsortedUid } from './requestBodies';

const PAGE = 250;
/** A search with more pages fails. */
const PAGES = 20;

/** Largest difference between amoCRM's clock and ours, s. */
const SKEW_S = 300;

const CARDS = ['contacts', 'companies', 'leads', 'customers'] as const;

/** A note of a card. */
export interface FoundNote {
  readonly id: number;
  readonly text: string;
  readonly entity: Entity;
}

/** A call whose entry is looked for. */
export interface SoughtCall {
  /** See `CallMarks`. */
  readonly keys: readonly string[];
  /** ms since 1970 */
  readonly startedAt: number;
}

/** A list is longer than what is looked at. */
class TooManyPages extends AmoFault {
  constructor(path: string) {
    super('failed', `GET ${path}: too many pages`, false);
  }
}

function unlessTooMany(error: unknown): null {
  if (error instanceof TooManyPages) return null;
  throw error;
}

/** Finds what an earlier attempt has created in amoCRM. All fail with an `AmoFault`. */
export class LoggedCallFinder {
  constructor(private readonly client: AmoClient) {}

  /**
   * Finds the note with the call's key; `entity` is its card, if amoCRM returns it. Null: the call is not in amoCRM.
   * @param besides lead cards whose notes do not count
   */
  async findCall(
    { keys, startedAt }: SoughtCall,
    signal: AbortSignal,
    besides: readonly number[] = [],
  ): Promise<{ readonly entity: Entity | null } | null> {
    for (const type of CARDS) {
      const found = await this.searchPages(
        `/api/v4/${type}/notes?${entriesSince(startedAt)}`,
        'notes',
        notesAnswer,
        signal,
        ({ uniq, entityId }) => keys.includes(uniq) && !(type === 'leads' && besides.includes(entityId ?? 0)),
      ).catch(orNone(type));
      if (found) return { entity: found.entityId === null ? null : { type, id: found.entityId } };
    }
    return null;
  }

  /**
   * The first of these cards that has the call's entry, and by which key; null: none has it. What is on others makes the search no
   * longer; a card with more calls than are looked at is taken for one without it, as agents can fill their own ones.
   */
  async findCallOn(
    cards: readonly Entity[],
    { keys, startedAt }: SoughtCall,
    signal: AbortSignal,
  ): Promise<{ readonly card: Entity; readonly uniq: string } | null> {
    for (const card of cards) {
      const path = `/api/v4/${card.type}/${card.id}/notes?${entriesSince(startedAt)}`;
      const isIt = ({ uniq }: { readonly uniq: string }): boolean => keys.includes(uniq);
      const search = this.searchPages(path, 'notes', notesAnswer, signal, isIt);
      const found = await search.catch(unlessTooMany).catch(orNone(card.type));
      if (found) return { card, uniq: found.uniq };
    }
    return null;
  }

  /** Finds the unsorted lead that was made of the call; null: there is none. */
  findUnsorted(record: Pick<CallRecord, 'id'>, signal: AbortSignal): Promise<UnsortedLead | null> {
    const path = '/api/v4/leads/unsorted?filter[category][]=sip&order[created_at]=desc';
    const own = unsortedUid(record);
    return this.searchPages(path, 'unsorted', unsortedAnswer, signal, ({ sourceUid }) => sourceUid === own);
  }

  /** Is the call among the unsorted leads, as far as these are looked at? */
  async isUnsorted(record: Pick<CallRecord, 'id'>, signal: AbortSignal): Promise<boolean> {
    return (await this.findUnsorted(record, signal).catch(unlessTooMany)) !== null;
  }

  /**
   * The open task for the number; null: there is none. What agents have typed as next tasks does not count: it may be about
   * anything. Nor does a task of somebody else: one with a list of numbers would keep out all of their clients', and the text of
   * ours is known to who has had one.
   * @param ours the text of a task that we make: of several it is that one
   * @param isOurs may the task with this id be one of ours for the client? Then it counts also where users have passed it on
   * @param owners ids of the users who would get ours
   * @param since ms since 1970; older tasks do not count
   */
  async openTask(
    number: string,
    ours: string,
    isOurs: (id: number) => boolean,
    owners: readonly (number | null)[],
    since: number,
    signal: AbortSignal,
  ): Promise<FoundTask | null> {
    const path = `/api/v4/tasks?filter[is_completed]=0&filter[updated_at][from]=${Math.floor(since / 1_000)}`;
    let other: FoundTask | null = null;
    const isIt = (task: FoundTask): boolean => {
      const { id, text, createdAt, responsibleId } = task;
      // A task without a date was updated after `since`, by the filter.
      const isMeant = text.includes(number) && !isNextTask(text) && (createdAt === 0 || createdAt >= since);
      const isOwners = responsibleId === null || owners.includes(responsibleId);
      if (isMeant && isOwners) other ??= task;
      return isMeant && text === ours && (isOwners || (id !== null && isOurs(id)));
    };
    const search = this.searchPages(path, 'tasks', tasksAnswer, signal, isIt);
    return (await search.catch(unlessTooMany)) ?? other;
  }

  /**
   * The note with this mark on one card, or on any card that has one since; null: there is none.
   * @param since ms since 1970
   * @param on null: on any card
   */
  async findNote(
    since: number,
    isIt: (text: string) => boolean,
    on: Entity | null,
    signal: AbortSignal,
  ): Promise<FoundNote | null> {
    const filter = `filter[note_type][]=common&filter[updated_at][from]=${Math.floor(since / 1_000) - SKEW_S}`;
    for (const type of on === null ? CARDS : [on.type]) {
      const path = `/api/v4/${on === null ? type : `${type}/${on.id}`}/notes?${filter}`;
      const isMeant = (note: { readonly text: string }): boolean => isIt(note.text);
      const found = await this.searchPages(path, 'notes', textNotesAnswer, signal, isMeant).catch(
        orNone(type),
      );
      if (found) return { id: found.id, text: found.text, entity: { type, id: found.entityId } };
    }
    return null;
  }

  /**
   * A task, open or not, that was changed since and has such a text; null: there is none. Where there are too many to look at all, it
   * is taken for missing: a task that is made twice is better than none.
   * @param since ms since 1970
   */
  async findTask(
    since: number,
    isIt: (text: string) => boolean,
    signal: AbortSignal,
  ): Promise<FoundTask | null> {
    const path = `/api/v4/tasks?filter[updated_at][from]=${Math.floor(since / 1_000) - SKEW_S}`;
    const search = this.searchPages(path, 'tasks', tasksAnswer, signal, ({ text }) => isIt(text));
    return search.catch(unlessTooMany);
  }

  /** The task with this id, open or not; null: it was deleted. */
  taskWithId(id: number, signal: AbortSignal): Promise<FoundTask | null> {
    const path = `/api/v4/tasks?filter[id][]=${id}`;
    return this.searchPages(path, 'tasks', tasksAnswer, signal, (task) => task.id === id);
  }

  private async searchPages<T>(
    path: string,
    key: string,
    list: v.GenericSchema<unknown, readonly T[]>,
    signal: AbortSignal,
    isIt: (one: T) => boolean,
  ): Promise<T | null> {
    for (let page = 1; page <= PAGES; page += 1) {
      const found = await this.client.request({
        method: 'GET',
        path: `${path}&limit=${PAGE}&page=${page}`,
        schema: pageOf(key, list),
        priority: 'work',
        signal,
      });
      const one = found?.read.find(isIt);
      if (one !== undefined) return one;
      if ((found?.count ?? 0) < PAGE) return null;
    }
    throw new TooManyPages(path.split('?')[0] ?? '');
  }
}

/** Of notes: calls that have changed since. @param startedAt ms since 1970 */
function entriesSince(startedAt: number): string {
  const since = Math.floor(startedAt / 1_000) - SKEW_S;
  return `filter[note_type][]=call_in&filter[note_type][]=call_out&filter[updated_at][from]=${since}`;
}

/** Ignores faults for customers, which can be turned off in an account. */
function orNone(type: Entity['type']): (error: unknown) => null {
  return (error) => {
    if (type === 'customers' && error instanceof AmoFault && error.isOfAddress) return null;
    throw error;
  };
}
