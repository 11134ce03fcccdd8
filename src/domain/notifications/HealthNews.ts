import type { Failure } from '../Failure';
import type { ServerHealth } from './ServerHealth';

/** The notice that a change of health causes; null: none. */
export type HealthNews =
  { readonly kind: 'lost'; readonly failure: Failure } | { readonly kind: 'back' } | null;

/** An outage begins after at least this many failures in a row … */
const OUTAGE_FAILURES = 3;

/** … of which the first was at least this long ago, ms. */
export const OUTAGE_MS = 5_000;

/** Health after an answered request; the same object if nothing has changed. */
export function healthAfterAnswer(
  health: ServerHealth,
  isLinked: boolean,
): { health: ServerHealth; news: HealthNews } {
  if (health.state === 'up' && health.isLinked === isLinked) return { health, news: null };
  const news: HealthNews = health.state === 'down' && health.announced ? { kind: 'back' } : null;
  return { health: { state: 'up', isLinked, announcedAt: health.announcedAt }, news };
}

/**
 * Health after a failed request; `cancelled` changes nothing.
 * @param now ms since 1970
 * @param quietMs least time between the notices of two outages, ms (NOTIFICATON_DELAY)
 */
export function healthAfterFailure(
  health: ServerHealth,
  failure: Failure,
  now: number,
  quietMs: number,
): { health: ServerHealth; news: HealthNews } {
  if (failure.reason === 'cancelled') return { health, news: null };
  if (health.state === 'down') return { health: { ...health, failure }, news: null };
  const { announcedAt } = health;
  const failures = health.state === 'shaky' ? health.failures + 1 : 1;
  const since = health.state === 'shaky' ? health.since : now;
  // A rejection by the backend is certain at once; other failures may be a single lost request.
  const isOutage = failure.isRejection || (failures >= OUTAGE_FAILURES && now - since >= OUTAGE_MS);
  if (!isOutage) return { health: { state: 'shaky', failures, since, announcedAt }, news: null };
  const announced = announcedAt === null || now - announcedAt >= quietMs;
  return {
    health: { state: 'down', announced, failure, announcedAt: announced ? now : announcedAt },
    news: announced ? { kind: 'lost', failure } : null,
  };
}
