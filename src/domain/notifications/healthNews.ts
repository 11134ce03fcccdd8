import type { Failure } from '../Failure';
import type { ServerHealth } from './ServerHealth';

/** What the agent is to be told. */
export type HealthNews =
  { readonly kind: 'lost'; readonly failure: Failure } | { readonly kind: 'back' } | null;

/** One lost request is no outage: so many in a row are, ... */
export const OUTAGE_FAILURES = 3;

/** ... once the first of them is this long ago, ms. */
export const OUTAGE_MS = 5_000;

/** A request was answered. The same health comes back when nothing has changed. */
export function succeeded(
  health: ServerHealth,
  isLinked: boolean,
): { health: ServerHealth; news: HealthNews } {
  if (health.state === 'up' && health.isLinked === isLinked) return { health, news: null };
  const news: HealthNews = health.state === 'down' && health.told ? { kind: 'back' } : null;
  return { health: { state: 'up', isLinked, toldAt: health.toldAt }, news };
}

/**
 * A request failed.
 * @param now ms since 1970
 * @param quietMs least time between two outages that are told, ms (NOTIFICATON_DELAY)
 */
export function failed(
  health: ServerHealth,
  failure: Failure,
  now: number,
  quietMs: number,
): { health: ServerHealth; news: HealthNews } {
  if (failure.reason === 'cancelled') return { health, news: null };
  if (health.state === 'down') return { health: { ...health, failure }, news: null };
  const { toldAt } = health;
  const failures = health.state === 'shaky' ? health.failures + 1 : 1;
  const since = health.state === 'shaky' ? health.since : now;
  // A clear "no" needs no second proof.
  const isOutage = failure.isClearNo || (failures >= OUTAGE_FAILURES && now - since >= OUTAGE_MS);
  if (!isOutage) return { health: { state: 'shaky', failures, since, toldAt }, news: null };
  const told = toldAt === null || now - toldAt >= quietMs;
  return {
    health: { state: 'down', told, failure, toldAt: told ? now : toldAt },
    news: told ? { kind: 'lost', failure } : null,
  };
}
