import type { Ability } from '../../protocol/CallCommand';
import type { CallCommand } from '../../protocol/CallCommand';
import type { CallEvent } from './CallEvent';
import type { CallRecord } from './CallRecord';
import type { Journal } from './journal/Journal';

/** The telephone system's event behind a change, for log and metrics. */
export interface Origin {
  /** The telephone system's id of the whole call, written into each line of the log about the call. */
  readonly trace: string;
  /** When the telephone system sent the event, ms since 1970. */
  readonly at: number;
}

/** Receives what a driver reports. None of its functions throws. */
export interface TelephonyListener {
  /** Something happened to a call of the agent with this extension. An event that changes nothing is not reported. */
  call(extension: string, event: CallEvent, origin: Origin): void;
  /** A whole call between a client and the company is over. */
  finished(record: CallRecord): void;
  /**
   * A whole call is over, also one between colleagues. Comes right before `finished` when there is a record, in the same
   * synchronous run, so that both are stored together.
   */
  closed(journal: Journal, record: CallRecord | null): void;
  /**
   * The driver has connected, at first or again, and has reported all live calls: calls with other ids are over.
   * Comes with `link(true)`, in either order; a backend that takes over waits for it.
   * @param liveIds ids of all agents' live calls
   * @param at ms since 1970
   */
  resynced(liveIds: ReadonlySet<string>, at: number): void;
  /** The connection to the telephone system is made (true) or lost (false). Never the same twice in a row. */
  link(isUp: boolean): void;
}

/**
 * The port to a telephone system. A command resolves once the telephone system has accepted it and fails
 * with a `CommandFault`; its effect is reported by events. What drivers have in common is tested by
 * test/drivers/conformance.ts.
 */
export interface Telephony {
  /** Name for the log and `/health`. */
  readonly name: string;
  /** Abilities that this agent has now; `run` refuses commands that need another. */
  can(extension: string): ReadonlySet<Ability>;
  /** Starts connecting; may resolve before there is a connection. May be called again after `close`. */
  start(listener: TelephonyListener): Promise<void>;
  /** Disconnects; the listener gets no more reports. A second call has no effect. */
  close(): Promise<void>;
  /**
   * Carries the command out for the agent. Fails with `NotSupported` when the agent lacks the ability, `NoActiveCall`
   * when the agent has no such call, `WrongPhase` when the call is answered already or not yet, and
   * `TelephonyUnavailable` while there is no connection.
   */
  run(extension: string, command: CallCommand): Promise<void>;
}
