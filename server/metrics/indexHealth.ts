import type { Language } from '../system/Message';
import type { HealthReport } from './healthReport';
import { indexMessages } from './messages';

/** From this age on the copy of amoCRM's cards is old, ms: changes are looked for each 30 s, in trouble each five minutes. */
const OLD_MS = 900_000;

/** How far the copy of amoCRM's cards is. */
interface IndexFacts {
  readonly isFilled: boolean;
  readonly cards: number;
  /** Time since all changes were found for the last time, ms; null: not yet. */
  readonly ageMs: number | null;
}

/**
 * The copy of amoCRM's cards, for `/health`.
 * @param isKept does this backend look for changes? Of several only the leader does
 */
export function indexHealth(
  { isFilled, cards, ageMs }: IndexFacts,
  isKept: boolean,
  language: Language,
): NonNullable<HealthReport['index']> {
  const figures = { cards, age_seconds: ageMs === null ? null : Math.round(ageMs / 1_000) };
  if (!isFilled) return { state: 'filling', ...figures };
  return isKept && ageMs !== null && ageMs >= OLD_MS
    ? { state: 'old', ...figures, reason: indexMessages.old[language] }
    : { state: 'filled', ...figures };
}
