import type { Clock } from '../../system/Clock';
import type { Ecss10Connection, Ecss10ConnectionListener } from './Ecss10Connection';
import { Ecss10Fault } from './Ecss10Fault';
import type { Ecss10Command } from './codec';
import type { LegReport } from './Ecss10Leg';
import { backOff } from '../../../protocol/backOff';
import { ecss10Pauses } from './ecss10Pauses';

/** Starts a login that reports to the listener. */
export type OpenEcss10Connection = (listener: Ecss10ConnectionListener) => Ecss10Connection;

/**
 *     idle --start()--> opening --up--> up
 *     opening, up --down--> waiting --time--> opening (a new login: a token is valid on one node only)
 *     any --close()--> closed
 */
type State =
  | { readonly type: 'idle' | 'closed' }
  | { readonly type: 'opening' | 'up'; readonly connection: Ecss10Connection }
  | { readonly type: 'waiting'; readonly stop: () => void };

/** Keeps one login; logs in again with back-off when it is lost. */
export class Ecss10Session {
  private state: State = { type: 'idle' };
  private failures = 0;
  private lastFault: Ecss10Fault = new Ecss10Fault('unreachable', 'not connected yet');

  constructor(
    /** Number whose calls it reports; null: all numbers. */
    readonly number: string | null,
    private readonly openConnection: OpenEcss10Connection,
    private readonly listener: Ecss10ConnectionListener,
    private readonly clock: Clock,
    /** Numbers from 0 to 1. */
    private readonly random: () => number,
  ) {}

  get isUp(): boolean {
    return this.state.type === 'up';
  }

  /** Has its first attempt succeeded or failed? */
  get isTried(): boolean {
    return this.isUp || this.failures > 0;
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

  /** Sends a command. Fails with an `Ecss10Fault`: its own, or the one that ended the connection. */
  send(command: Ecss10Command): Promise<readonly LegReport[]> {
    return this.state.type === 'up' ? this.state.connection.send(command) : Promise.reject(this.lastFault);
  }

  private open(): void {
    const connection = this.openConnection({
      up: (legs) => {
        this.state = { type: 'up', connection };
        this.failures = 0;
        this.listener.up(legs);
      },
      change: (legs, removed) => this.listener.change(legs, removed),
      down: (fault) => this.down(fault),
    });
    this.state = { type: 'opening', connection };
  }

  private down(fault: Ecss10Fault): void {
    this.lastFault = fault;
    this.failures += 1;
    const delay = backOff(ecss10Pauses(fault.reason), this.failures, this.random());
    this.state = { type: 'waiting', stop: this.clock.after(delay, () => this.open()) };
    this.listener.down(fault);
  }
}
