import type { Failure } from '../Failure';
import type { Store } from '../Store';
import type { Timer } from '../Timer';
import type { Notifier } from './Notice';
import { failed, succeeded, type HealthNews } from './healthNews';
import type { ServerHealth } from './ServerHealth';

/** Watches the long poll and tells the agent once when the backend is lost and once when it is back. */
export class HealthWatch {
  constructor(
    private readonly store: Store<ServerHealth>,
    private readonly notifier: Notifier,
    private readonly timer: Timer,
    /** Least time between two outages that are told, ms. */
    private readonly quietMs: number,
  ) {}

  /** `ping` was answered, which says nothing of what came before. */
  pinged(): void {
    if (this.store.get().state === 'unknown') this.succeeded();
  }

  /** @param isLinked does the backend reach the telephone system? One that does not say so counts as linked. */
  succeeded(isLinked = true): void {
    this.take(succeeded(this.store.get(), isLinked));
  }

  failed(failure: Failure): void {
    this.take(failed(this.store.get(), failure, this.timer.now(), this.quietMs));
  }

  private take({ health, news }: { health: ServerHealth; news: HealthNews }): void {
    this.store.set(health);
    if (news?.kind === 'lost') this.notifier.show({ kind: 'serverLost', failure: news.failure });
    if (news?.kind === 'back') this.notifier.show({ kind: 'serverBack' });
  }
}
