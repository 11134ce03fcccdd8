import type { CallBase } from '../../calls/AgentCall';

/** One agent's part of a simulated call. */
export interface Line {
  readonly id: string;
  readonly extension: string;
  readonly direction: CallBase['direction'];
  /** Number of the other end. */
  number: string;
  phase: 'dialing' | 'ringing' | 'talking';
  isHeld: boolean;
  /** The other end has put this one on hold. */
  isFarHeld: boolean;
  /** The line of the other end when that is an agent too. */
  peer: Line | null;
  /** The phones that ring for the same incoming call. */
  group: RingingTogether | null;
  /** Digits that the other end has heard in this call. */
  digits: string;
  /** Ends what the simulator has set to happen next. */
  stop: () => void;
}

/** The lines that ring for one incoming call. */
export interface RingingTogether {
  readonly lines: readonly Line[];
  /** The line rings no longer. */
  remove(line: Line): void;
}
