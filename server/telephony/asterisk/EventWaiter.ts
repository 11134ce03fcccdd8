import type { AmiMessage } from './ami/AmiMessage';
import type { EventPredicate } from './actions/EventPredicate';

/** An event that is waited for. */
export interface AwaitedEvent {
  /** Resolves with true once the event comes, with false when the connection is lost. */
  readonly seen: Promise<boolean>;
  /** Stops waiting; must be called in any case. */
  forget(): void;
}

/** Waits for the event that proves that a requested action took effect. */
export class EventWaiter {
  private readonly awaited = new Set<{
    readonly predicate: EventPredicate;
    readonly resolve: (isSeen: boolean) => void;
  }>();

  /** Number of events that are waited for. */
  get size(): number {
    return this.awaited.size;
  }

  /** Must be called before the action is sent, so that no event is missed. */
  expect(predicate: EventPredicate): AwaitedEvent {
    let resolve: (isSeen: boolean) => void = () => undefined;
    const seen = new Promise<boolean>((done) => (resolve = done));
    const one = { predicate, resolve };
    this.awaited.add(one);
    return { seen, forget: () => void this.awaited.delete(one) };
  }

  /** Resolves what waits for this event of Asterisk. */
  handleEvent(event: AmiMessage): void {
    for (const { predicate, resolve } of this.awaited) if (predicate(event)) resolve(true);
  }

  /** Resolves all with false. */
  close(): void {
    for (const { resolve } of this.awaited) resolve(false);
    this.awaited.clear();
  }
}
