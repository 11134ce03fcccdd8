import { outboxPauses } from '../../../server/crm/outbox/outboxPauses';
import { backOff } from '../../../protocol/backOff';

test.each([
  [1, 0, 1_000],
  [2, 0, 2_000],
  [5, 0, 16_000],
  [5, 1, 12_000],
  [11, 0, 600_000],
  [5_000, 0, 600_000],
])('after %i failures, with the chance %d, it waits %i ms', (failures, random, ms) => {
  expect(backOff(outboxPauses, failures, random)).toBe(ms);
});
