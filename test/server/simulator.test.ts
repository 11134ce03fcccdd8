import fc from 'fast-check';
import type { AgentCall, CallEvent } from '../../server/calls/AgentCall';
import { CommandFault } from '../../server/calls/CommandFault';
import { trackCalls } from '../../server/calls/trackCalls';
import { Simulator } from '../../server/telephony/simulator/Simulator';
import { FakeTimer } from '../support/FakeTimer';

const partyOf = (number: string): { number: string; name: null; contactId: null } => ({
  number,
  name: null,
  contactId: null,
});
const EXTENSIONS = ['101', '102', '103'];

type Step = (simulator: Simulator, calls: Map<string, readonly AgentCall[]>) => unknown;

/** Plays steps with time between them; answers all events. */
async function play(
  steps: readonly Step[],
  seed = 1,
  talkMs = 0,
): Promise<{ events: string[]; calls: Map<string, readonly AgentCall[]>; timer: FakeTimer }> {
  const timer = new FakeTimer();
  const simulator = new Simulator(
    new Set(EXTENSIONS),
    { seed, answerMs: 1_000, noAnswerMs: 5_000, talkMs, door: false },
    timer,
  );
  const calls = new Map<string, readonly AgentCall[]>();
  const events: string[] = [];
  await simulator.start((extension, event: CallEvent) => {
    events.push(`${timer.now()} ${extension} ${JSON.stringify(event)}`);
    calls.set(extension, trackCalls(calls.get(extension) ?? [], event, partyOf));
  });
  for (const step of steps) {
    await tried(() => step(simulator, calls));
    await timer.pass(700);
  }
  return { events, calls, timer };
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
        who === whom ? null : simulator.originate(who, whom),
  ),
  fc.tuple(number, fc.subarray(EXTENSIONS, { minLength: 1 }), fc.boolean()).map(
    ([from, to, auto]): Step =>
      (simulator) =>
        simulator.incoming(from, to, auto),
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
  fc
    .tuple(extension, number, fc.constantFrom('hangup', 'hold', 'mute', 'redirect'))
    .map(([who, whom, what]): Step => (simulator, calls) => {
      const call = calls.get(who)?.[0];
      if (call === undefined) return null;
      if (what === 'hangup') return simulator.hangup(who, call.id);
      if (what === 'hold') return simulator.setHold(who, call.id, true);
      return what === 'mute' ? simulator.setMute(who, call.id, true) : simulator.redirect(who, call.id, whom);
    }),
);

test('whatever is done, an agent has one call at most, and when all hang up nothing is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const hangUpAll = EXTENSIONS.map(
        (who): Step =>
          (simulator) =>
            simulator.farHangup(who),
      );
      const watched = steps.map((one): Step => async (simulator, calls) => {
        await tried(() => one(simulator, calls));
        for (const who of EXTENSIONS) expect(calls.get(who)?.length ?? 0).toBeLessThanOrEqual(1);
      });
      const { calls, timer } = await play([...watched, ...hangUpAll]);
      expect([...calls.values()].flat()).toEqual([]);
      expect(timer.pending).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test('the same seed gives the same calls, another seed other times', async () => {
  const steps: Step[] = [
    (simulator) => simulator.originate('101', '5550123'),
    () => null,
    (simulator) => simulator.incoming('5550123', ['102'], true),
    () => null,
  ];
  const [one, two, other] = [await play(steps, 1), await play(steps, 1), await play(steps, 2)];
  expect(one.events).toEqual(two.events);
  expect(other.events).not.toEqual(one.events);
});

test('the other party hangs up by itself after the time that is set', async () => {
  const { calls, events } = await play(
    [
      (simulator) => simulator.originate('101', '5550123'),
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

test('events that come twice or for unknown calls change nothing', () => {
  const began: CallEvent = {
    type: 'began',
    id: 'a',
    direction: 'outbound',
    phase: 'dialing',
    number: '1',
    at: 1,
  };
  const calls = trackCalls([], began, partyOf);
  expect(trackCalls(calls, began, partyOf)).toBe(calls);
  for (const event of [
    { type: 'answered', id: 'x', at: 1 },
    { type: 'ended', id: 'x', reason: 'busy', at: 1 },
    { type: 'held', id: 'a', isHeld: true },
    { type: 'muted', id: 'a', isMuted: true },
  ] as const) {
    expect(trackCalls(calls, event, partyOf)).toBe(calls);
  }
  const talking = trackCalls(calls, { type: 'answered', id: 'a', at: 2 }, partyOf);
  expect(trackCalls(talking, { type: 'answered', id: 'a', at: 3 }, partyOf)).toBe(talking);
});
