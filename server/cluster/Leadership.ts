import type { Clock } from '../system/Clock';
import type { Hold } from './Hold';
import type { Lease } from './Lease';
import { LEASE_MS, RENEW_MS, RETRY_MS } from './leaseTimes';
import type { StoreLog } from './StoreLog';
import { LogLine } from '../system/LogLine';
import { clusterLog, leadMessages } from './messages';
import type { Message } from '../system/Message';

/** After a take-over that failed, other backends have so long to try, ms. */
const AFTER_FAILURE_MS = 2_000;

/** What a backend does as it comes to lead, and as it leads no longer. */
export interface LeaderWork {
  /**
   * Goes on from what the leader before has left, and asks the telephone system what lives; done when it has told.
   * @param signal aborted when the lease is lost meanwhile
   */
  takeOver(epoch: number, signal: AbortSignal): Promise<void>;
  /** From now on it leads. */
  lead(epoch: number): void;
  /** The lease was renewed. `restored`: Redis may have lost what was written. */
  renewed(how: 'held' | 'restored'): void;
  /** Leaves the telephone system. Never fails. */
  stepDown(): Promise<void>;
}

/** Seeks the lease, keeps it, and acts by it. Owner of the timers for that. */
export class Leadership {
  private takingOver: Promise<void> = Promise.resolve();
  private abort = new AbortController();
  private stopNext: () => void = () => undefined;
  private stopExpiry: () => void = () => undefined;
  private asking: Promise<void> | null = null;
  /** How often the lease was said to be free. */
  private hints = 0;

  constructor(
    private readonly hold: Hold,
    private readonly lease: Lease,
    private readonly work: LeaderWork,
    private readonly clock: Clock,
    private readonly log: StoreLog,
  ) {}

  /** Asks for the lease now: at the beginning, and when it may be free. */
  seek(): void {
    this.hints += 1;
    if (this.hold.phase !== 'following' || this.asking !== null) return;
    this.asking = this.ask().finally(() => {
      this.asking = null;
    });
  }

  /** Another backend has the lease. */
  lose(why: Message): void {
    const { epoch } = this.hold;
    if (epoch === null || !this.hold.change({ type: 'lost' })) return;
    this.log.warn(new LogLine(clusterLog.leadLost, { epoch, why }));
    void this.leave().then(() => this.hold.change({ type: 'stopped' }) && this.seek());
  }

  /** Lets the lease go, so that another backend may try; asks for it again after a while. */
  giveUp(why: Message): void {
    const { epoch } = this.hold;
    if (epoch === null || !this.hold.change({ type: 'lost' })) return;
    this.log.warn(new LogLine(clusterLog.leadReleased, { epoch, why }));
    void this.leave()
      .then(() => this.lease.release(epoch).catch(() => undefined))
      .then(() => {
        if (this.hold.change({ type: 'stopped' }))
          this.stopNext = this.clock.after(AFTER_FAILURE_MS, () => this.seek());
      });
  }

  /** Leaves the telephone system and gives the lease up, so that another backend has it at once. */
  async close(): Promise<void> {
    const { epoch } = this.hold;
    this.hold.change({ type: 'closed' });
    // One that is just being granted is released there.
    await this.asking;
    await this.leave();
    if (epoch !== null) await this.lease.release(epoch).catch(() => undefined);
  }

  private async ask(): Promise<void> {
    this.stopNext();
    const { hints } = this;
    const sentAt = this.clock.now();
    const acquired = await this.lease.acquire().catch(() => null);
    if (acquired?.isMine !== true) {
      // It may have come free while the answer was on its way.
      const endsInMs = this.hints === hints ? (acquired?.endsInMs ?? RETRY_MS) : 0;
      const waitMs = Math.min(Math.max(endsInMs, 0) + 10, LEASE_MS);
      if (this.hold.phase === 'following') this.stopNext = this.clock.after(waitMs, () => this.seek());
      return;
    }
    const { epoch } = acquired;
    if (!this.hold.change({ type: 'granted', epoch, sentAt })) {
      await this.lease.release(epoch).catch(() => undefined);
      return;
    }
    this.log.info({ epoch }, 'this backend takes the telephone system over');
    this.abort = new AbortController();
    this.renewLater(epoch, RENEW_MS);
    this.watchExpiry();
    this.takingOver = this.takeOver(epoch, this.abort.signal);
  }

  private async takeOver(epoch: number, signal: AbortSignal): Promise<void> {
    try {
      await this.work.takeOver(epoch, signal);
      if (!this.hold.change({ type: 'settled', epoch })) return;
      this.log.info({ epoch }, 'this backend leads');
      this.work.lead(epoch);
    } catch (err) {
      if (signal.aborted) return;
      this.log.error(new LogLine(clusterLog.takeOverFailed, { err, epoch }));
      this.giveUp(leadMessages.takeOverFailed);
    }
  }

  private async leave(): Promise<void> {
    this.stopNext();
    this.stopExpiry();
    this.abort.abort();
    await this.takingOver;
    await this.work.stepDown();
  }

  private renewLater(epoch: number, ms: number): void {
    this.stopNext = this.clock.after(ms, () => void this.renew(epoch));
  }

  private async renew(epoch: number): Promise<void> {
    const sentAt = this.clock.now();
    const answer = await this.lease.renew(epoch).catch(() => null);
    if (this.hold.epoch !== epoch) return;
    if (answer === 'lost') {
      this.lose(leadMessages.anotherHasLease);
      return;
    }
    if (answer !== null) {
      this.hold.change({ type: 'renewed', epoch, sentAt });
      this.watchExpiry();
      this.work.renewed(answer);
    }
    this.renewLater(epoch, answer === null ? RETRY_MS : RENEW_MS);
  }

  private watchExpiry(): void {
    this.stopExpiry();
    const { until } = this.hold;
    if (until === null) return;
    this.stopExpiry = this.clock.after(Math.max(until - this.clock.now(), 0), () => {
      if (!this.hold.isCertain) this.lose(leadMessages.notRenewed);
      else this.watchExpiry();
    });
  }
}
