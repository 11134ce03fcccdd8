import type * as v from 'valibot';
import type { CallOutcome } from '../../server/calls/CallRecord';
import type { outcomeSettingsSchema } from '../../server/crm/callNotes/outcomeSettings';
import type { Card, CardKind, Stage, User } from '../page/Account';
import type { Language } from '../page/DeskState';

/**
 * An invented business whose amoCRM account the sandbox imitates, one in each language. Users, stages and the contacts
 * of scenarios have the same ids in all of them.
 */
export interface Business {
  readonly language: Language;
  readonly name: string;
  /** ISO code of the currency. */
  readonly currency: string;
  readonly users: readonly User[];
  /** Stages of its only pipeline, in their order. The ids 142 and 143 are amoCRM's won and lost. */
  readonly stages: readonly Stage[];
  readonly cards: readonly Card[];
  /** Open tasks at the beginning. */
  readonly tasks: readonly PlannedTask[];
  /** Calls before the beginning. */
  readonly pastCalls: readonly PastCall[];
  /** Name of the queue of incoming calls. */
  readonly queue: string;
  /** What its agents say a call ended with; null: they are not asked. */
  readonly outcomes: v.InferInput<typeof outcomeSettingsSchema> | null;
  /** A number that no card has. */
  readonly unknownNumber: string;
}

/** An open task of a user with a card. */
export interface PlannedTask {
  readonly text: string;
  readonly card: { readonly kind: CardKind; readonly id: string };
  /** Id of the user. */
  readonly responsible: number;
  /** Due this long after the account begins, s. */
  readonly dueIn: number;
}

/** A call from before the account begins, with what its agent said of it. */
export interface PastCall {
  readonly direction: 'inbound' | 'outbound';
  /** The card in whose feed it is, or the number of a caller among the unsorted leads. */
  readonly with: { readonly kind: CardKind; readonly id: string } | string;
  /** Id of the user who talked, called or was rung. */
  readonly user: number;
  /** Working days before the account begins, 1 at least. */
  readonly days: number;
  /** Time of that day, such as `09:40`. */
  readonly time: string;
  readonly ended: CallOutcome;
  /** Length of the talk, s; 0: there was none. */
  readonly talked: number;
  /** Id of one of the business's outcomes; left out: none was chosen. */
  readonly outcome?: string;
  /** What the user wrote; left out: nothing. */
  readonly note?: string;
}

/** Ids of the contacts that scenarios use, by their role. */
export const scenarioContacts = {
  regular: '1001',
  inQueue: '1002',
  second: '1003',
  colleagues: '1005',
  busy: '1006',
  silent: '1007',
  sharesNumber: '1009',
  onlyInAmo: '1011',
} as const;

/** Ids of the users in all businesses. */
export const userIds = { first: 7461242, second: 7461243, third: 7461244, trainee: 7461245 } as const;

/** An agent who views only their own cards and makes none, but for name and e-mail. */
export const trainee = { id: userIds.trainee, extension: '103', viewsOwn: true, mayAdd: false } as const;

/** Ids of the stages in all businesses. */
export const stageIds = {
  fresh: 101,
  measuring: 102,
  offer: 103,
  contract: 104,
  won: 142,
  lost: 143,
} as const;
