import fc from 'fast-check';
import {
  readMessage,
  readRegistered,
  readXmlLogin,
  xmlLoginRequest,
} from '../../../../server/telephony/ecss10/codec';
import { ecss10CallRecord } from '../../../../server/telephony/ecss10/ecss10CallRecord';
import type { LegBook, LegReport } from '../../../../server/telephony/ecss10/Ecss10Leg';
import { readTime } from '../../../../server/telephony/ecss10/readTime';
import { trackLegs, type LegChange } from '../../../../server/telephony/ecss10/trackLegs';

const numbering = {
  isAgent: (number: string) => number.length === 3,
  toCrm: (number: string) => number,
  domain: 'd',
};

const report: fc.Arbitrary<LegReport> = fc.record({
  id: fc.constantFrom('l1', 'l2', 'l3', 'l4'),
  callId: fc.constantFrom('c1', 'c2'),
  direction: fc.constantFrom('in', 'out'),
  own: fc.constantFrom('101', '102', '79101234567'),
  remote: fc.constantFrom('79101234567', '101', ''),
  state: fc.constantFrom('alerting', 'talking', 'held', 'released', 'unknown'),
  wasAnswered: fc.boolean(),
  answeredAt: fc.constantFrom(null, 5),
});
const reports = fc.array(report, { maxLength: 4 });
const at = fc.nat(1_000);
const news: fc.Arbitrary<LegChange> = fc.oneof(
  fc.record({ type: fc.constant('reported' as const), legs: reports, at }),
  fc.record({ type: fc.constant('removed' as const), ids: fc.array(fc.constantFrom('l1', 'l2', 'x')), at }),
  fc.record({
    type: fc.constant('snapshot' as const),
    of: fc.constantFrom(null, '101'),
    legs: reports,
    at,
    lostAt: fc.constantFrom(null, 500),
  }),
  fc.record({
    type: fc.constantFrom('refused' as const, 'dropped' as const),
    id: fc.constantFrom('l1', 'x'),
    isSo: fc.boolean(),
  }),
);

test('for any reports, each call begins once, ends once at most, and only its agent gets its events', () => {
  fc.assert(
    fc.property(fc.array(news, { maxLength: 20 }), (all) => {
      let book: LegBook = new Map();
      const phases = new Map<string, string>();
      for (const one of all) {
        const tracked = trackLegs(book, one, numbering);
        book = tracked.book;
        for (const { extension, event } of tracked.events) {
          expect(numbering.isAgent(extension)).toBe(true);
          const before = phases.get(event.id);
          if (event.type === 'began') expect(before).toBeUndefined();
          else expect(['began', 'answered']).toContain(before);
          if (event.type === 'answered') expect(before).toBe('began');
          if (['began', 'answered', 'ended'].includes(event.type)) phases.set(event.id, event.type);
        }
      }
      for (const [id, phase] of phases) expect(book.get(id)?.endedAt !== null).toBe(phase === 'ended');
      for (const callId of ['c1', 'c2']) {
        const record = ecss10CallRecord(book, callId, numbering);
        if (record !== null) expect(record.outcome === 'answered').toBe(record.answeredAt !== null);
      }
    }),
  );
});

test('the same report twice has no events', () => {
  fc.assert(
    fc.property(reports, (legs) => {
      const unlike = [...new Map(legs.map((leg) => [leg.id, leg])).values()];
      const { book } = trackLegs(new Map(), { type: 'reported', legs: unlike, at: 1 }, numbering);
      expect(trackLegs(book, { type: 'reported', legs: unlike, at: 2 }, numbering).events).toEqual([]);
    }),
  );
});

const HOUR = 3_600_000;

/** The record of a client's call whose leg changed so. The last change is its end. */
function recordAfter(changes: readonly LegChange[]): object | null {
  const book = changes.reduce<LegBook>((now, one) => trackLegs(now, one, numbering).book, new Map());
  return ecss10CallRecord(book, 'c1', numbering);
}

/** The leg in a report. */
function legAs(state: LegReport['state'], answeredAt: number | null = null): LegReport {
  const wasAnswered = state === 'talking';
  const ids = { id: 'l1', callId: 'c1', own: '101', remote: '79101234567' } as const;
  return { ...ids, direction: 'in', state, wasAnswered, answeredAt };
}

test.each([-5 * HOUR, -3_000, 3_000, 5 * HOUR])(
  'an answer that is heard is one of now, though the softswitch’s clock is %s ms off',
  (skew) => {
    const at = 100 * HOUR;
    const answered = legAs('talking', at + 10_000 + skew);
    expect(
      recordAfter([
        { type: 'reported', legs: [legAs('alerting')], at },
        { type: 'reported', legs: [answered], at: at + 10_000 },
        { type: 'removed', ids: ['l1'], at: at + 70_000 },
      ]),
    ).toMatchObject({ startedAt: at, answeredAt: at + 10_000, endedAt: at + 70_000 });
  },
);

test.each([
  ['while we were away', 40_000, 40_000],
  ['before it rang, by a clock that is late', -5 * HOUR, 60_000],
  ['later than now, by a clock that is fast', 5 * HOUR, 60_000],
  ['at a time that is not known', null, 60_000],
])('a leg that was answered %s', (_what, answeredAfter, expected) => {
  const at = 100 * HOUR;
  const talking = legAs('talking', answeredAfter === null ? null : at + answeredAfter);
  expect(
    recordAfter([
      { type: 'reported', legs: [legAs('alerting')], at },
      { type: 'snapshot', of: null, legs: [talking], at: at + 60_000, lostAt: at + 1_000 },
      { type: 'removed', ids: ['l1'], at: at + 90_000 },
    ]),
  ).toMatchObject({ startedAt: at, answeredAt: at + expected, endedAt: at + 90_000 });
});

test.each([
  ['an hour ago', -HOUR, -HOUR],
  ['days ago', -70 * HOUR, 0],
  ['in an hour', HOUR, 0],
])(
  'a talk that is met at the start and began %s begins no later than it is answered',
  (_what, ago, expected) => {
    const at = 100 * HOUR;
    expect(
      recordAfter([
        { type: 'snapshot', of: null, legs: [legAs('talking', at + ago)], at, lostAt: null },
        { type: 'removed', ids: ['l1'], at: at + 1_000 },
      ]),
    ).toMatchObject({ startedAt: at + expected, answeredAt: at + expected, endedAt: at + 1_000 });
  },
);

test('no text and no JSON throws in the reader of messages', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readMessage(text)).toHaveProperty('type');
    }),
  );
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('conversations_event', 'connection.state', 'call.make'),
      (payload, action) => {
        expect(readMessage(JSON.stringify({ action, requestId: 1, status: 200, payload }))).toHaveProperty(
          'type',
        );
      },
    ),
  );
});

test.each([
  [200, '{"action":"integration.register","status":200,"payload":{}}', 'badAnswer'],
  [200, '{"action":"integration.register","status":403,"payload":"Invalid credentials"}', 'wrongKey'],
  [403, 'no json', 'notPermitted'],
  [502, '<html>', 'unreachable'],
  [404, '', 'badAnswer'],
])('a login answered with %s and %s fails as %s', (status, text, reason) => {
  let found: unknown = null;
  try {
    readRegistered(status, text);
  } catch (error) {
    found = error;
  }
  expect(found).toMatchObject({ reason });
});

test('the old login escapes what it writes, and finds errors in a good answer', () => {
  const { body } = xmlLoginRequest({ clientId: 'a"<b', key: 'k&', domain: 'd', number: '1' });
  expect(body).toContain('client_id="a&#34;&#60;b" api_key="k&#38;"');
  expect(() => readXmlLogin(200, '<out><error>x</error></out>')).toThrow('refused');
  expect(() => readXmlLogin(200, '<html>')).toThrow('neither');
  expect(() => readXmlLogin(200, '<out><response><ok/></response></out>')).not.toThrow();
});

test.each([
  [null, null],
  ['2026-01-01T00:00:00Z', 1_767_225_600_000],
  [1_767_225_600, 1_767_225_600_000],
  [1_767_225_600_000, 1_767_225_600_000],
  ['soon', null],
  [0, null],
])('the time %s is %s', (time, ms) => {
  expect(readTime(time)).toBe(ms);
});
