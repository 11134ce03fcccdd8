import fc from 'fast-check';
import {
  afterAnswer,
  afterFailure,
  MAX_BACKOFF_MS,
  MIN_BACKOFF_MS,
  noHistory,
  pollDelay,
} from '../../../src/infrastructure/rpc/pollDelay';

test('the pause between polls is none after an ordinary answer and grows with failures, within its bounds', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      let history = noHistory;
      for (let turn = 0; turn < failures; turn += 1) history = afterFailure(history);
      const delay = pollDelay(history, random);
      if (failures === 0) expect(delay).toBe(0);
      else {
        expect(delay).toBeGreaterThanOrEqual(MIN_BACKOFF_MS);
        expect(delay).toBeLessThanOrEqual(MAX_BACKOFF_MS);
        expect(pollDelay(afterFailure(history), random)).toBeGreaterThanOrEqual(delay);
      }
      expect(pollDelay(afterAnswer(history, 8_000, false), random)).toBe(0);
    }),
  );
});
