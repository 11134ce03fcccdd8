import { describeLogged } from './describeEntry';
import type { Difference } from './compareRecords';
import { isAwayAt, type Agent } from './expectedRecords';
import type { FlowOffice, Logged } from './FlowOffice';
import { beganAt, type Timeline } from './Timeline';
import type { WireHistoryLine } from '../../protocol/history';

/** How exactly it is known when a call began, s. */
const EXACT_S = 2;

/**
 * Does the list of past calls have the calls that are in amoCRM, with the line that was dialled and when they began?
 * @param since when the flow began, ms since 1970
 */
export async function comparePast(
  office: FlowOffice,
  timeline: Timeline,
  logged: readonly Logged[],
  since: number,
): Promise<readonly Difference[]> {
  const number = office.watch.clientNumber;
  const past = await office.backend.past(office.extension('anna'), number, Math.floor(since / 1_000));
  const by = (agent: Agent): string => office.extension(agent);
  const say = (what: string): readonly Difference[] => [
    { kind: 'past', text: `${what}: ${describePast(past)}; amoCRM has ${describeLogged(logged, by)}` },
  ];
  if (past.length !== logged.length) return say('not the calls of amoCRM');
  const [line, entry] = [past[0], logged[0]];
  if (line === undefined || entry === undefined) return [];
  if (line.direction.toLowerCase() !== entry.direction) return say('direction');
  if (line.talk_seconds !== entry.seconds) return say('seconds');
  const lines = line.direction === 'INBOUND' ? office.linesOf(number) : [null];
  if (!lines.includes(line.via)) return say(`line, dialled was ${lines.join(' or ')}`);
  const begins = timeline.calls.map(beganAt);
  const [first, last] = [Math.min(...begins) / 1_000, Math.max(...begins) / 1_000];
  const isKnown = !begins.some((at) => isAwayAt(timeline, at));
  const isThen = line.started_at >= first - EXACT_S && line.started_at <= last + EXACT_S;
  return isKnown && !isThen ? say('began') : [];
}

const describePast = (past: readonly WireHistoryLine[]): string =>
  past
    .map(({ direction, outcome, agent, talk_seconds, via, started_at }) => {
      const began = new Date(started_at * 1_000).toISOString().slice(11, 19);
      return `${direction}, ${outcome}, ${agent?.name ?? 'no agent'}, ${talk_seconds} s, by ${via ?? 'no line'}, began ${began}`;
    })
    .join(' and ') || 'nothing';
