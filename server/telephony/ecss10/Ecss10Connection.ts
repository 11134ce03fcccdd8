import type { Clock } from '../../system/Clock';
import {
  PONG,
  readMessage,
  readRegistered,
  registerRequest,
  writeCommand,
  type Ecss10Command,
  type Ecss10Login,
} from './codec';
import { Ecss10Fault } from './Ecss10Fault';
import type { Ecss10Wire, OpenSocket } from './Ecss10Wire';
import type { LegReport } from './Ecss10Leg';

/** Time limit of opening the socket, and of each answer, ms. */
const LIMIT_MS = 10_000;
/** Interval between pings, ms; a connection that is silent until the next one counts as dead. */
const PING_MS = 15_000;

/** Callbacks of a connection. */
export interface Ecss10ConnectionListener {
  /** Logged in. @param legs all live legs; changes follow */
  up(legs: readonly LegReport[]): void;
  change(legs: readonly LegReport[], removed: readonly string[]): void;
  /** It could not be made or is lost; this is the last callback. */
  down(fault: Ecss10Fault): void;
}

interface Waiting {
  readonly resolve: (legs: readonly LegReport[]) => void;
  readonly reject: (fault: Ecss10Fault) => void;
  readonly stop: () => void;
}

/**
 * One login and its socket.
 *
 *     registering --token--> opening --opened--> listing --list of calls--> up
 *     any --refused, lost, silent, close()--> closed
 */
type State =
  | { readonly type: 'registering' }
  | { readonly type: 'closed' }
  | { readonly type: 'opening' | 'listing' | 'up'; readonly socket: OpenSocket };

/** One login at the softswitch, from the registration to the loss of its socket. It does not reconnect. */
export class Ecss10Connection {
  private state: State = { type: 'registering' };
  private readonly lifetime = new AbortController();
  private readonly waiting = new Map<number, Waiting>();
  /** Changes that came before the list of calls, to report after it. */
  private early: (() => void)[] = [];
  private lastId = 0;
  private isAlive = true;
  private stopTimer: () => void = () => undefined;

  constructor(
    private readonly wire: Ecss10Wire,
    login: Ecss10Login,
    private readonly listener: Ecss10ConnectionListener,
    private readonly clock: Clock,
  ) {
    wire
      .logIn(registerRequest(login), this.lifetime.signal)
      .then(({ status, text }) => this.open(readRegistered(status, text)))
      .catch((error: unknown) => this.down(faultOf(error)));
  }

  /** Ends it, without further callbacks. */
  close(): void {
    this.end(new Ecss10Fault('unreachable', 'closed'));
  }

  /** Sends a command; resolves with the legs of the answer. Fails with an `Ecss10Fault`. */
  send(command: Ecss10Command): Promise<readonly LegReport[]> {
    const { state } = this;
    if (state.type !== 'up' && state.type !== 'listing')
      return Promise.reject(new Ecss10Fault('unreachable', `${command.type}: not connected`));
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      const stop = this.clock.after(LIMIT_MS, () => {
        this.waiting.delete(id);
        reject(new Ecss10Fault('timeout', `${command.type}: no answer in time`));
      });
      this.waiting.set(id, { resolve, reject, stop });
      state.socket.send(writeCommand(id, command));
    });
  }

  private open(token: string): void {
    if (this.state.type !== 'registering') return;
    const socket = this.wire.openSocket(token, {
      message: (text) => this.handleMessage(text),
      alive: () => {
        this.isAlive = true;
      },
      closed: (fault) => this.down(fault),
    });
    this.state = { type: 'opening', socket };
    this.stopTimer = this.clock.after(LIMIT_MS, () =>
      this.down(new Ecss10Fault('timeout', 'socket: not opened in time')),
    );
  }

  private handleMessage(text: string): void {
    this.isAlive = true;
    const message = readMessage(text);
    const { state } = this;
    if (state.type === 'closed' || state.type === 'registering') return;
    if (message.type === 'ping') state.socket.send(PONG);
    if (message.type === 'opened' && state.type === 'opening') this.requestCalls(state.socket);
    if (message.type === 'answer') this.settleCommand(message);
    if (message.type === 'change') {
      const report = (): void => this.listener.change(message.legs, message.removed);
      if (state.type === 'up') report();
      else this.early.push(report);
    }
  }

  private requestCalls(socket: OpenSocket): void {
    this.stopTimer();
    this.state = { type: 'listing', socket };
    this.send({ type: 'subscribe' }).then(
      (legs) => {
        if (this.state.type !== 'listing') return;
        this.state = { type: 'up', socket };
        this.schedulePing(socket);
        this.listener.up(legs);
        for (const report of this.early.splice(0)) report();
      },
      (error: unknown) => this.down(faultOf(error)),
    );
  }

  /** Settles the command that this message answers. */
  private settleCommand(message: {
    readonly requestId: number;
    readonly fault: Ecss10Fault | null;
    readonly legs: readonly LegReport[];
  }): void {
    const waiting = this.waiting.get(message.requestId);
    if (waiting === undefined) return;
    this.waiting.delete(message.requestId);
    waiting.stop();
    if (message.fault === null) return waiting.resolve(message.legs);
    waiting.reject(message.fault);
    if (message.fault.reason === 'sessionLost') this.down(message.fault);
  }

  private schedulePing(socket: OpenSocket): void {
    this.isAlive = false;
    socket.ping();
    this.stopTimer = this.clock.after(PING_MS, () => {
      if (this.isAlive) this.schedulePing(socket);
      else this.down(new Ecss10Fault('timeout', 'socket: silent'));
    });
  }

  private down(fault: Ecss10Fault): void {
    if (this.state.type === 'closed') return;
    this.end(fault);
    this.listener.down(fault);
  }

  private end(fault: Ecss10Fault): void {
    const { state } = this;
    this.state = { type: 'closed' };
    this.stopTimer();
    this.lifetime.abort();
    if (state.type !== 'registering' && state.type !== 'closed') state.socket.end();
    for (const { reject, stop } of this.waiting.values()) {
      stop();
      reject(fault);
    }
    this.waiting.clear();
    this.early = [];
  }
}

function faultOf(error: unknown): Ecss10Fault {
  if (error instanceof Ecss10Fault) return error;
  return new Ecss10Fault('badAnswer', error instanceof Error ? error.message : 'an unexpected error');
}
