import { Metrics } from '../../../server/metrics/Metrics';

/** Sample lines of the metrics `our_…`. */
async function figures(metrics: Metrics): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line.startsWith('our_'));
}

test('a gauge is read at each scrape', async () => {
  const metrics = new Metrics();
  let depth = 1;
  metrics.addGauge('our_depth', 'Depth.', () => depth);
  expect(await figures(metrics)).toEqual(['our_depth 1']);
  depth = 5;
  expect(await figures(metrics)).toEqual(['our_depth 5']);
});

test('a label value that is not reported any more has no sample', async () => {
  const metrics = new Metrics();
  let phases = new Map([['ringing', 2]]);
  metrics.addLabelledGauge('our_calls', 'Calls.', 'phase', () => phases);
  metrics.addLabelledCounter('our_errors_total', 'Errors.', 'reason', () => new Map([['timeout', 7]]));
  expect(await figures(metrics)).toEqual([
    'our_calls{phase="ringing"} 2',
    'our_errors_total{reason="timeout"} 7',
  ]);
  phases = new Map([['talking', 1]]);
  expect(await figures(metrics)).toEqual([
    'our_calls{phase="talking"} 1',
    'our_errors_total{reason="timeout"} 7',
  ]);
});

test('an unexpected label value is counted as "other"', async () => {
  const metrics = new Metrics();
  const count = metrics.addCounter('our_total', 'Requests.', { method: ['ping'], outcome: ['success'] });
  count({ method: 'ping', outcome: 'success' });
  for (let number = 0; number < 50; number += 1) count({ method: `m${number}`, outcome: `o${number}` });
  expect(await figures(metrics)).toEqual([
    'our_total{method="ping",outcome="success"} 1',
    'our_total{method="other",outcome="other"} 50',
  ]);
});

test('a negative duration counts as 0', async () => {
  const metrics = new Metrics();
  const took = metrics.addHistogram('our_seconds', 'Time.', [0.1, 1]);
  for (const seconds of [-3, 0.5]) took(seconds);
  expect(await figures(metrics)).toEqual([
    'our_seconds_bucket{le="0.1"} 1',
    'our_seconds_bucket{le="1"} 2',
    'our_seconds_bucket{le="+Inf"} 2',
    'our_seconds_sum 0.5',
    'our_seconds_count 2',
  ]);
});

test('process metrics are registered once, for any number of scrapes', async () => {
  const metrics = new Metrics();
  await metrics.text();
  expect(await metrics.text()).toMatch(/^process_resident_memory_bytes \d+$/m);
});
