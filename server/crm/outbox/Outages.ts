import { backOff } from '../../../protocol/backOff';
import { outboxPauses } from './outboxPauses';

/** Longest pause of all jobs during an outage of amoCRM, ms. */
const LONGEST_REST_MS = 30_000;

/** Failures in a row after which it is a trouble: one that is over with the next try needs no line. */
const TROUBLE = 2;

/** Log of outages: one line when one begins, and one when it is over. */
export interface OutageLog {
  /** Jobs wait for amoCRM. @param reason of the last failure */
  waiting(reason: string): void;
  /** They go again. */
  flowing(): void;
}

/** Failures of amoCRM that concern all jobs: these rest meanwhile, longer each time. */
export class Outages {
  private inARow = 0;
  private restsUntil = 0;
  private isTold = false;

  constructor(
    /** Numbers from 0 to 1. */
    private readonly random: () => number,
    private readonly log: OutageLog,
  ) {}

  /** No job runs before this time, ms of the caller's clock. */
  get until(): number {
    return this.restsUntil;
  }

  /** A job failed by one. Of jobs that ran at once the first counts. */
  failed(now: number, reason: string): void {
    if (this.restsUntil > now) return;
    this.inARow += 1;
    this.restsUntil = now + Math.min(LONGEST_REST_MS, backOff(outboxPauses, this.inARow, this.random()));
    if (this.inARow < TROUBLE || this.isTold) return;
    this.isTold = true;
    this.log.waiting(reason);
  }

  /** amoCRM took a job's stage. */
  passed(): void {
    this.inARow = 0;
    if (!this.isTold) return;
    this.isTold = false;
    this.log.flowing();
  }

  /** Jobs run again at once, from the first pause on. */
  endRest(): void {
    this.restsUntil = 0;
  }
}
