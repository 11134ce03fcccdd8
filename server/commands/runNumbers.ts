import { explainNumber } from '../numbers/explainNumber';
import type { NumberSettings } from '../numbers/numberSettings';
import { usage } from './usage';

/** `numbers +7…`: what the rules make of each number, as lines. */
export function runNumbers(settings: NumberSettings, numbers: readonly string[]): readonly string[] {
  if (numbers.length === 0) return usage('numbers').split('\n');
  return numbers.flatMap((number) => explainNumber(settings, number));
}
