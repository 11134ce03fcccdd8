import fc from 'fast-check';
import type { LiveCall } from '../../../../server/calls/AgentCall';
import { CommandFault } from '../../../../server/calls/CommandFault';
import { unknownParty } from '../../../../server/calls/Party';
import { liveCalls, trackCalls } from '../../../../server/calls/trackCalls';
import { Simulator } from '../../../../server/telephony/simulator/Simulator';
import { FakeTimer } from '../../../support/FakeTimer';

const EXTENSIONS = ['101', '102', '103'];

type Calls = Map<string, readonly LiveCall[]>;
type Step = (simulator: Simulator, calls: Calls) => unknown;

/** Plays steps with time between them; answers all events. */
async function play(
  steps: readonly Step[],
  seed = 1,
  talkMs = 0,
): Promise<{
  events: string[];
  calls: Calls;
  timer: FakeTimer;
  simulator: Simulator;
}> {
  const timer = new FakeTimer();
  const simulator = new Simulator(
    new Set(EXTENSIONS),
    { seed, answerMs: 1_000, noAnswerMs: 5_000, talkMs, door: false, without: [] },
    timer,
  );
  const calls: Calls = new Map();
  const events: string[] = [];
  await simulator.start({
    call(extension, event) {
      events.push(`${timer.now()} ${extension} ${JSON.stringify(event)}`);
      calls.set(extension, liveCalls(trackCalls(calls.get(extension) ?? [], event, unknownParty)));
    },
    closed: () => undefined,
    finished: () => undefined,
    resynced: () => undefined,
    link: () => undefined,
  });
  for (const step of steps) {
    await tried(() => step(simulator, calls));
    await timer.pass(700);
  }
  return { events, calls, timer, simulator };
}

/** A step that the telephone system refuses is an ordinary one. */
async function tried(what: () => unknown): Promise<void> {
  try {
    await what();
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
  }
}

const extension = fc.constantFrom(...EXTENSIONS);
const number = fc.constantFrom('5550123', '5550100', '5550101', ...EXTENSIONS);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(extension, number).map(
    ([who, whom]): Step =>
      (simulator) =>
        who === whom ? null : simulator.run(who, { kind: 'originate', target: whom }),
  ),
  fc
    .tuple(
      number,
      fc.subarray(EXTENSIONS, { minLength: 1 }),
      fc.record({
        answersItself: fc.boolean(),
        givesUpMs: fc.constantFrom(0, 500),
        answeredBy: extension,
        via: fc.constantFrom('sales', null),
      }),
    )
    .map(
      ([from, to, options]): Step =>
        (simulator) =>
          simulator.incoming(from, to, options),
    ),
  extension.map(
    (who): Step =>
      (simulator) =>
        simulator.answer(who),
  ),
  extension.map(
    (who): Step =>
      (simulator) =>
        simulator.farHangup(who),
  ),
  fc.tuple(extension, fc.boolean()).map(
    ([who, isHeld]): Step =>
      (simulator) =>
        simulator.farHold(who, isHeld),
  ),
  fc.tuple(extension, extension, fc.boolean()).map(
    ([from, to, answers]): Step =>
      (simulator) =>
        simulator.colleagueCalls(from, to, answers),
  ),
  fc
    .tuple(
      extension,
      number,
      fc.nat({ max: 3 }),
      fc.constantFrom(
        'hangup',
        'hold',
        'resume',
        'mute',
        'redirect',
        'pickUp',
        'reject',
        'consult',
        'complete',
      ),
    )
    .map(([who, whom, index, what]): Step => (simulator, calls) => {
      const own = calls.get(who) ?? [];
      const call = own[index];
      if (call === undefined) return null;
      switch (what) {
        case 'hangup':
          return simulator.run(who, { kind: 'hangup', callId: call.id });
        case 'hold':
        case 'resume':
          return simulator.run(who, { kind: 'hold', callId: call.id, on: what === 'hold' });
        case 'mute':
          return simulator.run(who, { kind: 'mute', callId: call.id, on: true });
        case 'redirect':
          return simulator.run(who, { kind: 'redirect', callId: call.id, target: whom });
        case 'pickUp':
          return simulator.run(who, { kind: 'answer', callId: call.id });
        case 'reject':
          return simulator.run(who, { kind: 'reject', callId: call.id });
        case 'consult':
          return simulator.run(who, { kind: 'consult', callId: call.id, target: whom });
        case 'complete': {
          const consulting = own.find(({ consultOf }) => consultOf === call.id);
          return (
            consulting &&
            simulator.run(who, { kind: 'completeTransfer', callId: call.id, consultingId: consulting.id })
          );
        }
      }
    }),
);

test('with any actions, a phone talks on one line at a time, and no state is left when all hang up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const hangUpAll = [1, 2, 3, 4].flatMap(() =>
        EXTENSIONS.map(
          (who): Step =>
            (simulator) =>
              simulator.farHangup(who),
        ),
      );
      const watched = steps.map((one): Step => async (simulator, calls) => {
        await tried(() => one(simulator, calls));
        for (const who of EXTENSIONS) {
          const own = calls.get(who) ?? [];
          const active = own.filter((call) => call.phase === 'talking' && !call.isHeld);
          expect([own.length <= 4, active.length <= 1]).toEqual([true, true]);
        }
        expect([...calls.values()].flat()).toHaveLength(simulator.lineCount);
      });
      const { calls, timer, simulator } = await play([...watched, ...hangUpAll]);
      expect([...calls.values()].flat()).toEqual([]);
      expect([timer.pending, simulator.lineCount]).toEqual([0, 0]);
    }),
    { numRuns: 500 },
  );
});

test('the same seed gives the same calls, another seed other times', async () => {
  const steps: Step[] = [
    (simulator) => simulator.run('101', { kind: 'originate', target: '5550123' }),
    () => null,
    (simulator) => simulator.incoming('5550123', ['102']),
    () => null,
  ];
  const [one, two, other] = [await play(steps, 1), await play(steps, 1), await play(steps, 2)];
  expect(one.events).toEqual(two.events);
  expect(other.events).not.toEqual(one.events);
});

test('the other party hangs up by itself after the time that is set', async () => {
  const { calls, events } = await play(
    [
      (simulator) => simulator.run('101', { kind: 'originate', target: '5550123' }),
      () => null,
      () => null,
      () => null,
      () => null,
      () => null,
    ],
    1,
    1_500,
  );
  expect(calls.get('101')).toEqual([]);
  expect(events.at(-1)).toContain('"hungUp"');
});
