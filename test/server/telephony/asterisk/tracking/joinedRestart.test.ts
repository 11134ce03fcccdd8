import { flowNumbering as numbering } from './support/flowNumbering';
import { missedAfter } from './support/missedLists';
import { recorded } from './support/recordings';

/*
 * 1004, a phone without an agent, has a client, calls a queue, and joins the two while 1001 and 1002 ring; they ring again later,
 * and 1002 answers.
 */
const events = recorded('flows', 'joined-to-ringing-queue');
const CLIENT = '+79101000001';
const left = events.findIndex((one) => one['Event'] === 'AttendedTransfer');
const gone = events.findIndex(
  (one, index) => index > left && one['Event'] === 'Hangup' && one['Channel']?.endsWith('00000003') === true,
);
const rangOut = events.findIndex((one, index) => index > left && one['Event'] === 'AgentRingNoAnswer');

test.each([true, false])(
  'phones that ring on rang for the client over an absence (restart: %s)',
  (isRestarted) => {
    expect(rangOut - 1).toBeGreaterThan(gone + 1);
    for (let at = gone + 1; at <= rangOut; at += 1) {
      const { watch, missed } = missedAfter(events, { numbering }, { from: at, to: at, isRestarted });
      expect([at, missed]).toEqual([at, []]);
      expect(watch.reported[1002]?.slice(-2)).toEqual(['c answered', 'c hungUp']);
      expect(watch.records.filter(({ number }) => number === CLIENT)).toHaveLength(1);
    }
  },
);
