import type { Feature } from '../system/Feature';
import { readJson } from '../system/readJson';
import { agentListsSchema } from './agentListsSchema';
import type { Agent } from '../calls/Agent';
import type { AgentState } from '../calls/AgentState';
import type { MissedCall } from '../calls/trackMissed';

/** What is used of `AgentStates`. */
interface MissedLists {
  readonly all: ReadonlyMap<string, AgentState>;
  restoreMissed(extension: string, missed: readonly MissedCall[]): void;
  clearMissed(extension: string, ids: readonly string[]): void;
  startWriting(onChange: (extension: string, state: AgentState) => void): void;
}

/** What is used of `RecentContacts`. */
interface RecentLists {
  readonly known: ReadonlyMap<string, readonly string[]>;
  of(extension: string): readonly string[];
  adopt(extension: string, numbers: readonly string[]): void;
  setChangeListener(onChange: ((extension: string, numbers: readonly string[]) => void) | null): void;
}

/** What is used of the store: a text for each extension. */
interface ListStore {
  readonly lists: {
    put(id: string, text: string): Promise<void>;
    delete(id: string): Promise<void>;
    all(): Promise<ReadonlyMap<string, string>>;
  };
  onRecovered(callback: () => void): () => void;
}

/** What is written of an agent. */
interface Written {
  readonly missed: object;
  readonly recent: object;
  /** Resolves once it is on the disk, or is held by the store. */
  readonly end: Promise<void>;
}

/** What the lists are kept with. */
export interface AgentListsOptions {
  readonly states: MissedLists;
  readonly recent: RecentLists;
  readonly store: ListStore;
  /** Null: it is no agent's extension, and its lists are deleted, as those of another user who had it are. */
  readonly agentOf: (extension: string) => Agent | null;
  /** Missed calls that ended before this time, ms since 1970, are not taken from the store. */
  readonly keptSince: () => number;
  /** Calls back, again and again, with the time before which calls are not kept any more, ms since 1970. */
  readonly onRetention: (callback: (before: number) => void) => () => void;
  /** The lists of this extension in the store have an unknown form. */
  readonly onUnreadable: (extension: string) => void;
}

/**
 * Keeps agents' missed calls and last numbers in the store of a backend that runs alone, so that they outlive its process;
 * backends of a cluster share them in Redis.
 *
 * ```
 * reading ──the store was read──▶ keeping      A store that can't be read is read once it works again; until then
 *    ▲ └──it can't be read──┐                  nothing is written, so that what is in it is not replaced.
 *    └──────────────────────┘
 * ```
 */
export class AgentLists implements Feature {
  private isRead = false;
  private reading: Promise<void> | null = null;
  private readonly written = new Map<string, Written>();
  private stopWatching: () => void = () => undefined;
  private stopRetention: () => void = () => undefined;

  constructor(private readonly options: AgentListsOptions) {}

  async start(): Promise<void> {
    const { states, recent, store, onRetention } = this.options;
    this.stopWatching = store.onRecovered(() => void this.read());
    this.stopRetention = onRetention((before) => {
      for (const extension of states.all.keys()) this.clearWhere(extension, ({ at }) => at < before);
    });
    await this.read();
    states.startWriting((extension) => void this.write(extension));
    recent.setChangeListener((extension) => void this.write(extension));
  }

  /**
   * Removes a client from all agents' lists. Resolves once that is on the disk, or is held by the store.
   * @param isOf is it the client's number?
   * @returns how many agents had the client
   */
  async forget(isOf: (number: string) => boolean): Promise<number> {
    const { states, recent } = this.options;
    const ends: Promise<void>[] = [];
    for (const extension of new Set([...states.all.keys(), ...recent.known.keys()])) {
      const numbers = recent.of(extension);
      const others = numbers.filter((number) => !isOf(number));
      if (others.length < numbers.length) recent.adopt(extension, others);
      const isMissed = this.clearWhere(extension, ({ party }) => isOf(party.number));
      if (isMissed || others.length < numbers.length) ends.push(this.write(extension));
    }
    await Promise.all(ends);
    return ends.length;
  }

  close(): void {
    this.stopWatching();
    this.stopRetention();
    this.options.recent.setChangeListener(null);
  }

  /** Never fails: a store that can't be read reports that itself. */
  private read(): Promise<void> {
    if (this.isRead) return Promise.resolve();
    this.reading ??= this.readAll().finally(() => (this.reading = null));
    return this.reading;
  }

  private async readAll(): Promise<void> {
    const texts = await this.options.store.lists.all().catch(() => null);
    if (texts === null) return;
    this.isRead = true;
    const { states, recent } = this.options;
    for (const [extension, text] of texts) this.restore(extension, text);
    // What came before the store could be read.
    for (const extension of new Set([...states.all.keys(), ...recent.known.keys()]))
      void this.write(extension);
  }

  private restore(extension: string, text: string): void {
    const { states, recent, agentOf, keptSince, onUnreadable } = this.options;
    const agent = agentOf(extension);
    if (agent === null) return void this.put(extension, null);
    const lists = readJson(agentListsSchema, text);
    if (lists === null) return onUnreadable(extension);
    if (lists.of !== undefined && !isSameUser(lists.of, agent)) return void this.put(extension, null);
    const since = keptSince();
    states.restoreMissed(
      extension,
      lists.missed.filter(({ at }) => at >= since),
    );
    recent.adopt(extension, [...new Set([...recent.of(extension), ...lists.recent])]);
  }

  /** @returns were there any? */
  private clearWhere(extension: string, isGone: (missed: MissedCall) => boolean): boolean {
    const { states } = this.options;
    const gone = (states.all.get(extension)?.missed ?? NONE).filter(isGone);
    if (gone.length > 0)
      states.clearMissed(
        extension,
        gone.map(({ id }) => id),
      );
    return gone.length > 0;
  }

  private write(extension: string): Promise<void> {
    if (!this.isRead) return Promise.resolve();
    const { states, recent } = this.options;
    const [missed, numbers] = [states.all.get(extension)?.missed ?? NONE, recent.of(extension)];
    const before = this.written.get(extension);
    if (before?.missed === missed && before.recent === numbers) return before.end;
    const agent = this.options.agentOf(extension);
    const isEmpty = missed.length + numbers.length === 0;
    const lists = { missed, recent: numbers, ...(agent && { of: userOf(agent) }) };
    const end = this.put(extension, isEmpty ? null : JSON.stringify(lists));
    this.written.set(extension, { missed, recent: numbers, end });
    return end;
  }

  private put(extension: string, text: string | null): Promise<void> {
    const { lists } = this.options.store;
    // The store reports its faults itself, and holds the change.
    return (text === null ? lists.delete(extension) : lists.put(extension, text)).catch(() => undefined);
  }
}

/** A user of amoCRM, as an agent is found by it. */
type User = Pick<Agent, 'email' | 'amouserId'>;

function userOf({ email, amouserId }: User): User {
  return { email, ...(amouserId !== undefined && { amouserId }) };
}

/** By the ids where both are known: an e-mail may change. */
function isSameUser(one: User, other: User): boolean {
  if (one.amouserId !== undefined && other.amouserId !== undefined) return one.amouserId === other.amouserId;
  return one.email.toLowerCase() === other.email.toLowerCase();
}

const NONE: readonly MissedCall[] = [];
