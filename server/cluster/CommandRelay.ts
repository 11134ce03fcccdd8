import { randomUUID } from 'node:crypto';
import type { ExceptionName } from '../../protocol/exceptionName';
import { CommandFault } from '../calls/CommandFault';
import type { Clock } from '../system/Clock';
import { LeaseLost } from './LeaseLost';
import { readJson } from './pictureSchema';
import { reasonOf } from './reasonOf';
import type { RedisLink } from './RedisLink';
import { relayMessageSchema, type Command } from './relayMessage';
import type { StoreKeys } from './StoreKeys';
import type { StoreLog } from './StoreLog';
import { LogLine } from '../system/LogLine';
import { clusterLog } from './messages';

/** A command waits so long for a backend that leads, ms. */
export const LEADER_WAIT_MS = 5_000;

/** All of a command takes so long at most, ms: amoCRM's proxy cuts the request a second later. */
export const COMMAND_MS = 9_000;

interface Pending {
  readonly command: Command;
  /** The leader has it, or this backend carries it out itself. */
  isTaken: boolean;
  /** This backend carries it out itself. */
  isRunning: boolean;
  /** With the command's failure; null: it has succeeded. */
  readonly end: (failure: Error | null) => void;
}

/** What the relay has to know of its backend. */
export interface RelayHouse {
  readonly backendId: string;
  readonly isLeading: () => boolean;
  /** Carries a command out here. Fails with `LeaseLost`, or as the command does. */
  readonly execute: (command: Command) => Promise<void>;
}

/**
 * Takes each command to the backend that leads: at once, or as soon as there is one. One that was on its way
 * when a leader died goes to the next; its id sees to it that it runs once.
 */
export class CommandRelay {
  private readonly pending = new Map<string, Pending>();
  private leader: string | null = null;

  constructor(
    private readonly house: RelayHouse,
    private readonly link: RedisLink,
    private readonly keys: StoreKeys,
    private readonly clock: Clock,
    private readonly log: StoreLog,
  ) {}

  /** The backend that takes commands; null: none is known. */
  get leaderId(): string | null {
    return this.leader;
  }

  /** Commands on their way. */
  get depth(): number {
    return this.pending.size;
  }

  /** Done once the command has succeeded, wherever. Fails with a `CommandFault`. */
  carry(asked: Command): Promise<void> {
    const id = randomUUID();
    // Sent again after a take-over it must not run again, so every command has an id by now.
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

  /** This backend takes commands from now on; null: none is known that does. */
  leaderIs(backendId: string | null): void {
    this.leader = backendId;
    if (backendId !== null) for (const [id, pending] of this.pending) void this.attempt(id, pending);
  }

  /** Takes a message of this backend's inbox. */
  take(text: string): void {
    const message = readJson(relayMessageSchema, text);
    if (message === null) this.log.warn(new LogLine(clusterLog.messageUnreadable));
    else if (message.type === 'ask') void this.answer(message.id, message.from, message.command);
    else this.answered(message.id, message.fault);
  }

  /** Ends all that is on its way. */
  close(): void {
    for (const { end } of [...this.pending.values()]) end(new CommandFault('TelephonyUnavailable'));
  }

  private async attempt(id: string, pending: Pending): Promise<void> {
    if (pending.isRunning) return;
    if (this.house.isLeading()) {
      await this.runHere(pending);
      return;
    }
    const { leader } = this;
    if (leader === null || leader === this.house.backendId) return;
    const ask = { type: 'ask', id, from: this.house.backendId, command: pending.command };
    const heard = await this.link.publish(this.keys.inbox(leader), JSON.stringify(ask)).catch(() => 0);
    pending.isTaken ||= heard > 0;
  }

  private async runHere(pending: Pending): Promise<void> {
    pending.isRunning = pending.isTaken = true;
    try {
      await this.house.execute(pending.command);
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

  private async answer(id: string, from: string, command: Command): Promise<void> {
    // One that does not lead says nothing: whoever asked asks the next leader.
    if (!this.house.isLeading()) return;
    let fault: ExceptionName | null = null;
    try {
      await this.house.execute(command);
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
