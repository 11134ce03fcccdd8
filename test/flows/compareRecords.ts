import { describeEntries } from './describeEntry';
import { AGENTS, type Agent, type ExpectedRecord } from './expectedRecords';
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
  extensionOf: (agent: Agent) => string,
): readonly Difference[] {
  const say = (what: string): readonly Difference[] => {
    const text = `${what}; amoCRM has ${describeEntries(logged, wanted, extensionOf)}`;
    return [{ kind: 'record', text }];
  };
  if (wanted === null) return logged.length === 0 ? [] : say('an entry for an internal call');
  const [first] = logged;
  if (first === undefined) return wanted.isOptional ? [] : say('no entry');
  if (logged.length > 1) return say(`${logged.length} entries`);
  if (first.number !== client) return say('number');
  if (first.direction !== wanted.direction) return say('direction');
  if (!wanted.statuses.includes(first.status)) return say('outcome');
  if (!isBy(wanted, first, extensionOf)) return say('responsible');
  const [from, to] = wanted.seconds;
  return first.seconds >= from && first.seconds <= to ? [] : say('seconds');
}

function isBy({ by }: ExpectedRecord, first: Logged, extensionOf: (agent: Agent) => string): boolean {
  if (first.by === null) return by.includes(null);
  return AGENTS.some((agent) => by.includes(agent) && extensionOf(agent) === `${first.by}`);
}
