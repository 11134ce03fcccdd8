import { explainNumber } from '../numbers/explainNumber';
import type { NumberSettings } from '../numbers/numberSettings';
import type { Message } from '../system/Message';
import { usage } from './usage';

/** The command `numbers`: lines that show how the number rules rewrite each number. The usage without numbers. */
export function runNumbers(settings: NumberSettings, numbers: readonly string[]): readonly Message[] {
  if (numbers.length === 0) return [usage('numbers')];
  return numbers.flatMap((number) => explainNumber(settings, number));
}

/**
 * Splits the arguments of `numbers` into telephone numbers. A number may contain blanks without being quoted in the shell;
 * numbers are separated by `,` or `;`, or by a blank before a `+`.
 */
export function typedNumbers(words: readonly string[]): readonly string[] {
  return words
    .join(' ')
    .split(/[,;]|\s+(?=\+)/)
    .map((number) => number.trim())
    .filter(Boolean);
}
