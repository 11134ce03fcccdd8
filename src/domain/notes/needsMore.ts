import { isUnsent, type CallNote } from './CallNote';
import { isOutcomeMissing, type Outcomes } from './Outcomes';

/** How long a note that needs nothing more stays on screen after the call, ms. */
const CALM_MS = 20_000;

/** Has the note of an ended call to stay on screen? Pure. @param now ms since 1970 by the backend's clock */
export function needsMore(
  note: Extract<CallNote, { phase: 'over' }>,
  outcomes: Outcomes,
  now: number,
): boolean {
  const { waitsUntil, endedAt, text, choice, draft, trouble } = note;
  const isWaiting = waitsUntil === 'unknown' || (waitsUntil !== null && waitsUntil > now);
  const isCalm = now > endedAt + CALM_MS && trouble === null && draft === null;
  return isWaiting || !isCalm || isUnsent(text) || isUnsent(choice) || isOutcomeMissing(outcomes, note);
}
