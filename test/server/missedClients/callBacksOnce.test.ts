import fc from 'fast-check';
import { FakeTimer } from '../../support/FakeTimer';
import { CallBackOffice, type Way } from './support/CallBackOffice';

const NUMBERS = ['+79991112233', '+4930123456789'];
const TALK_MS = 5_000;

const agent = fc.nat(3);
const client = fc.nat(1);
const ways: readonly Way[] = ['list', 'popup', 'otherForm', 'contact', 'sure', 'oldWidget'];
/** A record comes while the widget still shows the call that was missed. */
const recordMs = fc.constantFrom(0, 0, 1, 400, 5_000);
const pace = fc.record({
  answerMs: fc.constantFrom(0, 1, 30, 700),
  isRefused: fc.constantFrom(false, false, false, true),
  beganMs: fc.constantFrom(0, 1, 30, 900),
});

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('miss' as const),
      client,
      rung: fc.subarray([0, 1, 2, 3]),
      recordMs,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      // At one moment.
      presses: fc.array(fc.record({ agent, client, way: fc.constantFrom(...ways) }), {
        minLength: 1,
        maxLength: 4,
      }),
      pace,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('goOn' as const),
      agent,
      what: fc.constantFrom('answer' as const, 'end' as const),
      recordMs,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('take' as const), agent, client, isTaken: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(0, 1, 20, 800, TALK_MS, 20_000, 16 * 60_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Longest time until all that was asked has been answered and shown, ms. */
const QUIET_MS = 6_000;

async function play(steps: readonly Step[]): Promise<CallBackOffice> {
  const timer = new FakeTimer();
  const office = new CallBackOffice(timer, NUMBERS, TALK_MS);
  await office.start();
  const asked: Promise<unknown>[] = [];
  for (const one of steps)
    switch (one.kind) {
      case 'miss':
        office.miss(one.client, one.rung, one.recordMs);
        break;
      case 'press':
        office.phones.pace = one.pace;
        for (const press of one.presses) asked.push(office.call(press.agent, press.client, press.way));
        await timer.pass(0);
        break;
      case 'goOn':
        office.goOn(one.agent, one.what, one.recordMs);
        break;
      case 'take':
        asked.push(office.take(one.agent, one.client, one.isTaken));
        await timer.pass(0);
        break;
      case 'pass':
        await timer.pass(one.ms);
        break;
      case 'crash':
        // What the telephone system has to say comes before: what it says meanwhile is another matter.
        await timer.pass(QUIET_MS);
        await office.die();
        await office.start();
    }
  await timer.pass(QUIET_MS);
  await Promise.all(asked);
  await office.die();
  return office;
}

test('whatever agents press at whatever moment, no two call one client back at once, but for who has confirmed it', async () => {
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), async (steps) => {
      const office = await play(steps);
      refusals += office.refusals;
      expect(office.faults).toEqual([]);
    }),
    { numRuns: 600 },
  );
  // It happens.
  expect(refusals).toBeGreaterThan(100);
});
