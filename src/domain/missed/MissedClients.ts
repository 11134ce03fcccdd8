import { Failure } from '../Failure';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import type { MissedBackend } from './MissedBackend';
import {
  changeMissedList,
  noMissedList,
  type MissedList,
  type MissedListEvent,
  type MissedWish,
} from './MissedList';

/** What the list is read and changed with. */
export interface MissedClientsOptions {
  readonly backend: MissedBackend;
  /** Of the list, as the poll says it; undefined: the backend has none. */
  readonly revision: Readable<number | undefined>;
  readonly timer: Pick<Timer, 'after'>;
  /** Is the page looked at? Others read the list when they come into view. */
  readonly isSeen: () => boolean;
}

/** Pause after a list that could not be read, ms. */
const AGAIN_MS = 5_000;

/**
 * The company's missed calls on this page: read when the poll says that they have changed, one request at a time, and after each wish
 * of the agent.
 */
export class MissedClients {
  private readonly store = new Store<MissedList>(noMissedList);
  /** Revision at which the list was asked for last. */
  private asked: number | undefined;
  private last = Promise.resolve();
  /** A reading that has not begun. */
  private next: Promise<void> | null = null;
  private stopRetry: () => void = () => undefined;

  constructor(private readonly options: MissedClientsOptions) {
    this.look();
  }

  get list(): Readable<MissedList> {
    return this.store;
  }

  /** Reads the list if it has changed. To be called when the revision has, and when the page comes into view. */
  look(): void {
    const { revision, isSeen } = this.options;
    const current = revision.get();
    if (current === undefined) {
      this.asked = undefined;
      this.apply({ type: 'gone' });
    } else if (current !== this.asked && isSeen()) void this.read();
  }

  /** Resolves once the backend has answered and the list was read again. @returns false: it has refused, or is still asked */
  async ask(id: string, wish: MissedWish): Promise<boolean> {
    const { clients, pending } = this.store.get();
    const client = clients?.find((one) => one.id === id);
    if (client === undefined || pending.has(id)) return false;
    this.apply({ type: 'asked', id, wish });
    const failure = await this.options.backend.ask(id, wish).then(
      () => null,
      (error: unknown) => Failure.from(error),
    );
    // The line shows what holds before its buttons work again.
    await this.read();
    this.apply(
      failure === null ? { type: 'answered', id } : { type: 'refused', problem: { client, wish, failure } },
    );
    return failure === null;
  }

  /** The agent has read why a wish was refused. */
  dismiss(): void {
    this.apply({ type: 'dismissed' });
  }

  /** Reads the list now, or once a reading under way is over. Never rejects. */
  read(): Promise<void> {
    if (this.next === null) {
      this.next = this.last.then(() => this.readOnce());
      this.last = this.next;
    }
    return this.next;
  }

  private async readOnce(): Promise<void> {
    const { backend, revision, timer } = this.options;
    this.next = null;
    this.stopRetry();
    this.asked = revision.get();
    try {
      this.apply({ type: 'read', clients: await backend.list() });
    } catch (error) {
      this.apply({ type: 'unread', failure: Failure.from(error) });
      this.stopRetry = timer.after(AGAIN_MS, () => {
        this.asked = undefined;
        this.look();
      });
    }
    // It may be another backend by now.
    if (revision.get() === undefined) this.look();
  }

  private apply(event: MissedListEvent): void {
    this.store.set(changeMissedList(this.store.get(), event));
  }
}
