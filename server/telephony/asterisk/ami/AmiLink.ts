import type { Clock } from '../../../system/Clock';
import type { Ami, AmiFault, AmiListener } from './Ami';
import { backOff } from '../../../../protocol/backOff';
import { amiPauses } from './amiPauses';

/** A connection being made, such as an `AmiConnection`. */
export interface OpenedConnection {
  /** Ends it, without further callbacks. */
  close(): void;
}

/** Opens a connection that reports to the listener. */
export type OpenAmiConnection = (listener: AmiListener) => OpenedConnection;

/**
 *     idle --start()--> opening --up--> up
 *     opening, up --down--> waiting --time--> opening
 *     any --close()--> closed
 */
type State =
  | { readonly type: 'idle' | 'closed' }
  | { readonly type: 'opening'; readonly connection: OpenedConnection }
  | { readonly type: 'up'; readonly connection: OpenedConnection; readonly since: number }
  | { readonly type: 'waiting'; readonly stop: () => void };

/** How long a connection must last before the count of failures is reset, ms. */
const STEADY_MS = 10_000;

/** Keeps a connection to Asterisk; reconnects with back-off when it is lost. */
export class AmiLink {
  private state: State = { type: 'idle' };
  private failures = 0;

  constructor(
    private readonly openConnection: OpenAmiConnection,
    private readonly listener: AmiListener,
    private readonly clock: Clock,
    /** Numbers from 0 to 1. */
    private readonly random: () => number,
  ) {}

  get isUp(): boolean {
    return this.state.type === 'up';
  }

  start(): void {
    if (this.state.type === 'idle') this.open();
  }

  /** Ends the connection and the timer, without further callbacks. */
  close(): void {
    if (this.state.type === 'waiting') this.state.stop();
    if (this.state.type === 'opening' || this.state.type === 'up') this.state.connection.close();
    this.state = { type: 'closed' };
  }

  private open(): void {
    const connection = this.openConnection({
      up: (ami) => this.up(connection, ami),
      event: (event) => this.listener.event(event),
      down: (cause) => this.down(cause),
    });
    this.state = { type: 'opening', connection };
  }

  private up(connection: OpenedConnection, ami: Ami): void {
    this.state = { type: 'up', connection, since: this.clock.now() };
    this.listener.up(ami);
  }

  private down(cause: AmiFault): void {
    if (this.state.type === 'up' && this.clock.now() - this.state.since >= STEADY_MS) this.failures = 0;
    this.failures += 1;
    const delay = backOff(amiPauses(cause.reason), this.failures, this.random());
    this.state = { type: 'waiting', stop: this.clock.after(delay, () => this.open()) };
    this.listener.down(cause);
  }
}
