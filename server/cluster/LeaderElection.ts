import type { Clock } from '../system/Clock';
import { closeAll } from '../system/closeAll';
import type { LeaseState } from './LeaseState';
import type { Lease } from './Lease';
import { LEASE_MS, RENEW_MS, RETRY_MS } from './leaseTimes';
import type { ClusterLogger } from './ClusterLogger';
import { LogLine } from '../system/LogLine';
import { clusterLog, leadMessages } from './messages';
import type { Message } from '../system/Message';

/** How long other backends may try after a take-over failed here, ms. */
const AFTER_FAILURE_MS = 2_000;

/** What a backend does when it starts and stops leading. */
export interface LeaderTasks {
  /**
   * Continues from the previous leader's state and connects to the telephone system; resolves once the live calls are known.
   * @param signal aborted when the lease is lost meanwhile
   */
  takeOver(epoch: number, signal: AbortSignal): Promise<void>;
  /** Called once the take-over has succeeded. */
  lead(epoch: number): void;
  /** The lease was renewed. `restored`: Redis may have lost what was written. */
  renewed(how: 'held' | 'restored'): void;
  /** Leaves the telephone system. Never fails. */
  stepDown(): Promise<void>;
}

/** Acquires and renews the lease, and starts and stops leading by it. Owns the timers for that. */
export class LeaderElection {
  private takingOver: Promise<void> = Promise.resolve();
  private abort = new AbortController();
  private stopNext: () => void = () => undefined;
  private stopExpiry: () => void = () => undefined;
  private acquiring: Promise<void> | null = null;
  /** Number of notices that the lease is free. */
  private hints = 0;

  constructor(
    private readonly leaseState: LeaseState,
    private readonly lease: Lease,
    private readonly tasks: LeaderTasks,
    private readonly clock: Clock,
    private readonly log: ClusterLogger,
  ) {}

  /** Tries to acquire the lease now: at the start, and when it may be free. */
  seek(): void {
    this.hints += 1;
    if (this.leaseState.phase !== 'following' || this.acquiring !== null) return;
    this.acquiring = this.acquireLease().finally(() => {
      this.acquiring = null;
    });
  }

  /** Stops leading: another backend has the lease. */
  lose(why: Message): void {
    const { epoch } = this.leaseState;
    if (epoch === null || !this.leaseState.change({ type: 'lost' })) return;
    this.log.warn(new LogLine(clusterLog.leadLost, { epoch, why }));
    void this.stopLeading().then(() => this.leaseState.change({ type: 'stopped' }) && this.seek());
  }

  /** Stops leading and releases the lease, so that another backend may try; tries again after a pause. */
  giveUp(why: Message): void {
    const { epoch } = this.leaseState;
    if (epoch === null || !this.leaseState.change({ type: 'lost' })) return;
    this.log.warn(new LogLine(clusterLog.leadReleased, { epoch, why }));
    void this.stopLeading()
      .then(() => this.lease.release(epoch).catch(() => undefined))
      .then(() => {
        if (this.leaseState.change({ type: 'stopped' }))
          this.stopNext = this.clock.after(AFTER_FAILURE_MS, () => this.seek());
      });
  }

  /** Disconnects from the telephone system and releases the lease, so that another backend can take over at once. */
  async close(): Promise<void> {
    const { epoch } = this.leaseState;
    this.leaseState.change({ type: 'closed' });
    await closeAll([
      // A lease granted meanwhile is released in `acquireLease`.
      () => this.acquiring ?? undefined,
      () => this.stopLeading(),
      () => (epoch === null ? undefined : this.lease.release(epoch).catch(() => undefined)),
    ]);
  }

  private async acquireLease(): Promise<void> {
    this.stopNext();
    const { hints } = this;
    const sentAt = this.leaseState.now();
    const acquired = await this.lease.acquire().catch(() => null);
    if (acquired?.isMine !== true) {
      // The lease may have been released while the answer was under way.
      const endsInMs = this.hints === hints ? (acquired?.endsInMs ?? RETRY_MS) : 0;
      const waitMs = Math.min(Math.max(endsInMs, 0) + 10, LEASE_MS);
      if (this.leaseState.phase === 'following') this.stopNext = this.clock.after(waitMs, () => this.seek());
      return;
    }
    const { epoch } = acquired;
    if (!this.leaseState.change({ type: 'granted', epoch, sentAt })) {
      await this.lease.release(epoch).catch(() => undefined);
      return;
    }
    this.log.info({ epoch }, 'this backend takes over the telephone system');
    this.abort = new AbortController();
    this.renewLater(epoch, RENEW_MS);
    this.watchExpiry();
    this.takingOver = this.takeOver(epoch, this.abort.signal);
  }

  private async takeOver(epoch: number, signal: AbortSignal): Promise<void> {
    try {
      await this.tasks.takeOver(epoch, signal);
      if (!this.leaseState.change({ type: 'settled', epoch })) return;
      this.log.info({ epoch }, 'this backend leads');
      this.tasks.lead(epoch);
    } catch (err) {
      if (signal.aborted) return;
      this.log.error(new LogLine(clusterLog.takeOverFailed, { err, epoch }));
      this.giveUp(leadMessages.takeOverFailed);
    }
  }

  private async stopLeading(): Promise<void> {
    this.stopNext();
    this.stopExpiry();
    this.abort.abort();
    await this.takingOver;
    await this.tasks.stepDown();
  }

  private renewLater(epoch: number, ms: number): void {
    this.stopNext = this.clock.after(ms, () => void this.renew(epoch));
  }

  private async renew(epoch: number): Promise<void> {
    const sentAt = this.leaseState.now();
    const answer = await this.lease.renew(epoch).catch(() => null);
    if (this.leaseState.epoch !== epoch) return;
    if (answer === 'lost') {
      this.lose(leadMessages.anotherHasLease);
      return;
    }
    if (answer !== null) {
      this.leaseState.change({ type: 'renewed', epoch, sentAt });
      this.watchExpiry();
      this.tasks.renewed(answer);
    }
    this.renewLater(epoch, answer === null ? RETRY_MS : RENEW_MS);
  }

  private watchExpiry(): void {
    this.stopExpiry();
    const { until } = this.leaseState;
    if (until === null) return;
    this.stopExpiry = this.clock.after(Math.max(until - this.leaseState.now(), 0), () => {
      if (!this.leaseState.isCertain) this.lose(leadMessages.notRenewed);
      else this.watchExpiry();
    });
  }
}
