import { recorded, scenarios } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';
import { reportedRows } from './support/reportedRows';
import { expectNothingKept } from './support/startScript';
import { Watch } from './support/Watch';

test.each(reportedRows.map((row) => [row.scenario, row] as const))(
  '%s is logged as it was',
  async (scenario, row) => {
    const heard = new Watch({ numbering: reportedNumbering }).take(recorded('reported', scenario));
    expect(heard.written.map((line) => line.replace(/, recorded \S+$/, ''))).toEqual(row.records);
    const talks = heard.records.map(({ answeredAt, endedAt }) =>
      answeredAt === null ? 0 : Math.round((endedAt - answeredAt) / 100) / 10,
    );
    expect(talks).toEqual(row.talks);
    expect(heard.faults).toEqual([]);
    await expectNothingKept(heard);
  },
);

test('every reported call stands in the table', () => {
  expect(reportedRows.map(({ scenario }) => scenario).sort()).toEqual(scenarios('reported'));
});
