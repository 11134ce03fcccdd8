import type { CallRecord } from '../../calls/CallRecord';
import type { PromisedCall } from '../callBacks/CallBackList';
import type { Entity } from '../callLog/CallJob';

/** How long nothing must change before what was written goes to amoCRM, ms: an agent types on. */
export const QUIET_MS = 20_000;

/** How long at most what was written waits for that, ms: an agent may type on and on. */
export const LONGEST_UNSENT_MS = 60_000;

/** How long after the call it can be written on, ms. */
export const KEPT_MS = 24 * 3_600_000;

/** How long a note is kept of which no end of a call has come, ms: one with a text, and an empty one. */
export const LIVE_KEPT_MS = { written: 48 * 3_600_000, empty: 12 * 3_600_000 } as const;

/** What one agent has written. */
export interface NotePart {
  readonly text: string;
  /** When it was written, ms since 1970 by the backend's clock. */
  readonly at: number;
  /** The computer on which it was written, as that one names itself; null: it does not. */
  readonly writer: string | null;
}

/** What is to be done next for the client. */
export interface NextTask {
  readonly text: string;
  /** ms since 1970 */
  readonly dueAt: number;
}

/** What an agent has decided of a call. */
export interface CallChoice {
  /** Of the settings; null: none. */
  readonly outcomeId: string | null;
  /** The deal whose call it is; null: amoCRM chooses the card. */
  readonly leadId: number | null;
  /** Who has chosen the deal, and whether they may view all cards with the client's number; left out: `by`, who may not. */
  readonly leadFrom?:
    | {
        readonly by: string;
        readonly seesAll: boolean;
        /** The client's number, for which it was chosen; left out: not known. */
        readonly number?: string | undefined;
      }
    | undefined;
  readonly task: NextTask | null;
  /** Extension of the agent. */
  readonly by: string;
  /** As of `NotePart`. */
  readonly at: number;
}

/** One agent's call, by which the note of the whole call is found. */
export interface NoteLeg {
  readonly extension: string;
  /** The agent's. */
  readonly callId: string;
  /** The client's; null: the other end is a colleague, or it is not known. */
  readonly number: string | null;
  /** Queue or line by which it came to the agent; null: not known. */
  readonly via: string | null;
  /** Has an agent dialled it? Left out: not known. */
  readonly isDialled?: boolean | undefined;
  /** Extension of the colleague at the other end; left out: it is no agent's, or not known. */
  readonly colleague?: string | undefined;
  /** The agent's call that it is a consultation on; left out: it is none. */
  readonly consultOf?: string | undefined;
  /** A colleague has asked the agent about the client in it; see `isConsulted`. */
  readonly wasConsulted?: true | undefined;
  /** The client was called once more within the whole call, or this one came after that; see `withLeg`. */
  readonly isAgain?: true | undefined;
  /** When the agent was out of the call, ms since 1970; null: it goes on, or that was not heard. */
  readonly leftAt: number | null;
}

interface NoteBase {
  /** Key of the whole call, as of its `CallRecord`. */
  readonly id: string;
  /** By extension: each agent who takes part writes a text of their own, so that none replaces another's. */
  readonly parts: Readonly<Record<string, NotePart>>;
  readonly choice: CallChoice | null;
  readonly legs: readonly NoteLeg[];
  /** When parts or choice were changed last, ms since 1970. */
  readonly changedAt: number;
}

/**
 * What agents say of one whole call, and what of it amoCRM has got.
 *
 * ```
 *   live ──ended──▶ waiting for the outcome ──given, or the limit is over──▶ logged ──24 h──▶ ∎
 *     │    └──nothing to wait for──────────────────────────────────────────▶   │ ▲
 *     └──no end comes: 12 or 48 h──▶ ∎                quiet for 20 s, or a minute over: a revision └─┘
 * ```
 * At "logged" the entry of the call goes to the outbox, once; a revision of the note each time its text has changed
 * and been quiet, or is a minute old; the next task once.
 */
export type CallNote =
  | (NoteBase & { readonly phase: 'live' })
  | (NoteBase & {
      readonly phase: 'waiting';
      readonly record: CallRecord;
      /** ms since 1970, with `moreMinutes` */
      readonly until: number;
      /** What agents have added to the company's limit. */
      readonly moreMinutes: number;
    })
  | (NoteBase & {
      readonly phase: 'logged';
      readonly record: CallRecord;
      /** What the entry was written with. */
      readonly entry: Pick<CallChoice, 'outcomeId' | 'leadId'>;
      /** The card that amoCRM has put the entry on, by its own answer; left out: not known. */
      readonly on?: Entity | undefined;
      /** The next task is on its way. */
      readonly hasTask: boolean;
      /** Revisions of the note that are on their way. */
      readonly revision: number;
      /** Contents of the last one; empty: there is none. */
      readonly sent: string;
      /** Since when the contents are others, ms since 1970; null: they are not. */
      readonly unsentAt: number | null;
    });

/** What is to be sent to amoCRM, of the note as it is then. */
export type NoteErrand =
  | { readonly type: 'entry' }
  | { readonly type: 'task'; readonly task: NextTask }
  | { readonly type: 'note'; readonly revision: number }
  /** The outcome promises the client a call-back, or does not any more; see `promiseOf`. Not for amoCRM itself. */
  | { readonly type: 'promised'; readonly promise: PromisedCall }
  | { readonly type: 'withdrawn'; readonly by: string | null };

/** A note after a change, null when it is not kept any more, and what goes to amoCRM with it. */
export interface ChangedNote {
  readonly note: CallNote | null;
  readonly errands: readonly NoteErrand[];
}

/** What the company's settings say of waiting. */
export interface NotePolicy {
  /** Null: agents are not asked for outcomes, and nothing waits. */
  readonly waitMs: number | null;
  /** Ids of the outcomes that promise a call-back at the time of their task; left out: none. */
  readonly callBacks?: ReadonlySet<string>;
}

export function newNote(id: string, now: number): CallNote {
  return { phase: 'live', id, parts: {}, choice: null, legs: [], changedAt: now };
}
