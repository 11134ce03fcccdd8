import { featuresOf } from './featuresOf';
import { kinds } from './Flow';
import { generateFlow } from './generateFlow';

test('a seed is one flow', () => {
  for (let seed = 1; seed <= 100; seed += 1) expect(generateFlow(seed)).toEqual(generateFlow(seed));
  expect(generateFlow(1)).not.toEqual(generateFlow(2));
});

test.each([1, 123_457, 431_177, 660_001, 910_001])(
  'of a thousand flows from %d on each feature is in one of twenty at least',
  (first) => {
    const counts = new Map<string, number>();
    for (let seed = first; seed < first + 1_000; seed += 1)
      for (const feature of featuresOf(generateFlow(seed)))
        counts.set(feature, (counts.get(feature) ?? 0) + 1);
    expect([...counts].filter(([, times]) => times < 50)).toEqual([]);
    expect(kinds.filter((kind) => !counts.has(kind))).toEqual([]);
  },
);

test('a backend that was away is back', () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const ends = generateFlow(seed).steps.flatMap((step) => (step.do === 'backend' ? [step.what] : []));
    const isAway = ends.filter((what) => what !== 'cut').map((what) => what !== 'start');
    expect(isAway).toEqual(isAway.map((_, index) => index % 2 === 0));
    expect(isAway.length % 2).toBe(0);
  }
});
