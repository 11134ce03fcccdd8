import { explainNumber } from '../numbers/explainNumber';
import type { NumberSettings } from '../numbers/numberSettings';
import type { Message } from '../system/Message';
import { usage } from './usage';

/** `numbers +7…`: what the rules make of each number, as lines. */
export function runNumbers(settings: NumberSettings, numbers: readonly string[]): readonly Message[] {
  if (numbers.length === 0) return [usage('numbers')];
  return numbers.flatMap((number) => explainNumber(settings, number));
}

/**
 * The numbers that were typed behind the command. A number may be typed with blanks and without quotation marks, as for
 * `check`; a comma ends it, and a plus begins the next one.
 */
export function typedNumbers(words: readonly string[]): readonly string[] {
  return words
    .join(' ')
    .split(/[,;]|\s+(?=\+)/)
    .map((number) => number.trim())
    .filter(Boolean);
}
