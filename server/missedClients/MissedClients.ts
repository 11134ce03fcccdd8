import { phoneKey } from '../../protocol/isSamePhone';
import type { CallRecord } from '../calls/CallRecord';
import type { CallBackTask } from '../crm/callBacks/CallBackList';
import { readJson } from '../system/readJson';
import type { Clock } from '../system/Clock';
import { changeMissedClient, nextPass, type MissedClientEvent } from './changeMissedClient';
import { eventOf } from './eventOf';
import type { MissedClient } from './MissedClient';
import { missedClientSchema } from './missedClientSchema';
import { SaidRevision } from './SaidRevision';
import { takenBeyond } from './takenBeyond';
import { tasksOver } from './tasksOver';

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
  /** The event has made a task of the client needless: to be stored in one transaction with the line, in the same synchronous run. */
  readonly onTaskOver: (number: string, task: CallBackTask, event: MissedClientEvent) => void;
}

/** Most lines; beyond it one whose client was talked with goes, else the one that is oldest. */
const MOST = 1_000;

/** Most events that are kept until the store can be read. */
const MOST_EARLY = 10_000;

/** Longest time that the timer is set for, ms. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * The clients who wait to be called back, in memory and in the store. Owns two timers.
 *
 * ```
 * idle ──start──▶ reading ──read──▶ keeping ──pause──▶ idle
 *                   │ ▲
 *                   └─┘ the store fails: events count in memory, and happen to what is read once it works again
 * ```
 */
export class MissedClients {
  private readonly clients = new Map<string, MissedClient>();
  /** What has happened before the store was read. */
  private readonly early: (readonly [key: string, event: MissedClientEvent])[] = [];
  private hasRead = false;
  private isWanted = false;
  private reading: Promise<void> | null = null;
  private stopTimer: () => void = () => undefined;
  private readonly said: SaidRevision;
  /** Grows with each change at once. */
  changes = 0;

  constructor(private readonly options: MissedClientsOptions) {
    this.said = new SaidRevision(options.clock, options.onChange);
  }

  /** Grows with each change that is said, also over a restart. */
  get revision(): number {
    return this.said.revision;
  }

  /** Lines, the client who called last first. */
  get all(): readonly MissedClient[] {
    return [...this.clients.values()].sort((one, other) => other.lastAt - one.lastAt);
  }

  /** Was the store read, so that who is not in the list does not wait? */
  get isRead(): boolean {
    return this.hasRead;
  }

  /** The client with the number; null: there is none. */
  withNumber(number: string): MissedClient | null {
    return this.clients.get(phoneKey(number)) ?? null;
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
    if (!this.isWanted || this.hasRead) return Promise.resolve();
    this.reading ??= this.readAll().finally(() => (this.reading = null));
    return this.reading;
  }

  /** The store can be used again. @param how `replaced`: what was in it is gone */
  recovered(how: 'same' | 'replaced' | 'added'): void {
    if (!this.hasRead) void this.read();
    else if (how === 'replaced') for (const client of this.clients.values()) this.save(client);
  }

  private async readAll(): Promise<void> {
    const texts = await this.options.store.all().catch(() => null);
    // Meanwhile another backend may have begun to lead.
    if (texts === null || !this.isKept()) return;
    this.hasRead = true;
    this.clients.clear();
    for (const text of texts.values()) {
      const client = readJson(missedClientSchema, text);
      if (client === null) this.options.onUnreadable();
      else this.clients.set(client.key, client);
    }
    for (const [key, event] of this.early.splice(0)) this.apply(key, event);
    this.changed();
  }

  /** Another backend has them from now on, or the backend stops. */
  pause(): void {
    this.isWanted = false;
    this.hasRead = false;
    this.early.length = 0;
    this.clients.clear();
    this.changes += 1;
    this.stopTimer();
    this.said.stop();
  }

  /** A whole call is over. */
  finished(record: CallRecord): void {
    this.happened(record.number, eventOf(record, this.options.talkMs));
  }

  /** Something has happened to the client with the number. */
  happened(number: string, event: MissedClientEvent | null): void {
    const key = phoneKey(number);
    if (key !== '' && event !== null) this.apply(key, event);
  }

  /** An agent has talked with this number for as long as counts, and still does. */
  talked(extension: string, number: string): void {
    this.happened(number, { type: 'talked', by: extension, at: this.options.clock.now() });
  }

  /** An agent calls this number: others are not to call it as well. */
  dialled(extension: string, number: string): void {
    this.happened(number, { type: 'taken', by: extension, at: this.options.clock.now() });
  }

  /** Locks the client for others, and gives back those whom the agent took long before. @returns false: another agent has the client, or there is no such client */
  take(extension: string, id: string): boolean {
    const client = this.withId(id);
    if (client === null || client.phase === 'talked') return false;
    if (client.phase === 'taken') return client.by === extension;
    this.apply(client.key, { type: 'taken', by: extension, at: this.options.clock.now() });
    for (const beyond of takenBeyond(this.clients.values(), extension)) this.giveBack(extension, beyond);
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

  private apply(key: string, event: MissedClientEvent): void {
    if (!this.hasRead && event.type !== 'passed' && this.early.length < MOST_EARLY)
      this.early.push([key, event]);
    const before = this.clients.get(key) ?? null;
    const after = changeMissedClient(before, event);
    if (after === before) return;
    for (const task of tasksOver(before, event, after))
      this.options.onTaskOver(before?.number ?? '', task, event);
    if (after === null) this.remove(key);
    else this.put(after);
    // The wire does not show it.
    if (event.type !== 'taskMade') this.changed();
  }

  private put(client: MissedClient): void {
    this.clients.set(client.key, client);
    if (this.clients.size > MOST) {
      const [least] = [...this.clients.values()].sort(
        (one, other) => weightOf(one) - weightOf(other) || one.lastAt - other.lastAt,
      );
      if (least !== undefined) this.remove(least.key);
    }
    if (this.clients.has(client.key)) this.save(client);
  }

  private save(client: MissedClient): void {
    if (this.hasRead) this.options.store.put(client.key, JSON.stringify(client)).catch(() => undefined);
  }

  private remove(key: string): void {
    this.clients.delete(key);
    if (this.hasRead) this.options.store.delete(key).catch(() => undefined);
  }

  private changed(): void {
    this.changes += 1;
    this.said.changed(this.isWanted);
    if (this.isWanted) this.lookLater();
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

/** Of too many lines those go first that are over, then those of promises alone, which an agent can make at will. */
function weightOf(client: MissedClient): number {
  if (client.phase === 'talked') return 0;
  return client.count === 0 ? 1 : 2;
}
