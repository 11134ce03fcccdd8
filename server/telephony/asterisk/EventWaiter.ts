import type { AmiMessage } from './ami/AmiMessage';
import type { EventPredicate } from './actions/EventPredicate';

/** Something that is waited for. */
export interface AwaitedEvent {
  /** True once it is seen; false when the connection by which it would be seen is lost. */
  readonly seen: Promise<boolean>;
  /** Waits no more; to be called in any case. */
  forget(): void;
}

/** Waits for what Asterisk tells once something that it was asked for is so. */
export class EventWaiter {
  private readonly awaited = new Set<{
    readonly predicate: EventPredicate;
    readonly resolve: (isSeen: boolean) => void;
  }>();

  /** How many are waited for. */
  get size(): number {
    return this.awaited.size;
  }

  /** To be called before Asterisk is asked, so that nothing is missed. */
  expect(predicate: EventPredicate): AwaitedEvent {
    let resolve: (isSeen: boolean) => void = () => undefined;
    const seen = new Promise<boolean>((done) => (resolve = done));
    const one = { predicate, resolve };
    this.awaited.add(one);
    return { seen, forget: () => void this.awaited.delete(one) };
  }

  /** Takes an event of Asterisk. */
  handleEvent(event: AmiMessage): void {
    for (const { predicate, resolve } of this.awaited) if (predicate(event)) resolve(true);
  }

  /** Nothing more will be seen. */
  close(): void {
    for (const { resolve } of this.awaited) resolve(false);
    this.awaited.clear();
  }
}
