/** State of a leg as the driver knows it; `unknown`: the softswitch says a word that we have no meaning for. */
export type LegState = 'alerting' | 'talking' | 'held' | 'released' | 'unknown';

/** What the softswitch tells of one leg, free of the wire's names. */
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
  /** ms since 1970; null: not told. */
  readonly answeredAt: number | null;
}

/** A leg that is followed. Times in ms since 1970. */
export interface Ecss10Leg extends Omit<LegReport, 'state' | 'wasAnswered'> {
  readonly startedAt: number;
  readonly isHeld: boolean;
  /** We have refused it. */
  readonly isRefused: boolean;
  /** Null: it lives. */
  readonly endedAt: number | null;
}

/** Legs by id, ended ones until their call's record is told. */
export type LegBook = ReadonlyMap<string, Ecss10Leg>;

/** What the tracker has to know of the house. */
export interface Ecss10Numbering {
  isAgent(number: string): boolean;
  /** A number as amoCRM has it. */
  toCrm(number: string): string;
  /** Makes ids of calls unique beyond one softswitch. */
  readonly domain: string;
}
