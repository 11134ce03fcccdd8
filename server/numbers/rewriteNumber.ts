import type { NumberRule } from './NumberRule';

/** A longer text is no telephone number. */
const LONGEST = 40;

/** What the first rule that matches makes of the number; the same number when none does. */
export function rewriteNumber(rules: readonly NumberRule[], number: string): string {
  const rule = ruleFor(rules, number);
  return rule === null ? number : number.replace(new RegExp(rule.match), rule.replace);
}

/** The first rule that matches; null: none, or it is no telephone number. */
export function ruleFor(rules: readonly NumberRule[], number: string): NumberRule | null {
  if (number.length > LONGEST) return null;
  return rules.find(({ match }) => new RegExp(match).test(number)) ?? null;
}
