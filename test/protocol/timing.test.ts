import {
  ENDED_KEPT_MS,
  POLL_WAIT_MS,
  PING_LIMIT_MS,
  PROXY_LIMIT_MS,
  WIDGET_WAIT_MS,
} from '../../protocol/timing';

test('the hold is shorter than the proxy limit, and that is shorter than the widget’s', () => {
  expect([PING_LIMIT_MS, POLL_WAIT_MS, PROXY_LIMIT_MS, WIDGET_WAIT_MS]).toEqual([
    3_000, 8_000, 10_000, 11_000,
  ]);
  expect(PING_LIMIT_MS).toBeLessThan(POLL_WAIT_MS);
  expect(POLL_WAIT_MS).toBeLessThan(PROXY_LIMIT_MS);
  expect(PROXY_LIMIT_MS).toBeLessThan(WIDGET_WAIT_MS);
});

test('an ended call stays in the status for longer than one lost request and the hold after it', () => {
  expect(ENDED_KEPT_MS).toBeGreaterThan(WIDGET_WAIT_MS + POLL_WAIT_MS);
});
