import type { AmoFault } from '../client/AmoFault';
import { backOff } from '../../../protocol/backOff';
import { outboxPauses } from './outboxPauses';

/**
 * State of one job in the outbox.
 *
 * ```
 * waiting ──due, marked in the store──▶ under way ──stage done──▶ waiting (its next stage) ─ … ─▶ done
 *    ▲                                     ├──fault──▶ waiting, later; doubtful if it may have been carried out
 *    │                                     └──refused permanently, the third time──▶ parked
 *    └──────────────crash: doubtful────────┘          parked ──retry, or a restart──▶ waiting
 * ```
 * `done` is kept for a while, so that a job that is added again is ignored.
 */
export type OutboxEntry<J> =
  | {
      readonly state: 'waiting' | 'parked';
      readonly job: J;
      /** The stage was begun and its result is unknown: it is searched for before it is tried again. */
      readonly isDoubtful: boolean;
      /** Failures in a row. */
      readonly failures: number;
      /** Permanent refusals in a row. */
      readonly refusals: number;
      /** Not to be tried before, ms since 1970. */
      readonly dueAt: number;
      /** The last fault; null: none. */
      readonly fault: string | null;
    }
  | {
      readonly state: 'done';
      /** ms since 1970. */
      readonly at: number;
    };

/** An entry that is not done. */
export type OpenEntry<J> = Exclude<OutboxEntry<J>, { state: 'done' }>;

/** Number of permanent refusals after which a job is parked. */
export const REFUSALS = 3;

/** How much later an aborted request may still arrive, ms; its result is searched for only after that. */
export const SETTLED_MS = 15_000;

/** Entry of a new job, or of a job's next stage. */
export function newEntry<J>(job: J, now: number): OpenEntry<J> {
  return { state: 'waiting', job, isDoubtful: false, failures: 0, refusals: 0, dueAt: now, fault: null };
}

/** The entry stored before a stage is tried: after a crash its result would be unknown. */
export function afterBegin<J>(entry: OpenEntry<J>): OpenEntry<J> {
  return { ...entry, isDoubtful: true };
}

/** The entry at a start: a parked job gets one more try, since the cause may have been fixed. */
export function afterRestart<J>(entry: OpenEntry<J>, now: number): OpenEntry<J> {
  if (entry.state === 'parked')
    return afterRestart({ ...entry, state: 'waiting', refusals: REFUSALS - 1, dueAt: now }, now);
  // A clock that was wrong must not keep a job waiting for longer than any pause, nor one that was never tried at all.
  const dueAt = Math.min(entry.dueAt, entry.failures === 0 ? now : now + outboxPauses.longest);
  return { ...entry, dueAt: entry.isDoubtful ? Math.max(dueAt, now + SETTLED_MS) : dueAt };
}

/**
 * The entry after a fault.
 * @param entry as it was before the stage was begun
 * @param random from 0 to 1
 */
export function afterFault<J>(
  entry: OpenEntry<J>,
  fault: AmoFault,
  now: number,
  random: number,
): OpenEntry<J> {
  const failures = entry.failures + 1;
  const refusals = fault.isPermanent ? entry.refusals + 1 : entry.refusals;
  const isDoubtful = entry.isDoubtful || fault.isDoubtful;
  const wait = Math.max(backOff(outboxPauses, failures, random), fault.isDoubtful ? SETTLED_MS : 0);
  return {
    state: refusals >= REFUSALS ? 'parked' : 'waiting',
    job: entry.job,
    isDoubtful,
    failures,
    refusals,
    dueAt: now + wait,
    fault: fault.message,
  };
}
