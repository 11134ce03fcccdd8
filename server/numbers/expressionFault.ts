import type { Message } from '../system/Message';
import { numberMessages } from './messages';

/** Most unbounded quantifiers allowed; more could take exponential time on a number that does not match. */
const MOST_REPETITIONS = 5;
const LONGEST = 200;

/**
 * Why a regular expression for numbers is not allowed; null: it is. A repeated group is refused, since it can take
 * exponential time.
 */
export function expressionFault(expression: string): Message | null {
  if (expression.length > LONGEST) return numberMessages.tooLong(LONGEST);
  try {
    new RegExp(expression);
  } catch {
    return numberMessages.noExpression;
  }
  const bare = withoutLiterals(expression);
  if (/\)(?:[*+]|\{)/.test(bare)) return numberMessages.repeatedGroup;
  const repetitions = bare.match(/[*+]|\{\d+,\d*\}/g) ?? [];
  if (repetitions.length > MOST_REPETITIONS) return numberMessages.repetitions(MOST_REPETITIONS);
  return null;
}

/** Replaces escaped characters and character classes by a letter, so that only syntax is left. */
function withoutLiterals(expression: string): string {
  return expression.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
}
