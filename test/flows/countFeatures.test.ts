import { countFeatures } from './countFeatures';
import type { Flow, Step } from './Flow';

const holds: Step = { do: 'hold', by: 'anna', isHeld: true };
const refuses: Step = { do: 'refuse', by: 'anna', code: 486 };
const flows: readonly Flow[] = [
  { seed: 1, kind: 'direct', steps: [holds] },
  { seed: 2, kind: 'queue', steps: [holds, refuses] },
];

test('features are counted', () => {
  expect(countFeatures(flows, false).split('\n')).toEqual([
    'busy: 1 (50.0 %)',
    'direct: 1 (50.0 %)',
    'hold: 2 (100.0 %)',
    'queue: 1 (50.0 %)',
  ]);
});

test('pairs stand apart, and those that never came are named; two beginnings are no pair', () => {
  expect(countFeatures(flows, true).split('\n').slice(5)).toEqual([
    '4 pairs:',
    'busy + hold: 1 (50.0 %)',
    'busy + queue: 1 (50.0 %)',
    'direct + hold: 1 (50.0 %)',
    'hold + queue: 1 (50.0 %)',
    '',
    '1 pairs that never came:',
    'busy + direct',
  ]);
});
