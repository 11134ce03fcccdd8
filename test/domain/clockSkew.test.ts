import fc from 'fast-check';
import type { Call } from '../../src/domain/calls/Call';
import { callSeconds, clockSkew } from '../../src/domain/calls/clockSkew';
import { sampleCalls } from '../support/sampleCalls';
import { anyCall } from './support/anyCall';

const { dialing, ringing, held, ended } = sampleCalls;
const call = (answeredAt: number): Call => sampleCalls.talking('a', { answeredAt });
const NOW = 1_763_700_000_000;
const idle = { calls: [], reportedAt: NOW - 3_000, skewMs: 0 };
const MINUTE = 60_000;

test.each([0, 65_000, 10 * MINUTE, -65_000, -10 * MINUTE])(
  'a call seen to begin starts near zero with a clock %d ms off',
  (offMs) => {
    const begun = call(NOW - 500 + offMs);
    const skew = clockSkew(idle, [begun], NOW);
    expect(callSeconds(begun, skew, NOW)).toBe(0);
    expect(callSeconds(begun, skew, NOW + 90_000)).toBeGreaterThanOrEqual(90);
    expect(callSeconds(begun, skew, NOW + 90_000)).toBeLessThanOrEqual(91);
  },
);

test('a call that is running at the first report does not change the skew', () => {
  const running = call(NOW - 5 * MINUTE);
  expect(clockSkew({ calls: [], reportedAt: null, skewMs: 0 }, [running], NOW)).toBe(0);
  expect(callSeconds(running, 0, NOW)).toBe(300);
});

test('after a gap in the reports the skew stays, since the call may have begun long ago', () => {
  expect(clockSkew({ ...idle, reportedAt: NOW - 5 * MINUTE }, [call(NOW - 2 * MINUTE)], NOW)).toBe(0);
});

test('a conversation that begins in the future shows that the clocks differ', () => {
  const future = call(NOW + MINUTE);
  const skew = clockSkew({ calls: [], reportedAt: null, skewMs: 0 }, [future], NOW);
  expect(callSeconds(future, skew, NOW)).toBe(0);
  expect(callSeconds(future, skew, NOW + 2_000)).toBe(2);
});

test('the skew stays for the rest of the call and while there is none', () => {
  const known = { calls: [call(NOW)], reportedAt: NOW, skewMs: -70_000 };
  expect(clockSkew(known, [call(NOW)], NOW + 1_000)).toBe(-70_000);
  expect(clockSkew(known, [], NOW + 1_000)).toBe(-70_000);
  expect(clockSkew(known, [ringing('b')], NOW + 1_000)).toBe(-70_000);
});

test('callSeconds counts the ringing or the dialling, then the conversation', () => {
  const startedAt = NOW - 20_000;
  const seconds = (one: Call): number => callSeconds(one, 0, NOW);
  expect([seconds(ringing('a', { startedAt })), seconds(dialing('a', { startedAt }))]).toEqual([20, 20]);
  expect(seconds(held('a', { startedAt, answeredAt: NOW - 5_900 }))).toBe(5);
});

test('callSeconds of an ended call is the length of the conversation', () => {
  const talked = ended('a', { startedAt: 0, answeredAt: 10_000, endedAt: 75_000 });
  expect([callSeconds(talked, 0, NOW), callSeconds(talked, 5 * MINUTE, NOW + MINUTE)]).toEqual([65, 65]);
  expect(callSeconds(ended('a', { startedAt: 0, answeredAt: null, endedAt: 75_000 }), 0, NOW)).toBe(0);
});

test('callSeconds is whole and never negative', () => {
  fc.assert(
    fc.property(anyCall, fc.integer({ min: -1e9, max: 1e9 }), fc.nat(1e9), (one, skewMs, now) => {
      const seconds = callSeconds(one, skewMs, now);
      expect(Number.isInteger(seconds) && seconds >= 0).toBe(true);
    }),
  );
});
