/** An expression may have so many repetitions without a bound: more take too long on a number of no good. */
const MOST_REPETITIONS = 5;
const LONGEST = 200;

/**
 * What is wrong with a regular expression for numbers, in plain words; null: nothing. One that could take for
 * ever is a fault: a group that is repeated makes the ways to match grow with each digit.
 */
export function expressionFault(expression: string): string | null {
  if (expression.length > LONGEST) return `an expression has ${LONGEST} characters at most`;
  try {
    new RegExp(expression);
  } catch {
    return 'it is no regular expression';
  }
  const bare = withoutLiterals(expression);
  if (/\)(?:[*+]|\{)/.test(bare)) return 'a group in it must not be repeated';
  const repetitions = bare.match(/[*+]|\{\d+,\d*\}/g) ?? [];
  if (repetitions.length > MOST_REPETITIONS) return `it has more than ${MOST_REPETITIONS} repetitions`;
  return null;
}

/** The expression with one letter for each escaped character and each class, so that what is left is syntax. */
function withoutLiterals(expression: string): string {
  return expression.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
}
