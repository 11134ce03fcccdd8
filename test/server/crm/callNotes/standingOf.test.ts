import { newNote, type CallNote } from '../../../../server/crm/callNotes/CallNote';
import { changeNote, type NoteEvent } from '../../../../server/crm/callNotes/changeNote';
import { LEAVING_MS, standingOf, type NoteStanding } from '../../../../server/crm/callNotes/standingOf';

const START = 1_763_700_000_000;
const CLIENT = '+79991112233';

type Leg = Extract<NoteEvent, { type: 'leg' }>['leg'];

const leg = (extension: string, callId: string, about: Partial<Leg>): NoteEvent => ({
  type: 'leg',
  leg: { extension, callId, number: null, via: null, ...about },
});
const withClient = (extension: string, callId: string, about: Partial<Leg> = {}): NoteEvent =>
  leg(extension, callId, { number: CLIENT, ...about });
const left = (extension: string, callId: string): NoteEvent => ({
  type: 'left',
  leg: { extension, callId },
  now: START,
});

function noteAfter(events: readonly NoteEvent[]): CallNote {
  return events.reduce<CallNote>(
    (note, event) => changeNote(note, event, { waitMs: 60_000 }).note ?? note,
    newNote('a', START),
  );
}

/** What these agents have to do with the call now, and after their ten minutes. */
function standings(events: readonly NoteEvent[], ...extensions: readonly string[]): string[] {
  const note = noteAfter(events);
  const at = (extension: string, now: number): NoteStanding => standingOf(note, extension, now);
  return extensions.map((one) => `${at(one, START)}, ${at(one, START + LEAVING_MS + 1)}`);
}

/** 104 talks with 105, consults the client from that talk, and hands them on. */
const HANDED_ON = [
  leg('104', 'a', { colleague: '105' }),
  leg('105', 'm', { colleague: '104' }),
  withClient('104', 'k', { consultOf: 'a', isFresh: true }),
  left('104', 'k'),
];
const AGAIN = withClient('104', 'k2', { consultOf: 'a', isFresh: true });
const TAKEN = withClient('102', 'b');

test('a talk of colleagues alone is theirs', () => {
  expect(standings(HANDED_ON.slice(0, 2), '104', '105', '102')).toEqual(['in, in', 'in, in', 'none, none']);
});

test('the client who is consulted from it is of the one who has them', () => {
  expect(standings(HANDED_ON.slice(0, 3), '104', '105')).toEqual(['in, in', 'none, none']);
});

test('who stays with the colleague has left the client, and may finish until another one has got them', () => {
  expect(standings(HANDED_ON, '104', '105')).toEqual(['leaving, leaving', 'none, none']);
  const taken = [...HANDED_ON, TAKEN];
  expect(standings(taken, '104', '105', '102')).toEqual(['leaving, none', 'none, none', 'in, in']);
  expect(standings([...taken, left('102', 'b')], '104', '102')).toEqual(['leaving, none', 'leaving, none']);
});

test.each([
  ['after the colleague has got them', [...HANDED_ON, TAKEN, AGAIN], 'none'],
  ['before', [...HANDED_ON, AGAIN, TAKEN], 'leaving'],
])('who calls the client once more is not in the talk that they have left: %s', (_, events, later) => {
  expect(standings(events, '104', '105')).toEqual([`leaving, ${later}`, 'none, none']);
});

test('nor is to whom that second talk is handed on', () => {
  const again = [...HANDED_ON, TAKEN, AGAIN];
  const toFirst = [...again, left('104', 'k2'), left('104', 'a'), withClient('105', 'm', {})];
  expect(standings(toFirst, '105', '102')).toEqual(['leaving, leaving', 'in, in']);
  const toThird = [...again, left('104', 'k2'), withClient('103', 'c')];
  expect(standings(toThird, '103', '102')).toEqual(['leaving, leaving', 'in, in']);
  // The colleague is put through to the client's number.
  const called = [...HANDED_ON, TAKEN, withClient('105', 'm', { isFresh: true })];
  expect(standings(called, '105', '102')).toEqual(['leaving, leaving', 'in, in']);
});

test('who gets the client back is in the call', () => {
  const back = [...HANDED_ON, TAKEN, left('102', 'b'), withClient('104', 'c')];
  expect(standings(back, '104', '102')).toEqual(['in, in', 'leaving, none']);
});

/** 102 has the client and asks 104. */
const CONSULTED = [
  withClient('102', 'a'),
  leg('102', 'k', { colleague: '104', consultOf: 'a' }),
  leg('104', 'm', { colleague: '102' }),
];

test('who is consulted is in the call as long as the colleague has the client', () => {
  expect(standings(CONSULTED, '102', '104')).toEqual(['in, in', 'in, in']);
  expect(standings([...CONSULTED, left('102', 'k'), left('104', 'm')], '104')).toEqual(['leaving, none']);
  expect(standings([...CONSULTED, withClient('104', 'm', {}), left('102', 'a')], '104', '102')).toEqual([
    'in, in',
    'leaving, none',
  ]);
  const handedOn = [...CONSULTED, left('102', 'a'), withClient('103', 'b')];
  expect(standings(handedOn, '104', '102')).toEqual(['leaving, leaving', 'leaving, none']);
});

test('a colleague’s earlier talk with the one who gets the client is no consultation', () => {
  const events = [
    leg('104', 'a', { colleague: '102' }),
    leg('102', 'm', { colleague: '104' }),
    withClient('104', 'k', { consultOf: 'a', isFresh: true }),
    left('104', 'k'),
    withClient('102', 'b'),
  ];
  expect(standings(events, '104', '102')).toEqual(['leaving, none', 'in, in']);
});
