import type { AmiMessage } from './AmiMessage';

/** An action for Asterisk: its name and its headers, in the order in which they are to be sent. */
export interface AmiAction {
  /** Such as `Originate`. */
  readonly name: string;
  /** A list sends the header once for each value. `ActionID` is added by the connection. */
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
}

/** What Asterisk said to an action that succeeded. */
export interface AmiAnswer {
  readonly response: AmiMessage;
  /** The events of a list action, such as `Status`; else empty. */
  readonly events: readonly AmiMessage[];
}

/** An action that Asterisk has taken and goes on with, such as an `Originate` with `Async: true`. */
export interface AmiBegun {
  readonly response: AmiMessage;
  /**
   * The event that tells how it went out, such as `OriginateResponse`; the listener is told it too. Fails with
   * the `AmiFault` `timeout` or `notConnected`; nobody needs to wait for it.
   */
  readonly outcome: Promise<AmiMessage>;
}

/** A connection to Asterisk that is logged in. */
export interface Ami {
  /** Resolves with the response, of a list action once the list is whole. Fails with an `AmiFault`. */
  send(action: AmiAction): Promise<AmiAnswer>;
  /**
   * Resolves once Asterisk has taken the action. Fails with an `AmiFault`.
   * @param limitMs how long its outcome is waited for
   */
  begin(action: AmiAction, limitMs: number): Promise<AmiBegun>;
}

/** Who is told what happens to the connection. No function of it throws. */
export interface AmiListener {
  /** Logged in, for the first time or again. Events told from now on are of this connection. */
  up(ami: Ami): void;
  /** An event that belongs to no action. */
  event(event: AmiMessage): void;
  /** The connection is lost, or an attempt to make one failed; it is made anew by itself. */
  down(cause: AmiFault): void;
}

/** Why an action, or the connection, came to nothing. */
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
  /** Asterisk sent what is no AMI. */
  | 'badAnswer'
  /** More events came while the state was asked for than can be kept. */
  | 'eventsLost';

/** An action failed. Its message never holds a value that was sent. */
export class AmiFault extends Error {
  override readonly name = 'AmiFault';

  constructor(
    readonly reason: AmiFaultReason,
    /** What Asterisk said, such as `No such channel`, or what else is known; empty: nothing. */
    readonly said: string = '',
    options?: ErrorOptions,
  ) {
    super(said === '' ? reason : `${reason}: ${said}`, options);
  }
}
