import type { ExpectedRecord } from './expectedRecords';
import type { Logged } from './FlowOffice';

/** What the phones had and our product had not. */
export interface Difference {
  readonly kind: 'stuck' | 'screen' | 'record' | 'missed' | 'waiting' | 'past' | 'late' | 'left' | 'open';
  readonly text: string;
}

/** @param extensionOf by which amoCRM knows an agent */
export function compareRecords(
  wanted: ExpectedRecord | null,
  logged: readonly Logged[],
  client: string,
  extensionOf: (agent: 'anna' | 'boris' | 'vera') => string,
): readonly Difference[] {
  const say = (text: string): readonly Difference[] => {
    return [
      {
        kind: 'record',
        text: `${text}; amoCRM has ${JSON.stringify(logged)}, should be ${JSON.stringify(wanted)}`,
      },
    ];
  };
  if (wanted === null) return logged.length === 0 ? [] : say('an entry for an internal call');
  const [first] = logged;
  if (first === undefined) return wanted.isOptional ? [] : say('no entry');
  if (logged.length > 1) return say(`${logged.length} entries`);
  if (first.number !== client) return say('number');
  if (first.direction !== wanted.direction) return say('direction');
  if (!wanted.statuses.includes(first.status)) return say('outcome');
  if (wanted.by.length > 0 && !wanted.by.some((agent) => extensionOf(agent) === `${first.by}`))
    return say('responsible');
  const [from, to] = wanted.seconds;
  return first.seconds >= Math.floor(from) && first.seconds <= Math.ceil(to) ? [] : say('seconds');
}
