import type { Ability } from './Ability';
import type { CallEvent } from './CallEvent';

/** Takes what a telephone system tells. */
export type TelephonyListener = (extension: string, event: CallEvent) => void;

/**
 * The port to a telephone system. Each command resolves once the telephone system has accepted it and fails
 * with a `CommandFault`; its effect is told by events. Phases and abilities are checked before it is asked.
 */
export interface Telephony {
  /** Name for the log and `/health`. */
  readonly name: string;
  /** What works for this agent; a command that needs more is not asked of it. */
  can(extension: string): ReadonlySet<Ability>;
  start(listener: TelephonyListener): Promise<void>;
  close(): Promise<void>;
  /** Calls the agent's phone, then the number. */
  originate(extension: string, number: string): Promise<void>;
  /** Answers the call that rings at the agent's phone. */
  pickUp(extension: string, callId: string): Promise<void>;
  /** Refuses the call that rings at the agent's phone; it may ring on elsewhere. */
  reject(extension: string, callId: string): Promise<void>;
  hangup(extension: string, callId: string): Promise<void>;
  setHold(extension: string, callId: string, isHeld: boolean): Promise<void>;
  setMute(extension: string, callId: string, isMuted: boolean): Promise<void>;
  /** Blind transfer of the other party to the number. */
  redirect(extension: string, callId: string, number: string): Promise<void>;
  /**
   * Calls the number to consult it on the call, which is on hold already. The new call's `began` names that
   * call in `consultOf`.
   */
  consult(extension: string, callId: string, number: string): Promise<void>;
  /** Joins the other ends of both calls; both end for the agent with the reason `transferred`. */
  completeTransfer(extension: string, callId: string, consultingId: string): Promise<void>;
  /** @param digits 0 to 9, `*` and `#` */
  sendDtmf(extension: string, callId: string, digits: string): Promise<void>;
}
