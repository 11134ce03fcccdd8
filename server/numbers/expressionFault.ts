import type { Message } from '../system/Message';
import { numberMessages } from './messages';
import { longestNumber } from './longestNumber';

/** Most ways in which an expression may be tried at one place of a number: some hundredths of a second at all places. */
const MOST_WAYS = 15_000;
const LONGEST = 200;

/**
 * Why a regular expression for numbers is not allowed; null: it is. What is allowed takes a bounded time with any number:
 * the ways in which it can be tried are the product of its choices, and a repeated group, which multiplies them by itself,
 * is refused.
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
  return waysOf(bare) > MOST_WAYS ? numberMessages.manyWays : null;
}

/**
 * How many ways there are at most to try it: each choice by all others. Those of n unbounded repetitions share the
 * number's characters, so that they are the combinations of n out of n + its length.
 */
function waysOf(bare: string): number {
  const syntax = bare.replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, '(');
  let unbounded = 0;
  let ways = 1;
  for (const [sign, least = '', comma = '', most = ''] of syntax.matchAll(/[*+?|]|\{(\d+)(,?)(\d*)\}/g)) {
    if (sign === '?' || sign === '|') ways *= 2;
    else if (sign === '*' || sign === '+' || (comma !== '' && most === '')) {
      unbounded += 1;
      ways *= (longestNumber + unbounded) / unbounded;
    } else if (comma !== '') ways *= Math.max(1, Math.min(Number(most), longestNumber) - Number(least) + 1);
  }
  return ways;
}

/** Replaces escaped characters and character classes by a letter, so that only syntax is left. */
function withoutLiterals(expression: string): string {
  return expression.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
}
