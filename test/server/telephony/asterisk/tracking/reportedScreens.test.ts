import { recorded, scenarios } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';
import { reportedScreens } from './support/reportedScreens';
import { expectNothingKept } from './support/startScript';
import { Watch } from './support/Watch';

test.each(Object.entries(reportedScreens))('what agents see: %s', async (scenario, expected) => {
  const watch = new Watch({ numbering: reportedNumbering }).take(recorded('reported', scenario));
  expect(watch.reported).toEqual(expected);
  expect(watch.faults).toEqual([]);
  await expectNothingKept(watch);
});

test('every recording is in the table', () => {
  expect(Object.keys(reportedScreens).sort()).toEqual(scenarios('reported'));
});
