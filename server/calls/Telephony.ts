import type { CallEvent } from './AgentCall';

/** Takes what a telephone system tells. */
export type TelephonyListener = (extension: string, event: CallEvent) => void;

/**
 * The port to a telephone system. Each command resolves once the telephone system has accepted it and fails
 * with a `CommandFault`; its effect is told by events.
 */
export interface Telephony {
  /** Name for the log and `/health`. */
  readonly name: string;
  start(listener: TelephonyListener): Promise<void>;
  close(): Promise<void>;
  /** Calls the agent's phone, then the number. */
  originate(extension: string, number: string): Promise<void>;
  hangup(extension: string, callId: string): Promise<void>;
  setHold(extension: string, callId: string, isHeld: boolean): Promise<void>;
  setMute(extension: string, callId: string, isMuted: boolean): Promise<void>;
  /** Blind transfer of the other party to the number. */
  redirect(extension: string, callId: string, number: string): Promise<void>;
}
