import type { AmoFault } from '../client/AmoFault';
import { backOff } from '../../system/backOff';
import { outboxPauses } from './outboxPauses';

/**
 * What the outbox knows of one job.
 *
 * ```
 * waiting ──due, marked in the store──▶ under way ──step done──▶ waiting (its next step) ─ … ─▶ done
 *    ▲                                     ├──fault──▶ waiting, later; doubtful if it may have been carried out
 *    │                                     └──refused for good, the third time──▶ parked
 *    └──────────────crash: doubtful────────┘          parked ──asked for, or a restart──▶ waiting
 * ```
 * `done` is kept a while, so that a job told again is known.
 */
export type OutboxEntry<J> =
  | {
      readonly state: 'waiting' | 'parked';
      readonly job: J;
      /** The step was begun, and nobody knows whether it was done: it is looked for before it is tried again. */
      readonly isDoubtful: boolean;
      /** Failures in a row. */
      readonly failures: number;
      /** Refusals that will not change, in a row. */
      readonly refusals: number;
      /** Not before, ms since 1970. */
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

/** So many refusals for good, and a job is parked. */
export const REFUSALS = 3;

/** A request that we gave up may arrive so much later; only then it is looked for, ms. */
export const SETTLED_MS = 15_000;

/** A job, or its next step, as it comes in. */
export function newEntry<J>(job: J, now: number): OpenEntry<J> {
  return { state: 'waiting', job, isDoubtful: false, failures: 0, refusals: 0, dueAt: now, fault: null };
}

/** The step is about to be tried: should we crash now, nobody knows whether it was done. */
export function afterBegin<J>(entry: OpenEntry<J>): OpenEntry<J> {
  return { ...entry, isDoubtful: true };
}

/** The entry at a start: one that was parked has one try, since what kept it out may have been mended. */
export function afterRestart<J>(entry: OpenEntry<J>, now: number): OpenEntry<J> {
  if (entry.state === 'parked')
    return afterRestart({ ...entry, state: 'waiting', refusals: REFUSALS - 1, dueAt: now }, now);
  return entry.isDoubtful ? { ...entry, dueAt: Math.max(entry.dueAt, now + SETTLED_MS) } : entry;
}

/**
 * The entry after a fault.
 * @param entry as it was before the step was begun
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
