import type { VatsEventType, VatsStatus, VatsWay } from '../wire/readVatsPush';

/** What happened to one phone of a call. */
export type EventType = VatsEventType;

/** Which way a call goes. */
export type Way = VatsWay;

/** How a call came out, as the history has it. */
export type HistoryStatus = VatsStatus;

interface PushOfCall {
  readonly callid: string;
  /** Null: not told. */
  readonly way: Way | null;
  /** Login, department or switch, maybe with a tenant behind `@`; may be empty. */
  readonly user: string;
  /** Internal number; may be empty. */
  readonly ext: string;
  /** The client's number, digits; empty: hidden. */
  readonly number: string;
  /** Our number that was dialled; null: not told. */
  readonly via: string | null;
}

/** Something happened to a phone. */
export interface EventPush extends PushOfCall {
  readonly kind: 'event';
  readonly type: EventType;
  /** Id under which a call goes on that was transferred; null: none told. */
  readonly secondCallid: string | null;
}

/** A call is over: from a push, or out of the history. */
export interface HistoryPush extends PushOfCall {
  readonly kind: 'history';
  readonly status: HistoryStatus;
  /** ms since 1970; null: not told. */
  readonly startedAt: number | null;
  /** Whole call, s. */
  readonly durationS: number;
  /** From the begin to the answer, s; null: not told. */
  readonly waitS: number | null;
  /** Address of the recording; null: there is none, or it is no web address. */
  readonly link: string | null;
}

/** What the VATS pushes to us. */
export type VatsPush =
  | EventPush
  | HistoryPush
  /** Who calls, and for whom is it? A call rings meanwhile. */
  | { readonly kind: 'contact'; readonly number: string }
  | { readonly kind: 'rating'; readonly callid: string; readonly rating: string; readonly user: string }
  /** Nothing that we have a use for. */
  | { readonly kind: 'ignored'; readonly why: string }
  /** It can't be used. */
  | { readonly kind: 'broken'; readonly why: string };
