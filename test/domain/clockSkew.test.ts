import type { Call } from '../../src/domain/calls/Call';
import { clockSkew, talkSeconds } from '../../src/domain/calls/clockSkew';

const call = (answeredAt: number, id = 'a'): Call => ({
  id,
  answeredAt,
  muted: false,
  phase: 'talking',
  party: { name: null, number: '1', contactId: null },
});
const NOW = 1_763_700_000_000;
const idle = { calls: [], reportedAt: NOW - 3_000, skewMs: 0 };
const MINUTE = 60_000;

test.each([0, 65_000, 10 * MINUTE, -65_000, -10 * MINUTE])(
  'a call seen to begin starts near zero with a clock %d ms off',
  (offMs) => {
    const begun = call(NOW - 500 + offMs);
    const skew = clockSkew(idle, [begun], NOW);
    expect(talkSeconds(begun, skew, NOW)).toBe(0);
    expect(talkSeconds(begun, skew, NOW + 90_000)).toBeGreaterThanOrEqual(90);
    expect(talkSeconds(begun, skew, NOW + 90_000)).toBeLessThanOrEqual(91);
  },
);

test('a call that runs already keeps its time', () => {
  const running = call(NOW - 5 * MINUTE);
  expect(clockSkew({ calls: [], reportedAt: null, skewMs: 0 }, [running], NOW)).toBe(0);
  expect(talkSeconds(running, 0, NOW)).toBe(300);
});

test('after a gap in the reports a call may have begun long ago', () => {
  expect(clockSkew({ ...idle, reportedAt: NOW - 5 * MINUTE }, [call(NOW - 2 * MINUTE)], NOW)).toBe(0);
});

test('no conversation begins in the future', () => {
  const future = call(NOW + MINUTE);
  const skew = clockSkew({ calls: [], reportedAt: null, skewMs: 0 }, [future], NOW);
  expect(talkSeconds(future, skew, NOW)).toBe(0);
  expect(talkSeconds(future, skew, NOW + 2_000)).toBe(2);
});

test('what is known of the clock stays for the rest of the call and while there is none', () => {
  const known = { calls: [call(NOW)], reportedAt: NOW, skewMs: -70_000 };
  expect(clockSkew(known, [call(NOW)], NOW + 1_000)).toBe(-70_000);
  expect(clockSkew(known, [], NOW + 1_000)).toBe(-70_000);
});

test('time is never negative', () => {
  expect(talkSeconds(call(NOW), 0, NOW - MINUTE)).toBe(0);
});
