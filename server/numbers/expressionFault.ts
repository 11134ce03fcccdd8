import type { Message } from '../system/Message';
import { numberMessages } from './messages';

/** Most unbounded quantifiers allowed; more could take exponential time on a number that does not match. */
const MOST_REPETITIONS = 5;
const LONGEST = 200;

/**
 * What is wrong with a regular expression for numbers, in plain words; null: nothing. One that could take for
 * ever is a fault: a group that is repeated makes the ways to match grow with each digit.
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

/** The expression with one letter for each escaped character and each class, so that what is left is syntax. */
function withoutLiterals(expression: string): string {
  return expression.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
}
