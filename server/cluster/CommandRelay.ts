import { randomUUID } from 'node:crypto';
import type { ExceptionName } from '../../protocol/ExceptionName';
import { CommandFault } from '../calls/CommandFault';
import type { Clock } from '../system/Clock';
import { LeaseLost } from './LeaseLost';
import { readJson } from '../system/readJson';
import { reasonOf } from './reasonOf';
import type { RedisLink } from './RedisLink';
import type { RelayedCommand } from '../rpc/runRelayed';
import { relayMessageSchema } from './relayMessage';
import type { RedisKeys } from './RedisKeys';
import type { ClusterLogger } from './ClusterLogger';
import { LogLine } from '../system/LogLine';
import { clusterLog } from './messages';

/** How long a command waits for a leader, ms. */
const LEADER_WAIT_MS = 5_000;

/** Time limit of a relayed command, ms: amoCRM's proxy cuts the request a second later. */
const COMMAND_MS = 9_000;

interface Pending {
  readonly command: RelayedCommand;
  /** The leader has received it, or this backend runs it. */
  isTaken: boolean;
  /** This backend runs it. */
  isRunning: boolean;
  /** Settles the command. @param failure null: it has succeeded */
  readonly end: (failure: Error | null) => void;
}

/** What the relay needs from its backend. */
export interface CommandRelayOptions {
  readonly backendId: string;
  readonly isLeading: () => boolean;
  /** Runs a command on this backend. Fails with `LeaseLost`, or as the command does. */
  readonly execute: (command: RelayedCommand) => Promise<void>;
}

/**
 * Sends each command to the backend that leads: at once, or as soon as there is one. A command that was pending when
 * a leader died is sent to the next one; its id ensures that it runs once.
 */
export class CommandRelay {
  private readonly pending = new Map<string, Pending>();
  private leader: string | null = null;

  constructor(
    private readonly options: CommandRelayOptions,
    private readonly link: RedisLink,
    private readonly keys: RedisKeys,
    private readonly clock: Clock,
    private readonly log: ClusterLogger,
  ) {}

  /** Id of the backend that takes commands; null: none is known. */
  get leaderId(): string | null {
    return this.leader;
  }

  /** Number of pending commands. */
  get depth(): number {
    return this.pending.size;
  }

  /** Resolves once the command has succeeded on the leader. Fails with a `CommandFault`. */
  relay(asked: RelayedCommand): Promise<void> {
    const id = randomUUID();
    // A command that is sent again after a take-over must not run twice, so each one gets an id.
    const command = { ...asked, params: { command_id: `relay:${id}`, ...asked.params } };
    return new Promise((resolve, reject) => {
      const unavailable = (): void => pending.end(new CommandFault('TelephonyUnavailable'));
      const stops = [
        this.clock.after(LEADER_WAIT_MS, () => !pending.isTaken && unavailable()),
        this.clock.after(COMMAND_MS, unavailable),
      ];
      const end: Pending['end'] = (failure) => {
        if (!this.pending.delete(id)) return;
        for (const stop of stops) stop();
        if (failure === null) resolve();
        else reject(failure);
      };
      const pending: Pending = { command, isTaken: false, isRunning: false, end };
      this.pending.set(id, pending);
      void this.attempt(id, pending);
    });
  }

  /** Sets the backend that takes commands, and sends it what is pending; null: none is known. */
  setLeader(backendId: string | null): void {
    this.leader = backendId;
    if (backendId !== null) for (const [id, pending] of this.pending) void this.attempt(id, pending);
  }

  /** Handles a message of this backend's inbox. */
  receive(text: string): void {
    const message = readJson(relayMessageSchema, text);
    if (message === null) this.log.warn(new LogLine(clusterLog.messageUnreadable));
    else if (message.type === 'ask') void this.answer(message.id, message.from, message.command);
    else this.answered(message.id, message.fault);
  }

  /** Fails all pending commands. */
  close(): void {
    for (const { end } of [...this.pending.values()]) end(new CommandFault('TelephonyUnavailable'));
  }

  private async attempt(id: string, pending: Pending): Promise<void> {
    if (pending.isRunning) return;
    if (this.options.isLeading()) {
      await this.runHere(pending);
      return;
    }
    const { leader } = this;
    if (leader === null || leader === this.options.backendId) return;
    const ask = { type: 'ask', id, from: this.options.backendId, command: pending.command };
    const heard = await this.link.publish(this.keys.inbox(leader), JSON.stringify(ask)).catch(() => 0);
    pending.isTaken ||= heard > 0;
  }

  private async runHere(pending: Pending): Promise<void> {
    pending.isRunning = pending.isTaken = true;
    try {
      await this.options.execute(pending.command);
      pending.end(null);
    } catch (error) {
      pending.isRunning = pending.isTaken = false;
      if (!(error instanceof LeaseLost))
        pending.end(error instanceof Error ? error : new Error(reasonOf(error)));
    }
  }

  private answered(id: string, fault: ExceptionName | null): void {
    this.pending.get(id)?.end(fault === null ? null : new CommandFault(fault));
  }

  private async answer(id: string, from: string, command: RelayedCommand): Promise<void> {
    // A backend that does not lead does not answer: the sender tries the next leader.
    if (!this.options.isLeading()) return;
    let fault: ExceptionName | null = null;
    try {
      await this.options.execute(command);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (!(error instanceof CommandFault))
        this.log.error(new LogLine(clusterLog.commandFailed, { err: error, method: command.method }));
      fault = error instanceof CommandFault ? error.reason : 'InternalError';
    }
    const answer = { type: 'answer', id, fault };
    await this.link.publish(this.keys.inbox(from), JSON.stringify(answer)).catch(() => undefined);
  }
}
