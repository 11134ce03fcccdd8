import { recordedDifferences } from '../server/telephony/asterisk/tracking/support/recordedDifferences';
import { describeResult, type FlowResult } from './compareFlow';
import { describeFlow } from './describeFlow';
import { flowFixtures, writeFlowFixture } from './flowFixtures';
import type { Flow } from './Flow';
import type { FlowLab, PlayedAlone } from './FlowLab';
import { keepPhones } from './keptFlows';
import { shrinkFlow } from './shrinkFlow';
import { withLate } from './withLate';

/**
 * Looks for the shortest flow with the difference, writes its events as a pure test reads them, and says whether that test
 * sees the difference.
 * @param say gets what was found @param progress gets a line after each play
 */
export async function keepShrunk(
  lab: FlowLab,
  found: FlowResult,
  say: (line: string) => void,
  progress: (line: string) => void,
): Promise<void> {
  const { seed, steps } = found.flow;
  const since = Date.now();
  let plays = 0;
  const onPlayed = (left: number): void => {
    plays += 1;
    const seconds = Math.round((Date.now() - since) / 1_000);
    progress(`shrinking seed ${seed}: play ${plays}, ${left} of ${steps.length} steps left, ${seconds} s`);
  };
  const play = async (flow: Flow): Promise<PlayedAlone> => {
    const { result, events } = await lab.playAlone(flow);
    return { result: withLate(result), events };
  };
  const shortest = await shrinkFlow(found, play, onPlayed);
  if (shortest === null) {
    say(`seed ${seed} does not differ when it is played alone: nothing is shrunk`);
    return;
  }
  const { result, events } = shortest;
  const name = `flow-${seed}`;
  const expected = { flow: describeFlow(result.flow), ...result.expected };
  say(`shrunk: ${describeResult(result)}`);
  say(`its phones: ${keepPhones(`${name}-shrunk`, result.timeline)}`);
  say(`its events: ${writeFlowFixture(flowFixtures, name, expected, events)}`);
  const { differences, faults } = recordedDifferences(events, expected);
  const seen = [...differences.map(({ kind, text }) => `${kind}: ${text}`), ...faults];
  say(
    seen.length > 0
      ? `the pure test sees: ${seen.join('; ')}`
      : 'the pure test does not see it: what differs is not in the tracker (a command, an absence, a list), and needs a test of its own',
  );
}
