import { readFlowExpected } from '../../../../flows/flowFixtures';
import { recordedDifferences } from './support/recordedDifferences';
import { recorded, scenarios } from './support/recordings';

test.each(scenarios('flows'))('%s is logged, shown and missed as the phones had it', (scenario) => {
  const { differences, faults } = recordedDifferences(
    recorded('flows', scenario),
    readFlowExpected(scenario),
  );
  expect(differences).toEqual([]);
  expect(faults).toEqual([]);
});
