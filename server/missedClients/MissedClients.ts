import { phoneKey } from '../../protocol/isSamePhone';
import type { CallRecord } from '../calls/CallRecord';
import { readJson } from '../system/readJson';
import type { Clock } from '../system/Clock';
import { changeMissedClient, nextPass, type MissedClientEvent } from './changeMissedClient';
import type { MissedClient } from './MissedClient';
import { missedClientSchema } from './missedClientSchema';

/** What the list is kept with. */
export interface MissedClientsOptions {
  /** Lines by the key of their number. All functions fail when the store does, which reports that itself. */
  readonly store: {
    put(key: string, text: string): Promise<void>;
    delete(key: string): Promise<void>;
    all(): Promise<ReadonlyMap<string, string>>;
  };
  readonly clock: Clock;
  /** A talk of this length closes a line, ms. */
  readonly talkMs: number;
  /** Lines are kept for this long after the last call, ms. */
  readonly keptMs: number;
  /** The list has changed; its revision has grown. */
  readonly onChange: (revision: number) => void;
  /** A line in the store has an unknown form. */
  readonly onUnreadable: () => void;
}

/** Most lines; beyond it the one that was missed longest ago goes. */
const MOST = 1_000;

/** How often at most it is said that the list has changed, ms. */
const SAID_EVERY_MS = 1_000;

/** Longest time that the timer is set for, ms. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * The clients who called the company in vain, in memory and in the store. Owns two timers.
 *
 * ```
 * idle ──start──▶ reading ──read──▶ keeping ──pause──▶ idle
 *                   │ ▲
 *                   └─┘ the store fails: calls count in memory, and are added to what is read once it works again
 * ```
 */
export class MissedClients {
  private readonly clients = new Map<string, MissedClient>();
  private isRead = false;
  private isWanted = false;
  private reading: Promise<void> | null = null;
  private stopTimer: () => void = () => undefined;
  private stopSaying: (() => void) | null = null;
  private isUnsaid = false;
  /**
   * Grows with each change, also over a restart. Of many changes at once only the first is said at once, and the others
   * together a moment later: each is a poll and a reading of the list for all who show it.
   */
  revision: number;
  /** Grows with each change at once. */
  changes = 0;

  constructor(private readonly options: MissedClientsOptions) {
    this.revision = options.clock.now();
  }

  /** Lines, the client who called last first. */
  get all(): readonly MissedClient[] {
    return [...this.clients.values()].sort((one, other) => other.lastAt - one.lastAt);
  }

  /** The client with this id of the wire; null: there is none. */
  withId(id: string): MissedClient | null {
    for (const client of this.clients.values()) if (client.id === id) return client;
    return null;
  }

  /** Reads what is in the store. Never fails: `read` tries again. */
  async start(): Promise<void> {
    this.isWanted = true;
    await this.read();
    this.passTime();
  }

  /** Reads the store, unless it was read. To be called when it can be used again. Never fails. */
  read(): Promise<void> {
    if (!this.isWanted || this.isRead) return Promise.resolve();
    this.reading ??= this.readAll().finally(() => (this.reading = null));
    return this.reading;
  }

  private async readAll(): Promise<void> {
    const texts = await this.options.store.all().catch(() => null);
    // Meanwhile another backend may have begun to lead.
    if (texts === null || !this.isKept()) return;
    this.isRead = true;
    const early = [...this.clients.values()];
    this.clients.clear();
    for (const text of texts.values()) {
      const client = readJson(missedClientSchema, text);
      if (client === null) this.options.onUnreadable();
      else this.clients.set(client.key, client);
    }
    for (const client of early) this.adopt(client);
    this.changed();
  }

  /** Another backend has them from now on, or the backend stops. */
  pause(): void {
    this.isWanted = false;
    this.isRead = false;
    this.clients.clear();
    this.changes += 1;
    this.stopTimer();
    this.stopSaying?.();
    this.stopSaying = null;
    this.isUnsaid = false;
  }

  /** A whole call is over. */
  finished(record: CallRecord): void {
    const { id, number, via, direction, outcome, extension, extensions, startedAt, answeredAt, endedAt } =
      record;
    const key = phoneKey(number);
    if (key === '') return;
    const isTalk =
      outcome === 'answered' && answeredAt !== null && endedAt - answeredAt >= this.options.talkMs;
    if (isTalk) this.apply(key, { type: 'talked', by: extension, at: endedAt });
    // Also a client's answering machine that was heard for a moment.
    else if (direction === 'outbound') this.apply(key, { type: 'attempted', by: extension, at: endedAt });
    else if (outcome !== 'answered')
      this.apply(key, { type: 'missed', id, key, number, line: via, rung: extensions, startedAt, endedAt });
  }

  /** An agent has talked with this number for as long as counts, and still does. */
  talked(extension: string, number: string): void {
    this.apply(phoneKey(number), { type: 'talked', by: extension, at: this.options.clock.now() });
  }

  /** An agent calls this number: others are not to call it as well. */
  dialled(extension: string, number: string): void {
    this.apply(phoneKey(number), { type: 'taken', by: extension, at: this.options.clock.now() });
  }

  /** Locks the client for others. @returns false: another agent has the client, or there is no such client */
  take(extension: string, id: string): boolean {
    const client = this.withId(id);
    if (client === null || client.phase === 'talked') return false;
    if (client.phase === 'taken') return client.by === extension;
    this.apply(client.key, { type: 'taken', by: extension, at: this.options.clock.now() });
    return true;
  }

  /** Takes the lock away. An agent's own alone. */
  giveBack(extension: string, id: string): void {
    const client = this.withId(id);
    if (client !== null) this.apply(client.key, { type: 'givenBack', by: extension });
  }

  /** Removes a client. Resolves once that is on the disk, or the store holds it. */
  async forget(isOf: (number: string) => boolean): Promise<void> {
    const gone = [...this.clients.values()].filter(({ number }) => isOf(number));
    for (const { key } of gone) this.clients.delete(key);
    if (gone.length > 0) this.changed();
    await Promise.all(gone.map(({ key }) => this.options.store.delete(key).catch(() => undefined)));
  }

  private isKept(): boolean {
    return this.isWanted;
  }

  /** What came before the store could be read is added to it. */
  private adopt(client: MissedClient): void {
    const known = this.clients.get(client.key);
    // Of both the later: at most a count is lost by it.
    if (known === undefined || known.endedAt <= client.endedAt) this.put(client);
  }

  private apply(key: string, event: MissedClientEvent): void {
    const before = this.clients.get(key) ?? null;
    const after = changeMissedClient(before, event);
    if (after === before) return;
    if (after === null) this.remove(key);
    else this.put(after);
    this.changed();
  }

  private put(client: MissedClient): void {
    this.clients.set(client.key, client);
    if (this.clients.size > MOST) {
      const oldest = this.all.at(-1);
      if (oldest !== undefined) this.remove(oldest.key);
    }
    if (this.isRead) this.options.store.put(client.key, JSON.stringify(client)).catch(() => undefined);
  }

  private remove(key: string): void {
    this.clients.delete(key);
    if (this.isRead) this.options.store.delete(key).catch(() => undefined);
  }

  private changed(): void {
    this.changes += 1;
    if (this.stopSaying === null) this.say();
    else this.isUnsaid = true;
    if (this.isWanted) this.lookLater();
  }

  private say(): void {
    const { clock, onChange } = this.options;
    this.isUnsaid = false;
    this.revision = Math.max(this.revision + 1, clock.now());
    if (this.isWanted)
      this.stopSaying = clock.after(SAID_EVERY_MS, () => {
        this.stopSaying = null;
        if (this.isUnsaid) this.say();
      });
    onChange(this.revision);
  }

  private passTime(): void {
    const now = this.options.clock.now();
    const event = { type: 'passed', now, keptSince: now - this.options.keptMs } as const;
    for (const key of [...this.clients.keys()]) this.apply(key, event);
    if (this.isWanted) this.lookLater();
  }

  private lookLater(): void {
    const { clock } = this.options;
    this.stopTimer();
    const next = Math.min(...[...this.clients.values()].map(nextPass));
    const pause = Math.min(Math.max(0, next - clock.now()), LONGEST_PAUSE_MS);
    this.stopTimer = clock.after(pause, () => this.passTime());
  }
}
