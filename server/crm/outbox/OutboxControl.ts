import type { Outbox } from './Outbox';
import { runOrder, type OutboxOrder, type OutboxAnswer } from './outboxOrder';

/** Starts and stops an outbox: by whether this backend is to send, and by whether the store can be read. */
export class OutboxControl<J> {
  private isWanted = false;
  /** Orders wait until the stored jobs are read. */
  private started: Promise<void> = Promise.resolve();

  constructor(private readonly outbox: Outbox<J>) {}

  readonly run = async (order: OutboxOrder): Promise<OutboxAnswer> => {
    await this.started;
    return runOrder(this.outbox, order);
  };

  /** Fails when the store can't be read; then `storeRecovered` starts it. */
  async start(): Promise<void> {
    this.isWanted = true;
    await this.startNow();
  }

  pause(): Promise<void> {
    this.isWanted = false;
    return this.outbox.pause();
  }

  close(): Promise<void> {
    this.isWanted = false;
    return this.outbox.close();
  }

  /** @param how `replaced`: what was in the store is gone; `added`: there are jobs in it that were not read yet */
  storeRecovered(how: 'same' | 'replaced' | 'added'): void {
    if (!this.isWanted) return;
    if (!this.outbox.isSending || how === 'added') void this.startNow().catch(() => undefined);
    else if (how === 'replaced') this.outbox.storeAgain();
  }

  private async startNow(): Promise<void> {
    const starting = this.outbox.start();
    this.started = starting.catch(() => undefined);
    await starting;
  }
}
