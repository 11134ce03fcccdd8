import { flowNumbering as numbering } from './support/flowNumbering';
import { missedAfter } from './support/missedLists';
import { recorded } from './support/recordings';

/*
 * 1003 has handed the client on to 1001, who consults 1003 from the screen and takes that back. The Local channel by which 1003
 * had reached 1001 goes on, and its caller is gone.
 */
const events = recorded('flows', 'consult-cancelled');

/** Place of the last such event of the Local channel by which 1003 is consulted. */
const placeOf = (name: string): number =>
  events.reduce(
    (last, one, place) =>
      one['Event'] === name &&
      (one['DestChannel'] ?? one['Channel'] ?? '').startsWith('Local/1003@internal-10')
        ? place
        : last,
    0,
  );

test.each([true, false])(
  'a colleague whose phone began to ring unheard has missed who consulted them in vain (restarted: %s)',
  (isRestarted) => {
    const { missed } = missedAfter(events, { numbering });
    expect(missed).toEqual(['1003: 1001']);
    const to = placeOf('DialState') + 1;
    expect(to).toBeLessThanOrEqual(placeOf('DialEnd'));
    for (let from = placeOf('Newchannel'); from <= to; from += 1)
      expect(missedAfter(events, { numbering }, { from, to, isRestarted }).missed).toEqual(missed);
  },
);
