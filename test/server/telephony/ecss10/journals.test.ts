import { EventJournals } from '../../../../server/calls/journal/EventJournals';
import type { Journal } from '../../../../server/calls/journal/Journal';
import { ecss10CallRecord } from '../../../../server/telephony/ecss10/ecss10CallRecord';
import type { LegBook, LegReport, LegState } from '../../../../server/telephony/ecss10/Ecss10Leg';
import { trackLegs, type LegChange } from '../../../../server/telephony/ecss10/trackLegs';
import { factWords } from '../asterisk/tracking/support/factWords';

const CLIENT = '79101234567';
const AT = 1_700_000_000_000;
const numbering = {
  isAgent: (number: string) => number.length === 3,
  toCrm: (number: string) => number,
  domain: 'd',
};

/** The leg of the agent 10x in a report: its id is the agent's number. */
function leg(own: string, state: LegState, remote = CLIENT, direction: 'in' | 'out' = 'in'): LegReport {
  return {
    id: own,
    callId: 'c1',
    direction,
    own,
    remote,
    state,
    wasAnswered: state === 'talking',
    answeredAt: null,
  };
}

type Change = readonly LegReport[] | ((at: number) => LegChange);

/** What comes of these changes, a second apart. */
function play(...changes: readonly Change[]) {
  const journals: Journal[] = [];
  const writer = new EventJournals((journal) => journals.push(journal));
  const ends: string[] = [];
  let book: LegBook = new Map();
  changes.forEach((change, index) => {
    const at = AT + index * 1_000;
    const news =
      typeof change === 'function' ? change(at) : ({ type: 'reported', legs: change, at } as const);
    const tracked = trackLegs(book, news, numbering);
    book = tracked.book;
    for (const { extension, callId, event } of tracked.events) {
      writer.take(extension, event, { trace: callId, at });
      if (event.type === 'ended') ends.push(`${extension} ${event.reason}`);
    }
  });
  const last = journals.at(-1);
  return {
    ends,
    last,
    facts: last === undefined ? [] : factWords(last),
    record: ecss10CallRecord(book, 'c1', numbering),
  };
}

const talk = [[leg('101', 'alerting')], [leg('101', 'talking')]];

test('an agent who leaves while another one rings for the client has handed the client over, blind', () => {
  const { ends, facts } = play(
    ...talk,
    [leg('102', 'alerting')],
    [leg('101', 'released')],
    [leg('102', 'talking')],
    [leg('102', 'released')],
  );
  expect(ends).toEqual(['101 transferred', '102 hungUp']);
  expect(facts).toEqual([
    'client rang 101: answered',
    '101 and client talked',
    'client rang 102: answered',
    '101 transferred blind by something 102',
    '102 and client talked',
  ]);
});

test('an agent who leaves once the consulted one talks with the client has handed the client over after a consultation', () => {
  const { ends, facts, last } = play(
    ...talk,
    [leg('101', 'held')],
    [leg('102', 'talking', '101')],
    [leg('102', 'talking', CLIENT)],
    [leg('101', 'released')],
    [leg('102', 'released')],
  );
  expect(ends).toEqual(['101 transferred', '102 hungUp']);
  expect(facts.filter((fact) => fact.includes('transferred'))).toEqual([
    '101 transferred attended by something 102',
  ]);
  expect(last?.facts).toContainEqual({
    type: 'held',
    who: '101/101',
    place: null,
    from: AT + 2_000,
    to: AT + 5_000,
  });
});

test.each([
  ['all legs end at once', [[leg('102', 'talking')], [leg('101', 'released'), leg('102', 'released')]]],
  ['the other rang before the answer', [[leg('101', 'released')], [leg('102', 'released')]]],
])('an agent who hangs up has transferred no one: %s', (_, rest) => {
  const { ends, facts } = play(
    [leg('101', 'alerting'), leg('102', 'alerting')],
    [leg('101', 'talking')],
    ...rest,
  );
  expect(ends[0]).toBe('101 hungUp');
  expect(facts.filter((fact) => fact.includes('transferred'))).toEqual([]);
});

test('who hung up is known only where it was by a command of ours', () => {
  const hangUps = (...changes: readonly Change[]): readonly string[] =>
    play(...talk, ...changes, [leg('101', 'released')]).facts.filter((fact) => fact.includes('hung up'));
  const dropped = (isSo: boolean) => (): LegChange => ({ type: 'dropped', id: '101', isSo });
  expect(hangUps()).toEqual([]);
  expect(hangUps(dropped(true))).toEqual(['101 hung up']);
  expect(hangUps(dropped(true), dropped(false))).toEqual([]);
});

test('an end that was not heard is when the connection was lost, and the outage is no talk', () => {
  const { last, record } = play(...talk, [leg('101', 'held')], (at) => ({
    type: 'snapshot',
    of: null,
    legs: [],
    at: at + 60_000,
    lostAt: at - 500,
  }));
  expect(last?.participants.map(({ end }) => end)).toEqual([
    { at: AT + 2_500, isRefused: false, isHeard: false },
    { at: AT + 2_500, isRefused: false, isHeard: false },
  ]);
  expect(record).toMatchObject({ endedAt: AT + 2_500, isEndHeard: false, isWhole: false });
});

test('a call that is met at the start is not whole: who rang before is not known', () => {
  const { facts, record } = play(
    (at) => ({ type: 'snapshot', of: null, legs: [leg('101', 'talking')], at, lostAt: null }),
    [leg('101', 'released')],
  );
  expect(facts).toContain('not heard');
  expect(record).toMatchObject({ outcome: 'answered', isWhole: false });
  expect(record).not.toHaveProperty('isEndHeard');
  expect(play(...talk, [leg('101', 'released')]).record).not.toHaveProperty('isWhole');
});
