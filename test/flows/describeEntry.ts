import { AGENTS, type Agent, type ExpectedRecord } from './expectedRecords';
import type { Logged } from './FlowOffice';

/** amoCRM's `call_status`. */
const STATUSES: Readonly<Record<number, string>> = { 3: 'not reached', 4: 'talked', 6: 'missed', 7: 'busy' };

/** What amoCRM has, and what it should have, such as `outbound, busy (7), boris, 0 s; should be outbound, not reached (3), boris, 0–1 s`. */
export function describeEntries(
  logged: readonly Logged[],
  wanted: ExpectedRecord | null,
  extensionOf: (agent: Agent) => string,
): string {
  return `${describeLogged(logged, extensionOf)}; should be ${wanted === null ? 'nothing' : describeWanted(wanted)}`;
}

/** In words, by the names of the agents. */
export function describeLogged(logged: readonly Logged[], extensionOf: (agent: Agent) => string): string {
  const entries = logged.map(({ direction, status, by, seconds, number }) => {
    const agent = AGENTS.find((one) => extensionOf(one) === `${by}`) ?? by;
    return `${direction}, ${statusText(status)}, ${agent ?? 'no agent'}, ${seconds} s, ${number}`;
  });
  return entries.length === 0 ? 'nothing' : entries.join(' and ');
}

function describeWanted({ direction, statuses, by, seconds, isOptional }: ExpectedRecord): string {
  const [from, to] = seconds;
  const agents = [...new Set(by)].map((agent) => agent ?? 'no agent').join(' or ');
  const none = isOptional ? ', or nothing' : '';
  return `${direction}, ${statuses.map(statusText).join(' or ')}, ${agents}, ${from.toFixed(1)}–${to.toFixed(1)} s${none}`;
}

const statusText = (status: number): string => `${STATUSES[status] ?? 'unknown'} (${status})`;
