import type { AgentCall } from '../../calls/AgentCall';

/** One agent's part of a simulated call. */
export interface Line {
  readonly id: string;
  readonly extension: string;
  readonly direction: AgentCall['direction'];
  /** Number of the other end. */
  number: string;
  phase: 'dialing' | 'ringing' | 'talking';
  /** The line of the other end when that is an agent too. */
  peer: Line | null;
  /** Lines that ring for the same incoming call, this one included. */
  group: readonly Line[];
  /** Ends what the simulator has set to happen next. */
  stop: () => void;
}
