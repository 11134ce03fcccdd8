import type { CallBase, EndReason } from '../../calls/AgentCall';

/** One agent's part of a simulated call. */
export interface Line {
  readonly id: string;
  /** Id of the whole call that the line came in by, but for `clientCall`: the same for both ends of a call between colleagues. */
  readonly trace: string;
  readonly extension: string;
  readonly direction: CallBase['direction'];
  /** Number of the other end. */
  number: string;
  phase: 'dialing' | 'ringing' | 'talking';
  isHeld: boolean;
  /** The other end has put this one on hold. */
  isFarHeld: boolean;
  isMuted: boolean;
  /** The line of the other end when that is an agent too. */
  peer: Line | null;
  /** The phones that ring for the same incoming call. */
  group: RingingLines | null;
  /** The call with a client that the line is part of; null: a call between colleagues. */
  clientCall: ClientCall | null;
  /** Digits that the other end has heard in this call. */
  digits: string;
  /** Stops the timer for the line's next step. */
  stop: () => void;
}

/** The lines that ring for one incoming call. */
export interface RingingLines {
  readonly lines: readonly Line[];
  /** The line has stopped ringing. */
  remove(line: Line): void;
}

/** A call between a client and the company, as its lines use it. */
export interface ClientCall {
  readonly id: string;
  /** The line becomes part of the call. */
  join(line: Line): void;
  /** The line was answered. */
  answered(line: Line): void;
  /** The line has ended. */
  leave(line: Line, reason: EndReason): void;
  /** Runs `work`, which moves the call from one line to another; afterwards the call ends if it has no line. */
  handOver(work: () => void): void;
}
