import { flowNumbering } from './support/flowNumbering';
import { recorded } from './support/recordings';
import { replayed } from './support/replayed';
import { expectNothingKept, startScript } from './support/startScript';

const NUMBER = '79161234567';

/**
 * Asterisk passes the cause of a phone that has refused on to those of the group that ring when the caller gives up. The
 * end of the dial may come before the end of the phone or after it.
 */
test.each([
  ['busy', 17, 'BUSY', true],
  ['busy', 17, 'BUSY', false],
  ['rejected', 21, 'NOANSWER', true],
  ['rejected', 21, 'NOANSWER', false],
] as const)(
  'of a group one is %s (%d), the other rings until the client gives up',
  async (result, cause, status, isDialEndFirst) => {
    const { watch, script } = startScript();
    script.calls('c', 'PJSIP/trunk-1', NUMBER, '730');
    script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
    script.open('b', 'PJSIP/102-1', '102', 'c').rings('c', 'b');
    script.dialEnds('c', 'b', status).hangsUp('b', cause).event('HangupRequest', 'c');
    if (isDialEndFirst) script.dialEnds('c', 'a', 'CANCEL').hangsUp('a', cause);
    else script.hangsUp('a', cause).dialEnds('c', 'a', 'CANCEL');
    script.hangsUp('c', cause);
    const rings = watch.journals.flatMap(({ facts }) => facts.filter((fact) => fact.type === 'rang'));
    expect(rings.map((ring) => [ring.who, ring.result])).toEqual([
      ['a', 'cancelled'],
      ['b', result],
    ]);
    expect(watch.records.map(({ extension }) => extension)).toEqual(['101']);
    expect([watch.news('101').at(-1), watch.news('102').at(-1)]).toEqual(['a missed', 'a rejected']);
    await expectNothingKept(watch);
  },
);

/** Events in which a client gives up while the phone that rings for it, behind a Local channel, says "busy". */
const [GIVES_UP, IS_OVER] = [94, 121];
const sentOn = recorded('flows', 'forward-restarted');

test.each([true, false])(
  'whenever Asterisk is asked in the midst of hanging up, who has refused is known (restart: %s)',
  (isRestarted) => {
    const whole = replayed(sentOn, { numbering: flowNumbering }).records[0];
    expect(whole).toMatchObject({ outcome: 'missed', extension: '1001' });
    for (let at = GIVES_UP; at <= IS_OVER; at += 1) {
      const { records } = replayed(sentOn, { numbering: flowNumbering }, { from: at, to: at, isRestarted });
      expect([at, records[0]]).toEqual([at, whole]);
    }
    // The phone's hang-up was heard, and the end of its dial was not.
    const absence = { from: 103, to: 104, isRestarted };
    expect(replayed(sentOn, { numbering: flowNumbering }, absence).records[0]?.extension).toBe('1001');
  },
);

test.each([true, false])(
  'who has refused is not certain if nothing was heard since the moment of the end (restart: %s)',
  (isRestarted) => {
    const absence = { from: 102, to: 112, isRestarted };
    const { records } = replayed(sentOn, { numbering: flowNumbering }, absence);
    expect(records[0]).toMatchObject({ outcome: 'missed', isWhole: false });
  },
);
