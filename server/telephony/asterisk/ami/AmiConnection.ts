import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Clock } from '../../../system/Clock';
import { AmiFault, type Ami, type AmiAction, type AmiAnswer, type AmiBegun, type AmiListener } from './Ami';
import type { AmiMessage } from './AmiMessage';
import { AmiReader } from './AmiReader';
import type { AmiSettings } from './AmiSettings';
import { login } from './login';
import { PendingActions } from './PendingActions';
import { writeAction } from './writeAction';

/** Time limit of an action, and of the connection until login, ms. */
const ACTION_LIMIT_MS = 10_000;
const PING_EVERY_MS = 10_000;
/** Time limit of the answer to a ping, ms; after that the connection counts as dead. */
const PING_LIMIT_MS = 5_000;

/**
 *     opening --banner--> greeted --login taken--> up
 *     opening, greeted, up --fault, end of the socket or close()--> closed
 */
type Phase = 'opening' | 'greeted' | 'up' | 'closed';

/**
 * One connection to Asterisk's manager, over the lifetime of its socket. Calls `up` at most once, then `event`, and
 * `down` exactly once unless `close` was called.
 */
export class AmiConnection implements Ami {
  private phase: Phase = 'opening';
  private readonly reader: AmiReader;
  private readonly pending: PendingActions;
  /** Makes our `ActionID`s unique: OriginateResponse events go to all manager users of the same Asterisk. */
  private readonly prefix = `asteriskng-${randomBytes(6).toString('hex')}`;
  private sent = 0;
  private stopTimer: () => void;

  constructor(
    private readonly settings: AmiSettings,
    private readonly socket: Socket,
    private readonly listener: AmiListener,
    private readonly clock: Clock,
  ) {
    this.reader = new AmiReader(settings.followed ?? null);
    this.pending = new PendingActions(clock);
    this.stopTimer = clock.after(ACTION_LIMIT_MS, () => this.fail(new AmiFault('timeout')));
    socket.on('data', (bytes) => this.read(bytes));
    socket.on('error', (cause) => this.fail(new AmiFault('notConnected', codeOf(cause), { cause })));
    socket.on('close', () => this.fail(new AmiFault('notConnected')));
  }

  async send(action: AmiAction, listing?: () => void): Promise<AmiAnswer> {
    return this.write(action, this.nextId(), ACTION_LIMIT_MS, listing);
  }

  async begin(action: AmiAction, limitMs: number): Promise<AmiBegun> {
    const id = this.nextId();
    const outcome = this.pending.outcome(id, limitMs);
    try {
      const { response } = await this.write(action, id, ACTION_LIMIT_MS);
      return { response, outcome };
    } catch (fault) {
      this.pending.dropOutcome(id);
      throw fault;
    }
  }

  /** Ends the connection without further callbacks; pending actions fail. */
  close(): void {
    this.end(new AmiFault('notConnected'));
  }

  private nextId(): string {
    this.sent += 1;
    return `${this.prefix}-${this.sent}`;
  }

  private async write(
    action: AmiAction,
    id: string,
    limitMs: number,
    listing?: () => void,
  ): Promise<AmiAnswer> {
    if (this.phase === 'closed') throw new AmiFault('notConnected');
    const text = writeAction(action, id);
    const answer = this.pending.answer(id, limitMs, listing);
    this.socket.write(text);
    return answer;
  }

  /** Parses received bytes at once, so that Asterisk's send buffer does not fill up. */
  private read(bytes: Buffer): void {
    if (this.phase === 'closed') return;
    const messages = this.messagesOf(bytes);
    if (this.phase === 'opening' && this.reader.isGreeted) {
      this.phase = 'greeted';
      void this.logIn();
    }
    for (const message of messages) this.dispatch(message);
  }

  private messagesOf(bytes: Buffer): AmiMessage[] {
    try {
      return this.reader.read(bytes);
    } catch (fault) {
      this.fail(toFault(fault));
      return [];
    }
  }

  private dispatch(message: AmiMessage): void {
    if (this.pending.handleMessage(message) || this.phase !== 'up') return;
    const name = message['Event'] ?? '';
    if (this.settings.followed?.names.has(name) ?? true) this.listener.event(message);
  }

  private async logIn(): Promise<void> {
    try {
      await login(this, this.settings);
    } catch (fault) {
      this.fail(toFault(fault));
      return;
    }
    if (this.phase !== 'greeted') return;
    this.phase = 'up';
    this.schedulePing();
    this.listener.up(this);
  }

  /** Pings at an interval to detect a dead connection. */
  private schedulePing(): void {
    if (this.phase === 'closed') return;
    this.stopTimer();
    this.stopTimer = this.clock.after(PING_EVERY_MS, () => {
      this.write({ name: 'Ping' }, this.nextId(), PING_LIMIT_MS).then(
        () => this.schedulePing(),
        (fault: unknown) => this.fail(new AmiFault('timeout', 'no answer to a ping', { cause: fault })),
      );
    });
  }

  private fail(cause: AmiFault): void {
    if (this.end(cause)) this.listener.down(cause);
  }

  /** @returns false: it was closed before */
  private end(cause: AmiFault): boolean {
    if (this.phase === 'closed') return false;
    this.phase = 'closed';
    this.stopTimer();
    this.socket.destroy();
    this.pending.end(cause);
    return true;
  }
}

function toFault(cause: unknown): AmiFault {
  return cause instanceof AmiFault ? cause : new AmiFault('badAnswer', '', { cause });
}

/** Such as `ECONNREFUSED`: an error's message may contain the address, its code does not. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
