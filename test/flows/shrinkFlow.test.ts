import type { FlowResult } from './compareFlow';
import type { Difference } from './compareRecords';
import type { Flow, Step } from './Flow';
import { shrinkFlow } from './shrinkFlow';
import { timelineOf } from './timelineOf';

const steps: readonly Step[] = [
  { do: 'call', by: 'client', to: 'direct' },
  { do: 'rings', by: 'anna' },
  { do: 'answer', by: 'anna' },
  { do: 'talk', one: 'client', other: 'anna' },
  { do: 'hangup', by: 'client' },
];
const flow: Flow = { seed: 7, kind: 'direct', steps };
const missed: Difference = { kind: 'missed', text: 'anna has missed []' };
const stuck: Difference = { kind: 'stuck', text: 'anna does not ring' };

const resultOf = (played: Flow, differences: readonly Difference[]): FlowResult => ({
  flow: played,
  differences,
  expected: { client: '+79101000001', record: null, screens: [], missed: [] },
  begun: played.steps.length,
  lateness: [],
  since: 0,
  timeline: timelineOf(),
  limit: null,
});

test('the steps without which it does not differ are left, and the play is the one that differed', async () => {
  const progress: number[] = [];
  const names: string[] = [];
  const play = (played: Flow) => {
    const has = (what: Step['do']): boolean => played.steps.some((step) => step.do === what);
    names.push(played.steps.map((step) => step.do).join());
    const found = has('answer') ? [missed] : [];
    const result = resultOf(played, has('call') ? found : [missed, stuck]);
    return Promise.resolve({ result, name: names.at(-1) });
  };
  const unplayed: Step = { do: 'rings', by: 'boris' };
  const found = { ...resultOf({ ...flow, steps: [...steps, unplayed] }, [missed]), begun: steps.length };
  const shortest = await shrinkFlow(found, play, (left) => progress.push(left));
  expect(shortest?.name).toBe('call,answer');
  expect(names).toHaveLength(6);
  expect(progress).toEqual([5, 4, 3, 3, 2, 2]);
});

test('a flow that does not differ alone is not shrunk', async () => {
  let plays = 0;
  const play = (played: Flow) => {
    plays += 1;
    return Promise.resolve({ result: resultOf(played, []) });
  };
  expect(await shrinkFlow(resultOf(flow, [missed]), play, () => undefined)).toBeNull();
  expect(plays).toBe(3);
});
