import type { Card, Stage, User } from '../page/accountShapes';
import type { Language } from '../page/deskShapes';

/**
 * A small business whose amoCRM account the sandbox plays. Cards with one id have one part in the scenarios, whatever
 * the language: see `part`.
 */
export interface Business {
  readonly language: Language;
  readonly name: string;
  /** Code of the currency. */
  readonly currency: string;
  readonly users: readonly User[];
  /** Of its one pipeline, in their order. The ids 142 and 143 are amoCRM's won and lost. */
  readonly stages: readonly Stage[];
  readonly cards: readonly Card[];
  /** Queue of the incoming line. */
  readonly queue: string;
  /** A number that no card has. */
  readonly stranger: string;
}

/** Ids of the contacts that have a part in scenarios. */
export const part = {
  regular: '1001',
  inQueue: '1002',
  second: '1003',
  colleagues: '1005',
  busy: '1006',
  silent: '1007',
  sharesNumber: '1009',
  onlyInAmo: '1011',
} as const;

/** Ids of the users, alike in all languages. */
export const userIds = { first: 7461242, second: 7461243, third: 7461244 } as const;

/** Ids of the stages, alike in all languages. */
export const stageIds = {
  fresh: 101,
  measuring: 102,
  offer: 103,
  contract: 104,
  won: 142,
  lost: 143,
} as const;
