import { longestNumber } from './longestNumber';
import type { NumberRule } from './NumberRule';

/** Rewrites the number by the first rule that matches; returns it unchanged when none does. */
export function rewriteNumber(rules: readonly NumberRule[], number: string): string {
  const rule = ruleFor(rules, number);
  return rule === null ? number : number.replace(new RegExp(rule.match), rule.replace);
}

/** The first rule that matches; null: none, or the text is too long for a telephone number. */
export function ruleFor(rules: readonly NumberRule[], number: string): NumberRule | null {
  if (number.length > longestNumber) return null;
  return rules.find(({ match }) => new RegExp(match).test(number)) ?? null;
}
