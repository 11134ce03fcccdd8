/** Whose phone it is: an agent's, another one of the office, or outside of it. */
export type Side = 'agent' | 'office' | 'outside';

/** How a participant left. */
export interface Leaving {
  /** ms since 1970 */
  readonly at: number;
  /** The telephone system refused the call to this participant, or this participant was refused. */
  readonly isRefused: boolean;
  /** False: it was found gone after an interruption; `at` is the last time at which it was certainly there. */
  readonly isHeard: boolean;
}

/** One phone in a call; a phone that is called twice is two participants. Times in ms since 1970. */
export interface Participant {
  /** The telephone system's id of this connection, such as Asterisk's Uniqueid. */
  readonly id: string;
  /** Key of the whole call that it came in by; calls that merge keep theirs apart. */
  readonly call: string;
  readonly side: Side;
  /** Of an agent; null: it is no agent's phone. */
  readonly extension: string | null;
  /** Of an outside party, in amoCRM's format: what it came with, or was called by. Empty: not known. */
  readonly number: string;
  /** It called the telephone system; otherwise it was called. */
  readonly isCaller: boolean;
  /** Queue or line that it called; fixed once it talks. */
  readonly line: string | null;
  /** Of an outside party: the trunk by which it came or was called, such as `PJSIP/trunk`; absent: not known. */
  readonly trunk?: string;
  readonly from: number;
  /** Null: it is there. */
  readonly end: Leaving | null;
}

/** How a ring ended. */
export type RingResult =
  | 'answered'
  | 'busy'
  | 'rejected'
  | 'noAnswer'
  | 'cancelled'
  | 'answeredElsewhere'
  /** The phone has sent the call on to another number. */
  | 'forwarded'
  | 'notRegistered'
  | 'unknownNumber'
  | 'failed';

/** A stretch of time, ms since 1970. */
interface Stretch {
  readonly from: number;
  /** Null: it goes on. */
  readonly to: number | null;
}

/** A participant is called. */
export interface Ring extends Stretch {
  readonly type: 'rang';
  readonly who: string;
  /** The participant that calls; null: the telephone system itself, or not known. */
  readonly by: string | null;
  /** An attended transfer has put `by` in the place of who called, so it may have talked when the phone began to ring. */
  readonly isHandedOver?: true;
  /** The caller had dialled a number of the office, such as a colleague's or a group's. */
  readonly isInside: boolean;
  /** The phone rang; otherwise it was only tried. */
  readonly isRinging: boolean;
  /** Null: it goes on. */
  readonly result: RingResult | null;
  /** How it ended was reported to the agent, or is nothing to report: it is not reported again, also after a restart. */
  readonly isReported?: true;
}

/** Two participants hear each other, on hold too. */
export interface Talk extends Stretch {
  readonly type: 'talked';
  readonly who: readonly [string, string];
}

/**
 * A participant has put the other end on hold, consults a third party meanwhile, waits in a queue, is parked, or is in a
 * conference.
 */
export interface Wait extends Stretch {
  readonly type: 'held' | 'consulting' | 'queued' | 'parked' | 'conference';
  readonly who: string;
  /** The queue's or conference's name, or the number that is consulted; null: not known, or there is none. */
  readonly place: string | null;
}

/** A participant transfers the other end. */
export interface Transferred {
  readonly type: 'transferred';
  readonly who: string;
  /** Null: not known. */
  readonly how: 'blind' | 'attended' | null;
  /** By the phone; otherwise by keys (`*2`, `##`), by us, or by an action of another program. Null: not known. */
  readonly isByPhone: boolean | null;
  /** By a command from the agent's screen. */
  readonly isByUs?: true;
  /** What was dialled for it; null: not known. */
  readonly number: string | null;
  /** The application that the other end is transferred into, such as `Queue`; absent: a party, or not known. */
  readonly app?: string;
  readonly from: number;
}

/** An agent was to be called and was not tried. */
export interface NotTried {
  readonly type: 'notTried';
  readonly call: string;
  readonly extension: string;
  readonly reason: 'notRegistered' | 'paused';
  /** The queue whose member the agent is, and which the caller has joined then; absent: the agent was called directly. */
  readonly queue?: string;
  /** As of `Ring`. */
  readonly isReported?: true;
  readonly from: number;
}

/** The talk is recorded to this file. */
export interface Recorded {
  readonly type: 'recorded';
  /** That of the client who is heard in it, once anybody is. */
  readonly call: string;
  /** Whose call it is does not change any more: two parties were heard in it. */
  readonly isHeard?: true;
  /** These were colleagues: what they said among themselves is in it. */
  readonly isOfColleagues?: true;
  /** The leg that is recorded. */
  readonly who: string;
  readonly file: string;
  /** Named by our dialplan; otherwise by the telephone system. */
  readonly isNamed: boolean;
  readonly from: number;
}

/** For a time the telephony system was not heard, by a lost connection or since no backend ran: what happened is not known. */
export interface Unheard {
  readonly type: 'unheard';
  readonly call: string;
  readonly from: number;
  readonly until: number;
}

/** A participant hangs up, or is being hung up: the first of them ended the talk. */
export interface HungUp {
  readonly type: 'hungUp';
  readonly who: string;
  readonly from: number;
}

/** What people and the CRM add to a whole call. */
export type Place = 'deal' | 'stage' | 'note' | 'outcome';

/** A text that was added. */
export interface PlacedText {
  /** Of a deal or stage: its id in the CRM. */
  readonly text: string;
  /** Extension of the agent who added it; null: the CRM. */
  readonly by: string | null;
  /** ms since 1970 */
  readonly at: number;
}

/** The texts of one whole call. */
export type Places = Readonly<Partial<Record<Place, PlacedText>>>;

/** One thing that happened. */
export type Fact = Ring | Talk | Wait | Transferred | NotTried | Recorded | Unheard | HungUp;

/**
 * What happened in one whole call: who took part, and the facts in order. It is changed by pure functions only, and what
 * is logged, shown and counted is made of it (`recordOf`). Plain data, stored as JSON while the call goes on and after.
 *
 * ```
 *   participant:  calls, or is called ──▶ talks ⇄ waits ──▶ gone
 *   ring:         tried ──▶ rings ──▶ answered · busy · rejected · noAnswer · cancelled · answeredElsewhere ·
 *                 forwarded · notRegistered · unknownNumber · failed
 *   talk:         two hear each other ──▶ over            hold, queue, parking, conference: begun ──▶ over
 *   whole call:   open ──all that came in by it are gone──▶ closed: one record at most
 *   whole calls:  two open ones ──a bridge or a dial joins them──▶ one journal, in which each participant keeps the
 *                 whole call that it came in by; each is closed by itself, with what it did with the others
 * ```
 */
export interface Journal {
  /** Key of the oldest whole call in it. */
  readonly id: string;
  /** ms since 1970 */
  readonly startedAt: number;
  /** In the order in which they came. */
  readonly participants: readonly Participant[];
  /** In the order in which they began. */
  readonly facts: readonly Fact[];
  /** Keys of whole calls that are closed, and of which participants are here because they talked with those of others. */
  readonly closed: readonly string[];
  /** By key of the whole call; absent: nothing was added. */
  readonly places?: Readonly<Record<string, Places>>;
}

/** @param at ms since 1970 */
export function newJournal(id: string, at: number): Journal {
  return { id, startedAt: Math.round(at), participants: [], facts: [], closed: [] };
}

/** Whom this one of the two talks with. */
export function otherIn({ who }: Talk, id: string): string {
  return who[0] === id ? who[1] : who[0];
}

/** The participant with this id. */
export function participantOf({ participants }: Journal, id: string): Participant | undefined {
  return participants.find((one) => one.id === id);
}

/** Keys of the open whole calls in the journal. */
export function callsOf({ participants, closed }: Journal): readonly string[] {
  return [...new Set(participants.map(({ call }) => call))].filter((call) => !closed.includes(call));
}
