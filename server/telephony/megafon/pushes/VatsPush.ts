import type { VatsEventType, VatsStatus, VatsWay } from '../wire/readVatsPush';

/** What happened to one phone of a call. */
export type EventType = VatsEventType;

/** Direction of a call. */
export type Way = VatsWay;

/** Outcome of a call, as the history has it. */
export type HistoryStatus = VatsStatus;

interface PushOfCall {
  readonly callid: string;
  /** Null: not in the push. */
  readonly way: Way | null;
  /** Login, department or switch, maybe with a tenant behind `@`; may be empty. */
  readonly user: string;
  /** Internal number; may be empty. */
  readonly ext: string;
  /** The client's number, digits; empty: hidden. */
  readonly number: string;
  /** Our number that was dialled; null: not in the push. */
  readonly via: string | null;
}

/** Something happened to a phone. */
export interface EventPush extends PushOfCall {
  readonly kind: 'event';
  readonly type: EventType;
  /** Id under which a transferred call goes on; null: not in the push. */
  readonly secondCallid: string | null;
}

/** A call is over: from a push, or out of the history. */
export interface HistoryPush extends PushOfCall {
  readonly kind: 'history';
  readonly status: HistoryStatus;
  /** ms since 1970; null: not in the push. */
  readonly startedAt: number | null;
  /** Whole call, s. */
  readonly durationS: number;
  /** From the begin to the answer, s; null: not in the push. */
  readonly waitS: number | null;
  /** Address of the recording; null: there is none, or it is no web address. */
  readonly link: string | null;
}

/** What the VATS pushes to us. */
export type VatsPush =
  | EventPush
  | HistoryPush
  /** Asks for the caller's name and responsible agent while a call rings. */
  | { readonly kind: 'contact'; readonly number: string }
  | { readonly kind: 'rating'; readonly callid: string; readonly rating: string; readonly user: string }
  /** A push that the driver does not use. */
  | { readonly kind: 'ignored'; readonly why: string }
  /** A push that is not valid. */
  | { readonly kind: 'broken'; readonly why: string };
