import type { Failure } from '../Failure';
import type { Store } from '../Store';
import type { Timer } from '../Timer';
import type { Notifier } from './Notice';
import { healthAfterAnswer, healthAfterFailure, type HealthNews } from './HealthNews';
import type { ServerHealth } from './ServerHealth';

/**
 * Keeps the backend's health from the results of requests; shows one notice when it is lost and one when it is back.
 */
export class HealthWatch {
  constructor(
    private readonly store: Store<ServerHealth>,
    private readonly notifier: Notifier,
    private readonly timer: Timer,
    /** Least time between the notices of two outages, ms; an outage before that is not announced. */
    private readonly quietMs: number,
  ) {}

  /** `ping` was answered. This ends `unknown` only: after failures just an answered poll counts as success. */
  pinged(): void {
    if (this.store.get().state === 'unknown') this.succeeded();
  }

  /**
   * A poll was answered.
   * @param isLinked is the backend connected to the telephone system? True for a backend that does not report it
   */
  succeeded(isLinked = true): void {
    this.apply(healthAfterAnswer(this.store.get(), isLinked));
  }

  /** A poll failed. */
  failed(failure: Failure): void {
    this.apply(healthAfterFailure(this.store.get(), failure, this.timer.now(), this.quietMs));
  }

  /** Stores the new health and shows its notice. */
  private apply({ health, news }: { health: ServerHealth; news: HealthNews }): void {
    this.store.set(health);
    if (news?.kind === 'lost') this.notifier.show({ kind: 'serverLost', failure: news.failure });
    if (news?.kind === 'back') this.notifier.show({ kind: 'serverBack' });
  }
}
