import type { CallBase, EndReason } from '../../calls/AgentCall';

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
  group: RingingLines | null;
  /** The call with a client that the line is part of; null: colleagues among themselves. */
  clientCall: ClientCall | null;
  /** Digits that the other end has heard in this call. */
  digits: string;
  /** Ends what the simulator has set to happen next. */
  stop: () => void;
}

/** The lines that ring for one incoming call. */
export interface RingingLines {
  readonly lines: readonly Line[];
  /** The line rings no longer. */
  remove(line: Line): void;
}

/** A call between a client and the company, as its lines know it. */
export interface ClientCall {
  readonly id: string;
  /** The line becomes part of the call. */
  join(line: Line): void;
  /** People talk on the line. */
  answered(line: Line): void;
  /** The line is over. */
  leave(line: Line, reason: EndReason): void;
  /** Runs `work`, which takes the call from one line to another; then the call is over if no line has it. */
  handOver(work: () => void): void;
}
