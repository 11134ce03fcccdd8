import type { CallOutcome, CallRecord } from '../../../../../server/calls/CallRecord';
import { compareRecords } from '../../../../flows/compareRecords';
import { readFlowExpected } from '../../../../flows/flowFixtures';
import type { Logged } from '../../../../flows/FlowOffice';
import { extensionOf } from '../../../../flows/officeDialplan';
import { flowNumbering } from './support/flowNumbering';
import { recorded, scenarios } from './support/recordings';
import { replayed } from './support/replayed';

/** amoCRM's `call_status`. */
const STATUSES: Readonly<Record<CallOutcome, number>> = {
  answered: 4,
  missed: 6,
  busy: 7,
  rejected: 7,
  noAnswer: 3,
  failed: 3,
};
/** All are played in the first office. */
const OFFICE = { far: 'pjsip', prefix: 10, ports: { a: 0, b: 0, m: 0 } } as const;

function loggedOf({ direction, outcome, extension, answeredAt, endedAt, number }: CallRecord): Logged {
  return {
    direction,
    status: STATUSES[outcome],
    by: extension === null ? null : Number(extension),
    seconds: Math.round((endedAt - (answeredAt ?? endedAt)) / 1_000),
    number,
  };
}

test.each(scenarios('flows'))('%s is logged as the phones had it', (scenario) => {
  const { client, record } = readFlowExpected(scenario);
  const watch = replayed(recorded('flows', scenario), { numbering: flowNumbering });
  const logged = watch.records.filter(({ number }) => number === client).map(loggedOf);
  expect(compareRecords(record, logged, client, (agent) => extensionOf(OFFICE, agent))).toEqual([]);
  expect(watch.faults).toEqual([]);
});
