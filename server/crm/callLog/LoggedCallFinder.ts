import type * as v from 'valibot';
import type { CallRecord } from '../../calls/CallRecord';
import type { AmoClient } from '../client/AmoClient';
import { isNextTask } from '../callNotes/NoteMarks';
import { AmoFault } from '../client/AmoFault';
import { pageOf } from '../client/answerSchemas';
import { notesAnswer, tasksAnswer, textNotesAnswer, unsortedAnswer, type UnsortedLead } from './callAnswers';
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

/** The cards on which an entry counts; absent: all. */
interface SearchedCards {
  readonly only?: Entity;
  readonly counts?: (on: Entity) => boolean;
}

/** Finds what an earlier attempt has created in amoCRM. All fail with an `AmoFault`. */
export class LoggedCallFinder {
  constructor(private readonly client: AmoClient) {}

  /**
   * Finds the note with the call's id; `entity` is its card, if amoCRM returns it. Null: the call is not in amoCRM.
   * amoCRM's users can write a call with any id into a card of their own, so the cards on which it counts may be named.
   */
  async findCall(
    record: Pick<CallRecord, 'id' | 'startedAt'>,
    signal: AbortSignal,
    { only, counts = () => true }: SearchedCards = {},
  ): Promise<{ readonly entity: Entity | null } | null> {
    for (const type of only === undefined ? CARDS : [only.type]) {
      const since = Math.floor(record.startedAt / 1_000) - SKEW_S;
      const filter = `filter[note_type][]=call_in&filter[note_type][]=call_out&filter[updated_at][from]=${since}`;
      const found = await this.searchPages(
        `/api/v4/${type}/notes?${filter}`,
        'notes',
        notesAnswer,
        signal,
        ({ uniq, entityId }) =>
          uniq === record.id &&
          (only === undefined || entityId === only.id) &&
          (entityId === null || counts({ type, id: entityId })),
      ).catch(orNone(type));
      if (found) return { entity: found.entityId === null ? null : { type, id: found.entityId } };
    }
    return null;
  }

  /** Finds the unsorted lead that was made of the call; null: there is none. */
  findUnsorted(record: CallRecord, signal: AbortSignal): Promise<UnsortedLead | null> {
    const path = '/api/v4/leads/unsorted?filter[category][]=sip&order[created_at]=desc';
    const own = unsortedUid(record);
    return this.searchPages(path, 'unsorted', unsortedAnswer, signal, ({ sourceUid }) => sourceUid === own);
  }

  /**
   * Is there an open task for the number? What agents have typed as next tasks does not count: it may be about anything.
   * @param since ms since 1970; older tasks do not count
   */
  async hasOpenTask(number: string, since: number, signal: AbortSignal): Promise<boolean> {
    const path = `/api/v4/tasks?filter[is_completed]=0&filter[updated_at][from]=${Math.floor(since / 1_000)}`;
    // A task without a date was updated after `since`, by the filter.
    const isIt = ({ text, createdAt }: { text: string; createdAt: number }): boolean =>
      text.includes(number) && !isNextTask(text) && (createdAt === 0 || createdAt >= since);
    return (await this.searchPages(path, 'tasks', tasksAnswer, signal, isIt)) !== null;
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

  /** Is there a task, open or not, that was changed since and has such a text? @param since ms since 1970 */
  async hasTask(since: number, isIt: (text: string) => boolean, signal: AbortSignal): Promise<boolean> {
    const path = `/api/v4/tasks?filter[updated_at][from]=${Math.floor(since / 1_000) - SKEW_S}`;
    return (await this.searchPages(path, 'tasks', tasksAnswer, signal, ({ text }) => isIt(text))) !== null;
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
    throw new AmoFault('failed', `GET ${path.split('?')[0] ?? ''}: too many pages`, false);
  }
}

/** Ignores faults for customers, which can be turned off in an account. */
function orNone(type: Entity['type']): (error: unknown) => null {
  return (error) => {
    if (type === 'customers' && error instanceof AmoFault && error.isOfAddress) return null;
    throw error;
  };
}
