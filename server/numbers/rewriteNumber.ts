import { longestNumber } from './longestNumber';
import type { NumberRule } from './NumberRule';
import { withoutExtension } from './withoutExtension';

/**
 * Rewrites the number by the first rule that matches; returns it unchanged when none does. An extension behind it is left
 * out before: no driver's commands dial one, and the party is the same without it. All drivers' numbers pass here.
 */
export function rewriteNumber(rules: readonly NumberRule[], text: string): string {
  const number = withoutExtension(text);
  const rule = ruleFor(rules, number);
  return rule === null ? number : number.replace(new RegExp(rule.match), rule.replace);
}

/** The first rule that matches; null: none, or the text is too long for a telephone number. */
export function ruleFor(rules: readonly NumberRule[], number: string): NumberRule | null {
  if (number.length > longestNumber) return null;
  return rules.find(({ match }) => new RegExp(match).test(number)) ?? null;
}
