import { CARD_BUDGET, type CallerCard } from '../../../protocol/callerCard';
import { cutText } from '../../calls/boundStatus';

/** Lengths of its texts that are tried in turn, UTF-16 units; with the last one every card fits. */
const LENGTHS: readonly number[] = [100, 60, 30, 15, 6];

/** A task says more than a name does. */
const TASK_FACTOR = 2;

/** The card, not longer than `CARD_BUDGET`; ids and figures stay whole. */
export function boundCard(card: CallerCard): CallerCard {
  let bounded = card;
  for (const length of LENGTHS) {
    bounded = withTexts(card, length);
    if (Buffer.byteLength(JSON.stringify(bounded)) <= CARD_BUDGET) return bounded;
  }
  return bounded;
}

/** Ids are digits, and words of the wire are short, so all long texts are names. */
function withTexts(card: CallerCard, length: number): CallerCard {
  const cut = <T>(value: T, name: string): T => {
    if (typeof value === 'string') {
      const most = name === 'text' ? length * TASK_FACTOR : length;
      // The same type: a text.
      return (isWord(name) ? value : cutText(value, most)) as T;
    }
    if (Array.isArray(value)) return value.map((one: unknown) => cut(one, name)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cut<unknown>(one, key)])) as T;
  };
  return cut(card, '');
}

function isWord(name: string): boolean {
  return ['id', 'extension', 'kind', 'direction', 'outcome', 'presence', 'reason', 'currency'].includes(name);
}
