import type { Ability } from '../../protocol/CallCommand';
import type { Telephony } from '../../server/calls/Telephony';
import type { FakeTimer } from '../support/FakeTimer';

/**
 * A driver, not started yet, in front of a far end that speaks its protocol. The far end's functions are done once it
 * has done its part; what the driver makes of it is waited for by the suite.
 */
export interface DriverSetUp {
  readonly telephony: Telephony;
  /** The driver's clock. */
  readonly timer: FakeTimer;
  /** Extensions of two agents. */
  readonly agent: string;
  readonly colleague: string;
  /** All that the driver offers the agent. The far end can carry each of them out. */
  readonly abilities: readonly Ability[];
  /** Whose hang-up the far end says: the agent's (by a command, at least), that of the other end. */
  readonly knowsWhoHangsUp: readonly ('agent' | 'far')[];
  /** Transfers of which the far end says enough for the journal to note them. Of others recordings of a real one show it. */
  readonly saysTransfers: readonly ('blind' | 'attended')[];
  /**
   * A client calls, and the agent's phone rings.
   * @param behind what stands behind the client's number on the wire
   * @returns the client's number in amoCRM's form
   */
  clientCalls(behind?: string): Promise<string> | string;
  /** The colleague calls, and the agent's phone rings. */
  colleagueCalls(): Promise<void> | void;
  /** The agent picks the ringing phone up. */
  answer(): Promise<void> | void;
  /** The caller hangs up. */
  callerHangsUp(): Promise<void> | void;
  /** The party that the agent consults picks up. Null: without the ability `consult`. */
  readonly consultedAnswers: (() => void) | null;
  /** Digits that the caller has heard. Null: without the ability `dtmf`. */
  readonly digitsHeard: (() => string) | null;
  /** Null: the driver has no connection that could be lost. */
  readonly link: DriverLink | null;
  /** Ends the far end; the driver is closed by then. */
  close(): Promise<void>;
}

/** The connection between driver and far end. */
export interface DriverLink {
  /** It is lost, and can't be made again for now. */
  cut(): Promise<void> | void;
  /** While it is cut: the caller hangs up. */
  callerHangsUpUnheard(): void;
  /** It can be made again; time passes until the driver has tried and has learned what it missed. */
  restore(): Promise<void>;
}
