/** State of a leg; `unknown`: a state that is not in our table. */
export type LegState = 'alerting' | 'talking' | 'held' | 'released' | 'unknown';

/** One leg in a message of the softswitch, without the wire's names. */
export interface LegReport {
  readonly id: string;
  /** The same for all legs of a call. */
  readonly callId: string;
  /** Seen from this leg. */
  readonly direction: 'in' | 'out';
  readonly own: string;
  readonly remote: string;
  readonly state: LegState;
  readonly wasAnswered: boolean;
  /** By the clock of the softswitch, ms since 1970; null: not in the message. */
  readonly answeredAt: number | null;
}

/** A leg that is tracked. Times in ms since 1970. */
export interface Ecss10Leg extends Omit<LegReport, 'state' | 'wasAnswered'> {
  readonly startedAt: number;
  readonly isHeld: boolean;
  /** What it had at its other end before; empty: nothing else. */
  readonly remoteBefore: string;
  /** We have rejected it. */
  readonly isRefused: boolean;
  /** We have hung it up. */
  readonly isDropped: boolean;
  /** False: it was there before we were connected, or the connection was lost while it was there. */
  readonly isHeard: boolean;
  /** False: it was gone after a lost connection. */
  readonly isEndHeard: boolean;
  /** Null: it is live. */
  readonly endedAt: number | null;
}

/** Phase of the agent's call that a live leg is. */
export function phaseOf({ direction, answeredAt }: Ecss10Leg): 'dialing' | 'ringing' | 'talking' {
  if (answeredAt !== null) return 'talking';
  return direction === 'in' ? 'ringing' : 'dialing';
}

/** Legs by id; ended ones are kept until their call's record is reported. */
export type LegBook = ReadonlyMap<string, Ecss10Leg>;

/** How numbers are matched to agents and written, for the tracker. */
export interface Ecss10Numbering {
  isAgent(number: string): boolean;
  /** A number as amoCRM has it. */
  toCrm(number: string): string;
  /** Virtual PBX; makes ids of calls unique across softswitches. */
  readonly domain: string;
}
