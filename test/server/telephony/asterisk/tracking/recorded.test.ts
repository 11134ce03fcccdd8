import { answerRows } from './support/answerRows';
import { basicRows } from './support/basicRows';
import { officeRows } from './support/officeRows';
import { recorded, scenarios, type Version } from './support/recordings';
import { transferRows } from './support/transferRows';
import { Watch } from './support/Watch';

const rows = [...basicRows, ...transferRows, ...answerRows];
const cases = [
  ...rows.flatMap((row) => (['22', '16'] as const).map((version) => [row.scenario, version, row] as const)),
  ...officeRows.map((row) => [row.scenario, 'office', row] as const),
];

test.each(cases)('%s on Asterisk %s', async (scenario, version: Version, row) => {
  const messages = recorded(version, scenario);
  const watch = new Watch().take(row.driver?.(messages) ?? messages);
  expect(watch.reported).toEqual(version === '16' ? (row.on16 ?? row.reported) : row.reported);
  const files = watch.written.map((line) => line.replace(/recorded \S+\.wav$/, 'recorded *'));
  expect(files).toEqual(row.record);
  expect(watch.faults).toEqual([]);
  await watch.timer.pass(1_000);
  expect(watch.tracker.size).toEqual({ calls: 0, legs: 0, bridges: 0, undecided: 0, journals: 0 });
  expect(watch.timer.pending).toBe(0);
});

test('every recording stands in the table', () => {
  expect(rows.map(({ scenario }) => scenario).sort()).toEqual(scenarios('22'));
  expect(scenarios('16')).toEqual(scenarios('22'));
  expect(officeRows.map(({ scenario }) => scenario).sort()).toEqual(scenarios('office'));
});
