import { consultationOn, type Call } from '../../src/domain/calls/Call';
import {
  emptyBoard,
  objection,
  transition,
  type BoardEvent,
  type CallBoard,
  type Objection,
} from '../../src/domain/calls/CallBoard';
import type { Action } from '../../src/domain/calls/Command';
import { boardOf, sampleCalls, originalReport } from '../support/sampleCalls';

const { dialing, ringing, talking, held, ended } = sampleCalls;
const target = { kind: 'number', number: '102' } as const;
const originate: Action = { kind: 'originate', target };
const mute: Action = { kind: 'mute', callId: 'a', on: true };
const sending = (board: CallBoard, action: Action): CallBoard =>
  transition(board, { type: 'sent', id: 1, action });
const original = (call: Call): CallBoard =>
  transition(emptyBoard, { type: 'reported', report: originalReport(call), at: 0, lastAt: null });
const accepted: BoardEvent = { type: 'accepted', id: 1 };

test.each<[string, CallBoard, Objection | null]>([
  ['when idle', emptyBoard, null],
  ['while one talks', boardOf([talking('a')]), 'inCall'],
  ['while it rings', boardOf([ringing('a')]), 'inCall'],
  ['while another is dialled', boardOf([dialing('a')]), 'inCall'],
  ['with the only conversation on hold', boardOf([held('a')]), null],
  ['with it on hold, with the original protocol', original(held('a')), 'inCall'],
  ['after the last call', boardOf([ended('a')]), null],
  ['while it is sent already', sending(emptyBoard, originate), 'pending'],
  ['when the one before rings on', transition(sending(emptyBoard, originate), accepted), null],
])('originating a call %s', (_when, board, expected) => {
  expect(objection(board, originate)).toBe(expected);
});

type Kind = Exclude<Action['kind'], 'originate'>;

const actionOf = (kind: Kind): Action => {
  switch (kind) {
    case 'mute':
    case 'hold':
      return { kind, callId: 'a', on: true };
    case 'redirect':
    case 'consult':
      return { kind, callId: 'a', target };
    case 'hangup':
    case 'answer':
    case 'reject':
    case 'completeTransfer':
    case 'cancelTransfer':
      return { kind, callId: 'a' };
  }
};

const consulting = { consultOf: 'o' };
const inPhase: [string, CallBoard, Kind[]][] = [
  ['ringing', boardOf([ringing('a')]), ['answer', 'reject', 'hangup']],
  ['dialled', boardOf([dialing('a')]), ['hangup']],
  ['talked in', boardOf([talking('a')]), ['hangup', 'mute', 'hold', 'redirect', 'consult']],
  ['on hold', boardOf([held('a')]), ['hangup', 'mute', 'hold', 'redirect', 'consult']],
  [
    'consulted on',
    boardOf([held('a'), dialing('b', { consultOf: 'a' })]),
    ['hangup', 'mute', 'hold', 'redirect'],
  ],
  ['a consultation that is dialled', boardOf([dialing('a', consulting)]), ['hangup', 'cancelTransfer']],
  [
    'a consultation',
    boardOf([talking('a', consulting)]),
    ['hangup', 'mute', 'hold', 'redirect', 'consult', 'completeTransfer', 'cancelTransfer'],
  ],
  ['over', boardOf([ended('a', consulting)]), []],
  ['gone', boardOf([talking('b')]), []],
];
const kinds: Kind[] = [
  'hangup',
  'answer',
  'reject',
  'mute',
  'hold',
  'redirect',
  'consult',
  'completeTransfer',
  'cancelTransfer',
];

test.each(inPhase)('the actions possible for a call that is %s', (_phase, board, expected) => {
  const possible = kinds.filter((kind) => objection(board, actionOf(kind)) === null);
  expect(new Set(possible)).toEqual(new Set(expected));
});

test.each<[string, Action, Action, Objection | null]>([
  ['mute twice', mute, { ...mute, on: false }, 'pending'],
  ['hold while mute is on its way', mute, { kind: 'hold', callId: 'a', on: true }, null],
  ['mute of another call', mute, { ...mute, callId: 'b' }, null],
  ['hold after hang up', { kind: 'hangup', callId: 'a' }, { kind: 'hold', callId: 'a', on: true }, 'pending'],
  ['a redirect after a redirect', actionOf('redirect'), actionOf('redirect'), 'pending'],
  ['a consultation during a redirect', actionOf('redirect'), actionOf('consult'), 'pending'],
  ['hang up during a redirect', actionOf('redirect'), actionOf('hangup'), null],
  ['hang up while a call is dialled', originate, actionOf('hangup'), null],
])('sending %s', (_what, under, wanted, expected) => {
  const board = sending(boardOf([talking('a'), talking('b')]), under);
  expect(objection(board, wanted)).toBe(expected);
});

test('a call that is dialled and has no id yet can be hung up, once', () => {
  const hangup: Action = { kind: 'hangup', callId: null };
  expect(objection(emptyBoard, hangup)).toBe('noCall');
  const dialled = transition(sending(emptyBoard, originate), accepted);
  expect(objection(dialled, hangup)).toBeNull();
  expect(objection(transition(dialled, { type: 'sent', id: 2, action: hangup }), hangup)).toBe('pending');
});

test('consultationOn finds the consultation until it ends', () => {
  expect(consultationOn([held('a'), talking('b', { consultOf: 'a' })], 'a')?.id).toBe('b');
  expect(consultationOn([held('a'), ended('b', { consultOf: 'a' })], 'a')).toBeNull();
});
