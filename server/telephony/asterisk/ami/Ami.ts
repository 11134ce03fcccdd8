import type { AmiMessage } from './AmiMessage';

/** An action for Asterisk: its name and its headers, in the order in which they are to be sent. */
export interface AmiAction {
  /** Such as `Originate`. */
  readonly name: string;
  /** A list sends the header once for each value. `ActionID` is added by the connection. */
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
}

/** Answer to an action that succeeded. */
export interface AmiAnswer {
  readonly response: AmiMessage;
  /** The events of a list action, such as `Status`; else empty. */
  readonly events: readonly AmiMessage[];
}

/** An action that Asterisk has accepted and is still running, such as an `Originate` with `Async: true`. */
export interface AmiBegun {
  readonly response: AmiMessage;
  /**
   * The event with its result, such as `OriginateResponse`; the listener gets it too. Fails with the `AmiFault`
   * `timeout` or `notConnected`; it may be ignored.
   */
  readonly outcome: Promise<AmiMessage>;
}

/** A connection to Asterisk that is logged in. */
export interface Ami {
  /**
   * Resolves with the response, for a list action when the list is complete. Fails with an `AmiFault`.
   * @param listing called when a list begins: what the events before this moment say is in the list
   */
  send(action: AmiAction, listing?: () => void): Promise<AmiAnswer>;
  /**
   * Resolves once Asterisk has accepted the action. Fails with an `AmiFault`.
   * @param limitMs time limit of its outcome
   */
  begin(action: AmiAction, limitMs: number): Promise<AmiBegun>;
}

/** Callbacks of the connection. They must not throw. */
export interface AmiListener {
  /** Logged in, for the first time or again. Later events are of this connection. */
  up(ami: Ami): void;
  /** An event that belongs to no action. */
  event(event: AmiMessage): void;
  /** The connection is lost, or an attempt to make one failed; `AmiLink` reconnects. */
  down(cause: AmiFault): void;
}

/** Why an action or the connection failed. */
export type AmiFaultReason =
  /** Asterisk answered `Error`. */
  | 'refused'
  /** The user or the secret is wrong, or the address may not log in. */
  | 'loginRefused'
  /** No answer in time. */
  | 'timeout'
  /** There is no connection, or it ended before the answer came. */
  | 'notConnected'
  /** A name or value that can't be sent: it has a line break or is too long. */
  | 'badField'
  /** Asterisk sent something that is not AMI. */
  | 'badAnswer'
  /** More events came during a resync than can be buffered. */
  | 'eventsLost';

/** An action failed. Its message never contains a value that was sent. */
export class AmiFault extends Error {
  override readonly name = 'AmiFault';

  constructor(
    readonly reason: AmiFaultReason,
    /** Asterisk's error, such as `No such channel`, or another detail; empty: none. */
    readonly said: string = '',
    options?: ErrorOptions,
  ) {
    super(said === '' ? reason : `${reason}: ${said}`, options);
  }
}
