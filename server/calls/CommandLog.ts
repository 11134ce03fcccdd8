import type { Clock } from '../system/Clock';
import { CommandFault } from './CommandFault';
import type { CommandRecords } from './CommandRecords';

interface Entry {
  readonly outcome: Promise<void>;
  /** Stops the timer after which a success is forgotten. */
  stop: () => void;
}

/** How long a command that succeeded is remembered, ms. */
export const REMEMBERED_MS = 300_000;

/** How many commands are remembered of an agent; beyond it the oldest is forgotten. */
export const MOST_REMEMBERED = 100;

/**
 * Runs a command of an agent once, whatever number of tabs, computers or retries send it: all that come with
 * its id share one outcome. A success is remembered for a while; a failure is forgotten once it has been told,
 * so that trying again runs the command again.
 *
 * ```
 *   new ──▶ running ──succeeded──▶ remembered ──5 min──▶ ∎
 *           running ──failed──▶ told to all who wait ▶ ∎
 * ```
 */
export class CommandLog {
  private readonly agents = new Map<string, Map<string, Entry>>();
  private isClosed = false;

  constructor(
    private readonly clock: Clock,
    /** Memory that is shared with other backends; null: there are none. */
    private readonly records: CommandRecords | null = null,
  ) {}

  /** Commands that are running or remembered. */
  get size(): number {
    return [...this.agents.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** @param commandId undefined: the command runs each time */
  runOnce(extension: string, commandId: string | undefined, action: () => Promise<void>): Promise<void> {
    if (commandId === undefined) return action();
    const known = this.agents.get(extension)?.get(commandId);
    if (known !== undefined) return known.outcome;
    const outcome =
      this.records === null ? action() : runRecorded(this.records, extension, commandId, action);
    const entry: Entry = { outcome, stop: () => undefined };
    this.remember(extension, commandId, entry);
    const forget = (): void => this.forget(extension, commandId, entry);
    entry.outcome.then(() => {
      const isKept = this.agents.get(extension)?.get(commandId) === entry && !this.isClosed;
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

/** Fails with `TelephonyUnavailable` when nobody knows whether the command has run. */
async function runRecorded(
  records: CommandRecords,
  extension: string,
  commandId: string,
  action: () => Promise<void>,
): Promise<void> {
  const found = await records.begin(extension, commandId);
  if (found === 'succeeded') return;
  if (found === 'unknown') throw new CommandFault('TelephonyUnavailable');
  try {
    await action();
  } catch (error) {
    await records.failed(extension, commandId);
    throw error;
  }
  await records.succeeded(extension, commandId);
}
