import type { CallEnd } from '../calls/CallEnd';

/** What is to be done next for the client. */
export interface NextTask {
  readonly text: string;
  /** ms since 1970 */
  readonly dueAt: number;
}

/** What the agent decides of a call. */
export interface Choice {
  /** Of the company's list; null: none. */
  readonly outcomeId: string | null;
  /** amoCRM's id of the deal that the call's entry goes to; null: amoCRM chooses the card. */
  readonly leadId: string | null;
  readonly task: NextTask | null;
}

/** A value that goes to the backend whole. It is unsent while `at` is later than `sentAt`. */
export interface Kept<T> {
  readonly value: T;
  /** When it was changed last, ms since 1970 by the backend's clock; 0: never. */
  readonly at: number;
  /** `at` of the value that the backend has; 0: none. */
  readonly sentAt: number;
}

/** What is shown of the client while the call itself may be gone. */
export interface NoteClient {
  /** Name, else the number. */
  readonly title: string;
  /** Queue or line that was dialled. */
  readonly via: string | null;
  /** Open deals, the likeliest first. */
  readonly leads: readonly { readonly id: string; readonly name: string }[];
  /** As it is called; empty or left out: not known. */
  readonly number?: string | undefined;
  /** amoCRM's id of the contact; null or left out: not known. */
  readonly contactId?: string | null | undefined;
  /** Name of the company; null or left out: not known. */
  readonly company?: string | null | undefined;
}

/** A next task whose text or time is being typed, and which is none yet. */
export interface TaskDraft {
  readonly text: string;
  /** ms since 1970; null: no other time was picked. */
  readonly dueAt: number | null;
  /** When it was typed last, ms since 1970 by the backend's clock. */
  readonly at: number;
}

/** What a colleague has written of the call. */
export interface Remark {
  readonly name: string;
  readonly text: string;
  /** ms since 1970 by the backend's clock. */
  readonly at: number;
}

/** Why something is not with the backend. */
export type NoteTrouble =
  /** It was not reached, and is tried again. */
  | { readonly kind: 'away' }
  /** It does not take it; `reason` is its name for that. Tried again once the agent changes something. */
  | { readonly kind: 'refused'; readonly part: NotePart; readonly reason: string };

/** What is sent of a note, each by itself. */
export type NotePart = 'text' | 'choice';

interface NoteBase {
  /** Of the agent's call. */
  readonly callId: string;
  readonly client: NoteClient;
  readonly text: Kept<string>;
  readonly choice: Kept<Choice>;
  /** Null: no task is being typed. */
  readonly draft: TaskDraft | null;
  readonly others: readonly Remark[];
  /** Ids of the outcomes that the backend takes for this call; null: not asked yet. */
  readonly offered: readonly string[] | null;
  /** Of two texts that the agent typed on two computers the earlier one, which does not count; empty: none. */
  readonly rival: string;
  /** The entry is on its way to amoCRM or there: its deal stays, and so does a task. */
  readonly isLogged: boolean;
  readonly trouble: NoteTrouble | null;
}

/**
 * What the agent writes of one call, as this browser has it. Text and choice are each unsent or sent in any phase.
 *
 * ```
 *   live ──hung up──▶ over ──"Done", or time is over and nothing is missing──▶ done ──all is sent──▶ ∎
 *     ▲                │ ▲
 *     │                │ └── one minute more · the outcome that is wanted is missing · (its outcome is asked for)
 *     └─reported again─┘
 * ```
 */
export type CallNote =
  | (NoteBase & { readonly phase: 'live' })
  | (NoteBase & {
      readonly phase: 'over';
      /** Null: not known, since this page came later. */
      readonly end: CallEnd | null;
      /** Length of the conversation, s; null: there was none, or it is not known either. */
      readonly talkSeconds: number | null;
      /** When it was hung up, ms since 1970 by the backend's clock. */
      readonly endedAt: number;
      /** Until when the entry waits for the outcome, as `endedAt`; null: it does not; `unknown`: not asked yet. */
      readonly waitsUntil: number | null | 'unknown';
      /** Minutes that were added to that. */
      readonly moreMinutes: number;
      /** The company wants an outcome of this agent; counts once `waitsUntil` is known. */
      readonly isWanted: boolean;
      /** "Done" was pressed, and the outcome that the company wants is missing. */
      readonly isAsked: boolean;
    })
  | (NoteBase & { readonly phase: 'done'; readonly endedAt: number });

/** Is there something that the backend does not have? */
export function isUnsent({ at, sentAt }: Pick<Kept<string>, 'at' | 'sentAt'>): boolean {
  return at > sentAt;
}

/** Has the agent written or chosen nothing? */
export function isEmpty({ text, choice, draft }: Pick<CallNote, 'text' | 'choice' | 'draft'>): boolean {
  return text.value.trim() === '' && !isUnsent(text) && choice.at === 0 && draft === null;
}

/** The note of a call that is over and was not noted here: its outcome is asked for. */
export function openNote(
  callId: string,
  client: NoteClient,
  over: Pick<Extract<CallNote, { phase: 'over' }>, 'talkSeconds' | 'endedAt' | 'waitsUntil' | 'moreMinutes'>,
): CallNote {
  return { ...newNote(callId, client), phase: 'over', end: null, ...over, isWanted: true, isAsked: false };
}

/** The note of a call that has just been answered. */
export function newNote(callId: string, client: NoteClient): CallNote {
  return {
    phase: 'live',
    callId,
    client,
    text: { value: '', at: 0, sentAt: 0 },
    choice: { value: { outcomeId: null, leadId: null, task: null }, at: 0, sentAt: 0 },
    draft: null,
    others: [],
    offered: null,
    rival: '',
    isLogged: false,
    trouble: null,
  };
}
