import type { Actor } from './Flow';

/** What a phone had from one moment to the next one, ms. */
export interface PhoneMoment {
  readonly at: number;
  readonly phase: 'calling' | 'ringing' | 'up' | 'ended';
  /** Whose tones it hears: other phones, or `music`. */
  readonly hears: readonly string[];
  readonly isHolding: boolean;
  /** Its agent has asked for silence on the screen. */
  readonly isMuted: boolean;
}

/** A number that the agent has consulted from the screen with this call. */
export interface Consult {
  readonly number: string;
  readonly at: number;
}

/** One call as its phone had it. */
export interface PhoneCall {
  readonly phone: Actor;
  /** The phone has called, and was not called. */
  readonly isOut: boolean;
  /** What was dialled, or who is shown as calling, as it was at first. */
  readonly number: string;
  /** Number of the phone: of all that are outside the client's. */
  readonly own: string;
  /** The phone itself has refused it, with this code. */
  readonly refused: number | null;
  /** Another program has had this phone called first: whom it is to be connected with is not known before. */
  readonly isOrdered: boolean;
  /** The phone rings since its agent has had this number called from the screen; null: another one calls. */
  readonly clicked: string | null;
  /** In their order. */
  readonly consults: readonly Consult[];
  /** At least one. */
  readonly moments: readonly PhoneMoment[];
}

/** All that the phones of an office have seen and heard in a flow; nothing of it comes from Asterisk or from our backend. */
export interface Timeline {
  readonly calls: readonly PhoneCall[];
  /** When our backend could not hear Asterisk, ms; `to` is null: still. */
  readonly away: readonly { readonly from: number; readonly to: number | null }[];
  /** Who has which tone. */
  readonly voices: Readonly<Record<Actor, string>>;
}

export interface Talk {
  readonly one: PhoneCall;
  readonly other: PhoneCall;
  readonly from: number;
  /** Null: it goes on. */
  readonly to: number | null;
}

/** When a call began and ended; `null`: it has not. */
export const beganAt = ({ moments }: PhoneCall): number => moments[0]!.at;
export function endedAt({ moments }: PhoneCall): number | null {
  const last = moments.at(-1)!;
  return last.phase === 'ended' ? last.at : null;
}

/** When it was answered, by its own 200 OK or that of the other end; null: it was not. */
export const answeredAt = ({ moments }: PhoneCall): number | null =>
  moments.find(({ phase }) => phase === 'up')?.at ?? null;

/** As it is now. */
export const last = ({ moments }: PhoneCall): PhoneMoment => moments.at(-1)!;
export const isOver = (call: PhoneCall): boolean => last(call).phase === 'ended';

/** Times in which two have heard each other, in their order. */
export function talksOf(timeline: Timeline, one: PhoneCall): readonly Talk[] {
  return timeline.calls
    .filter((other) => other.phone !== one.phone)
    .flatMap((other) => talksOfTwo(timeline, one, other))
    .sort((first, second) => first.from - second.from);
}

function talksOfTwo({ voices }: Timeline, one: PhoneCall, other: PhoneCall): readonly Talk[] {
  const edges = [...new Set([...one.moments, ...other.moments].map(({ at }) => at))].sort((a, b) => a - b);
  const talks: Talk[] = [];
  let since: number | null = null;
  for (const at of edges) {
    const [mine, theirs] = [momentAt(one, at), momentAt(other, at)];
    const isMutual =
      isReached(mine, theirs, voices[other.phone]) && isReached(theirs, mine, voices[one.phone]);
    if (isMutual) since ??= at;
    else if (since !== null) {
      talks.push({ one, other, from: since, to: at });
      since = null;
    }
  }
  if (since !== null) talks.push({ one, other, from: since, to: null });
  return talks;
}

/**
 * Does this one hear the voice of the other, or would but for the other's mute? A phone that holds hears no one: what is still
 * noted there was heard before, perhaps from a call of the other phone that is over.
 */
function isReached(one: PhoneMoment | undefined, other: PhoneMoment | undefined, voice: string): boolean {
  if (one?.phase !== 'up' || one.isHolding) return false;
  return one.hears.includes(voice) || (other?.isMuted === true && one.hears.length === 0);
}

const momentAt = ({ moments }: PhoneCall, at: number): PhoneMoment | undefined =>
  [...moments].reverse().find((moment) => moment.at <= at);
