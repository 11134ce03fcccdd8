import type { Message } from '../system/Message';
import type { StoreFaultKind } from './StoreFault';
import type { StoreLoss } from './StoreLoss';
import type { IndexTable } from './IndexTable';
import type { CallPage, CallQuery, DayTotal, StoredCall } from './StoredCall';

/** Texts by id, such as jobs of the outbox. */
export interface TextTable {
  /** Adds or replaces. Resolves once the text survives a crash. Fails as `Store` says. */
  put(id: string, text: string): Promise<void>;
  /** Resolves once the text is gone for good. Fails as `Store` says. */
  delete(id: string): Promise<void>;
  /** All texts, also those whose write is still under way. Fails when the store can't be read. */
  all(): Promise<ReadonlyMap<string, string>>;
}

/** Whole calls, open and ended. */
export interface CallTable {
  /** Adds or replaces. Resolves once the call survives a crash. Fails as `Store` says. */
  save(call: StoredCall): Promise<void>;
  delete(id: string): Promise<void>;
  /** Calls without an end. Fails when the store can't be read. */
  open(): Promise<readonly StoredCall[]>;
  /** A page of ended calls, the newest first. Fails when the store can't be read. */
  page(query: CallQuery): Promise<CallPage>;
  /** The ended call; null: there is none. Fails as `page`. */
  find(id: string): Promise<StoredCall | null>;
  /** Sets what agents have written of an ended call that is there. Resolves as `save`. @param note null: nothing */
  saveNote(id: string, note: string | null): Promise<void>;
  /** Totals of each day, direction and outcome, the oldest day first; both days are included. Fails as `page`. */
  totals(fromDay: string, toDay: string): Promise<readonly DayTotal[]>;
  /** Deletes a client's ended calls for good; totals keep their count. @returns how many */
  deleteClient(numberKey: string): Promise<number>;
}

/** Which of several contacts agents have chosen for a number: the CRM does not know it. An agent has one choice for each. */
export interface ChoiceTable {
  /** What is kept of each agent's, by extension, in the form of the part that keeps it. Fails with a `StoreFault`. */
  of(numberKey: string): Promise<ReadonlyMap<string, string>>;
  /** Adds or replaces. Resolves once it survives a crash. Not held in memory while the store fails. Fails with a `StoreFault`. */
  save(numberKey: string, extension: string, text: string): Promise<void>;
}

/** What the store can do at the moment. */
export type StoreState =
  | { readonly kind: 'ready' }
  /** It is not opened yet, or is closed. */
  | { readonly kind: 'closed' }
  /** It works, and lacks what an earlier version has left: that is still to be taken over. */
  | { readonly kind: 'incomplete'; readonly code: StoreFaultKind; readonly reason: Message }
  /** Changes are held in memory, and lost when the process ends. */
  | {
      readonly kind: 'failing';
      readonly code: StoreFaultKind;
      readonly reason: Message;
      readonly held: number;
    };

/**
 * How the store came back. `replaced`: it is a new one, since the old one was damaged or is gone. `added`: entries of an
 * earlier version were put into it, or another backend had it meanwhile.
 */
export type RecoveredStore = 'same' | 'replaced' | 'added';

/**
 * What must outlive the process: open and ended calls, and what is still to be sent. Knows no shape of a text that it keeps.
 *
 * All changes that are made in one synchronous run, without an `await` between, are one transaction: all of them
 * survive a crash or none. A change that can't be written fails with a `StoreFault`, and is held in memory until it can
 * be; a later change of the same id takes its place.
 */
export interface Store {
  readonly outbox: TextTable;
  /** Open calls as drivers keep them. */
  readonly drafts: TextTable;
  /** What agents' screens keep between calls, by extension. */
  readonly lists: TextTable;
  /** What agents have written of calls, by whole call. */
  readonly notes: TextTable;
  /** The company's missed calls, by the key of the client's number. */
  readonly missedClients: TextTable;
  readonly calls: CallTable;
  readonly choices: ChoiceTable;
  /** A copy of the CRM's cards. */
  readonly index: IndexTable;
  readonly state: StoreState;
  /** What was lost and is not accepted by the operator yet. */
  readonly losses: readonly StoreLoss[];
  /** Changes that did not fit into memory while the store could not be written. */
  readonly lost: number;
  /**
   * Calls back each time the store can be used again. When it was `replaced`, jobs of the outbox have to be put again;
   * open calls are in it. Not called for the first opening if that succeeded.
   * @returns ends that
   */
  onRecovered(callback: (how: RecoveredStore) => void): () => void;
  /** Writes a copy that is whole, while calls go on. Fails with a `StoreFault`. @param path a file that is not there yet */
  backup(path: string): Promise<void>;
}
