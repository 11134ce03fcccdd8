import type { Problem } from './CallBoard';

/** Does it say that a colleague has the client whom the agent wanted to call? Then the same press again calls (`TakenWarning`). */
export function isWarning(problem: Problem | null): problem is Problem {
  return problem?.failure?.detail === 'TakenByColleague';
}
