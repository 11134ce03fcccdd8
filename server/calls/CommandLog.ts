import type { Clock } from '../system/Clock';
import { CommandFault } from './CommandFault';
import type { CommandRecords, RepeatableCommand } from './CommandRecords';

interface Entry {
  readonly content: string;
  readonly outcome: Promise<void>;
  /** Stops the timer after which a success is forgotten. */
  stop: () => void;
}

/** How long a command that succeeded is remembered, so that a late retry does not run it again, ms. */
export const REMEMBERED_MS = 300_000;

/** Most commands remembered for one agent; beyond it the oldest is forgotten. */
export const MOST_REMEMBERED = 100;

/**
 * Runs each command of an agent once, even when several tabs, computers or retries send it: requests with the same
 * command id share one outcome. A success is remembered for `REMEMBERED_MS`; a failure is forgotten at once, so that a
 * retry runs the command again. As long as an id is known, it belongs to the command with its parameters.
 *
 * ```
 *   new ──▶ running ──succeeded──▶ remembered ──5 min──▶ ∎
 *           running ──failed──▶ all waiting requests fail ▶ ∎
 * ```
 */
export class CommandLog {
  private readonly agents = new Map<string, Map<string, Entry>>();
  private isClosed = false;

  constructor(
    private readonly clock: Clock,
    /** Outcomes shared with the other backends of a cluster; null: this backend is alone. */
    private readonly records: CommandRecords | null = null,
  ) {}

  /** Number of commands that run or are remembered, of all agents. */
  get size(): number {
    return [...this.agents.values()].reduce((sum, commands) => sum + commands.size, 0);
  }

  /**
   * Runs `action`, or waits for the earlier one with the same id. Resolves or fails as the action does; fails with
   * `CommandIdUsed` when the id belongs to a command with another content, and with `TelephonyUnavailable` when another
   * backend began the command and its outcome is unknown.
   * @param command undefined: `action` always runs
   */
  async runOnce(
    extension: string,
    command: RepeatableCommand | undefined,
    action: () => Promise<void>,
  ): Promise<void> {
    if (command === undefined) return action();
    const { id, content } = command;
    const earlier = this.agents.get(extension)?.get(id);
    if (earlier !== undefined) {
      if (earlier.content !== content) throw new CommandFault('CommandIdUsed');
      return earlier.outcome;
    }
    const outcome = this.records === null ? action() : runRecorded(this.records, extension, command, action);
    const entry: Entry = { content, outcome, stop: () => undefined };
    this.remember(extension, id, entry);
    const forget = (): void => this.forget(extension, id, entry);
    entry.outcome.then(() => {
      const isKept = this.agents.get(extension)?.get(id) === entry && !this.isClosed;
      if (isKept) entry.stop = this.clock.after(REMEMBERED_MS, forget);
    }, forget);
    return entry.outcome;
  }

  /** Forgets all commands and stops all timers. */
  close(): void {
    this.isClosed = true;
    for (const entries of this.agents.values()) for (const { stop } of entries.values()) stop();
    this.agents.clear();
  }

  private remember(extension: string, commandId: string, entry: Entry): void {
    const entries = this.agents.get(extension) ?? new Map<string, Entry>();
    this.agents.set(extension, entries);
    entries.set(commandId, entry);
    const [oldest] = entries;
    if (oldest !== undefined && entries.size > MOST_REMEMBERED) this.forget(extension, ...oldest);
  }

  private forget(extension: string, commandId: string, entry: Entry): void {
    const entries = this.agents.get(extension);
    if (entries?.get(commandId) !== entry) return;
    entry.stop();
    entries.delete(commandId);
    if (entries.size === 0) this.agents.delete(extension);
  }
}

/** Runs `action` unless another backend has run the command, and records the outcome. Fails as `CommandLog.runOnce`. */
async function runRecorded(
  records: CommandRecords,
  extension: string,
  command: RepeatableCommand,
  action: () => Promise<void>,
): Promise<void> {
  const found = await records.begin(extension, command);
  if (found === 'succeeded') return;
  if (found === 'other') throw new CommandFault('CommandIdUsed');
  if (found === 'unknown') throw new CommandFault('TelephonyUnavailable');
  try {
    await action();
  } catch (error) {
    await records.failed(extension, command);
    throw error;
  }
  await records.succeeded(extension, command);
}
