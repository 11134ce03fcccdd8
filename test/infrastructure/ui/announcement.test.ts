import type { Call } from '../../../src/domain/calls/Call';
import { emptyBoard, transition, type CallBoard } from '../../../src/domain/calls/CallBoard';
import { announcement } from '../../../src/infrastructure/ui/popups/announcement';
import { boardOf, ivan, sampleCalls } from '../../support/sampleCalls';
import { texts } from './support/sampleContext';

const { dialing, ringing, talking, held, ended } = sampleCalls;
const known = { party: ivan };
const said = (before: CallBoard | Call[], after: CallBoard | Call[]) => {
  const board = (given: CallBoard | Call[]): CallBoard => ('calls' in given ? given : boardOf(given));
  return announcement(board(before), board(after), new Map(), texts);
};
const silence = { urgent: '', polite: '' };

test('an incoming call is announced urgently, with the caller, and once', () => {
  const board = [ringing('a', known)];
  expect(said([], board)).toEqual({ urgent: 'Incoming call: Иван Петров', polite: '' });
  expect(said(board, [ringing('a', { ...known, startedAt: 2_000 })])).toEqual(silence);
  expect(said(board, [...board, ringing('b')]).urgent).toBe('Incoming call: +7 910 123-45-67');
});

test.each<[string, Call[], Call[], string]>([
  [
    'an answered call',
    [ringing('a', known)],
    [talking('a', known)],
    'The conversation has begun: Иван Петров',
  ],
  ['a call being dialled', [], [dialing('a', known)], 'Calling…: Иван Петров'],
  ['hold', [talking('a')], [held('a')], 'The call is on hold'],
  ['its end', [held('a')], [talking('a')], 'The conversation goes on'],
  ['mute', [talking('a')], [talking('a', { muted: true })], 'Microphone off'],
  ['its end', [talking('a', { muted: true })], [talking('a')], 'Microphone on'],
  [
    'an outcome',
    [ringing('a', known)],
    [ended('a', { ...known, reason: 'missed' })],
    'Missed call: Иван Петров',
  ],
  ['an outcome that a page finds when it loads', [], [ended('a')], ''],
  [
    'a conversation that disappears from the report of the original protocol',
    [talking('a')],
    [],
    'Call ended',
  ],
  ['a conversation that disappears while another continues', [talking('a'), held('b')], [held('b')], ''],
  ['an outcome that disappears', [ended('a')], [], ''],
  ['nothing new', [talking('a')], [talking('a')], ''],
])('%s is announced politely', (_what, before, after, polite) => {
  expect(said(before, after)).toEqual({ urgent: '', polite });
});

test('several changes at once are all announced', () => {
  expect(said([ringing('a', known), talking('b')], [talking('a', known), held('b')]).polite).toBe(
    'The conversation has begun: Иван Петров. The call is on hold',
  );
});

test('dialling is announced once, when it is requested', () => {
  const target = { kind: 'number', number: '101' } as const;
  const asked = transition(emptyBoard, { type: 'sent', id: 1, action: { kind: 'originate', target } });
  expect(said(emptyBoard, asked).polite).toBe('Calling. Pick up your phone.');
  expect(said(asked, transition(asked, { type: 'accepted', id: 1 }))).toEqual(silence);
});
