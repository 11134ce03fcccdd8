import type { Failure } from '../Failure';
import type { MissedClient } from './MissedClient';

/** What the agent wants with a client of the list. `call` takes them, too. */
export type MissedWish = 'take' | 'giveBack' | 'call';

/** A wish that was refused; shown until the agent wants something else. */
export interface MissedProblem {
  /** As the agent saw the client. */
  readonly client: MissedClient;
  readonly wish: MissedWish;
  readonly failure: Failure;
}

/** The company's missed calls as this page knows them. */
export interface MissedList {
  /** As last read; null: not read yet, or the backend has no list. */
  readonly clients: readonly MissedClient[] | null;
  /** Why the list could not be read the last time; null: it was read. */
  readonly unread: Failure | null;
  /** Wishes that the backend has not answered, by client. */
  readonly pending: ReadonlyMap<string, MissedWish>;
  readonly problem: MissedProblem | null;
}

/** What changes the list. */
export type MissedListEvent =
  | { readonly type: 'read'; readonly clients: readonly MissedClient[] }
  | { readonly type: 'unread'; readonly failure: Failure }
  /** The backend has no list any more. */
  | { readonly type: 'gone' }
  | { readonly type: 'asked'; readonly id: string; readonly wish: MissedWish }
  | { readonly type: 'answered'; readonly id: string }
  | { readonly type: 'refused'; readonly problem: MissedProblem }
  | { readonly type: 'dismissed' };

export const noMissedList: MissedList = { clients: null, unread: null, pending: new Map(), problem: null };

/**
 * The only function that changes the list. Pure.
 *
 * ```
 *   clients   changed only by `read`: the page shows nothing that the backend has not said
 *   pending   `asked` ▶ removed by `answered` or `refused`
 *   problem   set by `refused`; cleared by the next `asked` and by `dismissed`
 * ```
 */
export function changeMissedList(list: MissedList, event: MissedListEvent): MissedList {
  switch (event.type) {
    case 'read':
      return { ...list, clients: event.clients, unread: null };
    case 'unread':
      return { ...list, unread: event.failure };
    case 'gone':
      return noMissedList;
    case 'asked':
      return { ...list, pending: new Map([...list.pending, [event.id, event.wish]]), problem: null };
    case 'answered':
      return { ...list, pending: without(list.pending, event.id) };
    case 'refused':
      return { ...list, pending: without(list.pending, event.problem.client.id), problem: event.problem };
    case 'dismissed':
      return { ...list, problem: null };
  }
}

function without(pending: MissedList['pending'], id: string): MissedList['pending'] {
  return new Map([...pending].filter(([one]) => one !== id));
}
