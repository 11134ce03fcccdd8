import type { CallBase, EndReason, WentTo } from './AgentCall';
import type { Transferred } from './journal/Journal';
import type { WireNoteState } from '../../protocol/callNote';
import type { CallerCard } from '../../protocol/callerCard';
import type { Party } from './Party';

/** A change of an agent's call, as a driver reports it. Times in ms since 1970. */
export type CallEvent =
  | {
      readonly type: 'began';
      readonly id: string;
      readonly direction: CallBase['direction'];
      readonly phase: 'dialing' | 'ringing';
      readonly number: string;
      readonly at: number;
      /** Queue or line that was dialled. */
      readonly via?: string | null;
      /** Id of the agent's call that this one is a consultation on. */
      readonly consultOf?: string | null;
      /** The party is outside, though a colleague has this number. */
      readonly isOutside?: boolean;
      /** It was there before the telephone system was heard, so its begin and what rang else are not known. */
      readonly isUnheard?: true;
    }
  | { readonly type: 'answered'; readonly id: string; readonly at: number }
  | { readonly type: 'held'; readonly id: string; readonly isHeld: boolean }
  /** The other party puts the agent on hold, or takes the agent off it. */
  | { readonly type: 'farHeld'; readonly id: string; readonly isHeld: boolean }
  | { readonly type: 'muted'; readonly id: string; readonly isMuted: boolean }
  /** The agent talks with another party now, since the other side transferred the call. */
  | {
      readonly type: 'connected';
      readonly id: string;
      readonly number: string;
      /** The party is outside, though a colleague has this number. */
      readonly isOutside?: boolean;
      /** The party is being called, and the agent waits; `answered` follows once it picks up. */
      readonly isCalled?: true;
    }
  | {
      readonly type: 'ended';
      readonly id: string;
      readonly reason: EndReason;
      readonly at: number;
      /** Who hung up; absent: not known, or no one did. */
      readonly by?: 'agent' | 'far';
      /** How the agent has transferred the other end by it; absent: the agent has not, or it is not known. */
      readonly transfer?: Pick<Transferred, 'how' | 'isByPhone' | 'isByUs' | 'number'>;
      /** Present: the end was not heard, and this is when the call was certainly there for the last time. */
      readonly seenAt?: number;
    }
  /** The caller of this call, which has ended as missed, was answered by another party while still on the line. */
  | { readonly type: 'answeredElsewhere'; readonly id: string };

/** What the agent should know of the other end of a call was read, or has changed. */
export interface CardRead {
  readonly type: 'cardRead';
  readonly id: string;
  /** Null: there is none any more. */
  readonly card: CallerCard | null;
}

/** The note of an agent's call has changed. */
export interface NoteChanged {
  readonly type: 'noteChanged';
  readonly id: string;
  readonly note: WireNoteState;
}

/** It is known where the other end of an ended call has gone, or it has changed. */
export interface CallWent {
  readonly type: 'went';
  readonly id: string;
  readonly wentTo: WentTo;
}

/** The party that has this number was found, such as by a slow lookup in amoCRM. */
export interface PartyIdentified {
  readonly type: 'identified';
  readonly number: string;
  readonly party: Party;
}
