import type { Step } from './support/anyStep';
import { expectSound } from './support/expectSound';
import { World } from './support/World';

/** Plays the steps in tabs on two computers, as many as `counts` says, and looks at the end. */
async function play(counts: readonly number[], steps: readonly Step[]): Promise<void> {
  const world = new World(0);
  try {
    await world.begin(counts);
    for (const step of steps) await world.take(step);
    await world.calmDown();
    await expectSound(world);
  } finally {
    await world.end();
  }
}

const pass = (ms: number): Step => ({ kind: 'pass', ms });
const rings: Step = {
  kind: 'incoming',
  number: '+79101234567',
  group: false,
  givesUpMs: 0,
  answeredBy: null,
};

test('a leader that was frozen, and so lost the lead, polls no more when it thaws', async () => {
  await play([2, 1], [{ kind: 'freeze', tab: 0 }, pass(9_000)]);
  expect.hasAssertions();
});

test('a tab that got the lead while it was frozen, and lost it again, takes the word of the one that leads', async () => {
  await play([2, 1], [{ kind: 'freeze', tab: 1 }, { kind: 'reload', tab: 0 }, rings, pass(25_000)]);
  expect.hasAssertions();
});

test('a tab that believes for a moment that it leads does not cut the others off from the leader', async () => {
  await play([3, 1], [{ kind: 'freeze', tab: 1 }, { kind: 'reload', tab: 0 }, pass(2_500), rings]);
  expect.hasAssertions();
});

test('keys of the telephone that reach the backend twice are heard once', async () => {
  const doubled: Step[] = [1, 2, 3, 4, 5, 6].flatMap((seed): Step[] => [
    { kind: 'weather', weather: 'storm', seed },
    { kind: 'press', tab: 0, keys: '42#' },
    pass(25_000),
  ]);
  await play([1, 1], [rings, pass(300), { kind: 'outside', what: 'answer' }, pass(300), ...doubled]);
  expect.hasAssertions();
});

test('fifty changes within a second on a bad network end in the backend’s state', async () => {
  const changes: Step[] = Array.from({ length: 50 }, (_, index): Step[] => [
    index % 10 === 9 ? rings : { kind: 'outside', what: index % 2 === 0 ? 'farHold' : 'farResume' },
    pass(20),
  ]).flat();
  await play(
    [2, 2],
    [
      rings,
      pass(300),
      { kind: 'outside', what: 'answer' },
      { kind: 'weather', weather: 'rough', seed: 7 },
      ...changes,
    ],
  );
  expect.hasAssertions();
});
