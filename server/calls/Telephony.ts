import type { Ability } from '../../protocol/callCommand';
import type { CallCommand } from '../../protocol/callCommand';
import type { CallEvent } from './CallEvent';
import type { CallRecord } from './CallRecord';
import type { Journal } from './journal/Journal';

/** Where an event comes from, to follow it through log and metrics. */
export interface Origin {
  /** Key of the whole call in the telephone system, the same in each line of the log that the call causes. */
  readonly trace: string;
  /** When the telephone system sent the event, ms since 1970. */
  readonly at: number;
}

/** Takes what a telephone system tells. No function of it throws. */
export interface TelephonyListener {
  /** Something happened to a call of the agent with this extension. */
  call(extension: string, event: CallEvent, origin: Origin): void;
  /** A call between a client and the company is over. */
  finished(record: CallRecord): void;
  /**
   * A whole call is over, also one between colleagues. Comes right before `finished` when there is a record, in the same
   * synchronous run, so that both are stored together.
   */
  closed(journal: Journal, record: CallRecord | null): void;
  /**
   * The connection is made, at first or again, and the calls that live have been reported: all others are over.
   * Comes with `link(true)`, in either order; a backend that takes over waits for it.
   * @param liveIds ids of all agents' live calls
   * @param at ms since 1970
   */
  resynced(liveIds: ReadonlySet<string>, at: number): void;
  /** The connection to the telephone system is lost, or there again. */
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
  /** What works for this agent; a command that needs more is not asked of it. */
  can(extension: string): ReadonlySet<Ability>;
  /** Need not wait for the telephone system. It may be started again once it is closed. */
  start(listener: TelephonyListener): Promise<void>;
  /** Nothing is reported any more. Closing it twice does no harm. */
  close(): Promise<void>;
  /**
   * Carries the command out for the agent. Fails with `NotSupported` when the agent is not offered it, `NoActiveCall`
   * when the agent has no such call, `WrongPhase` when the call is answered already or not yet, and
   * `TelephonyUnavailable` while there is no connection.
   */
  run(extension: string, command: CallCommand): Promise<void>;
}
