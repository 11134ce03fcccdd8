import { endReasons } from '../../../protocol/call';
import { originalAbilities } from '../../../src/domain/calls/WidgetAbility';
import type { Call } from '../../../src/domain/calls/Call';
import { callerKey } from '../../../src/domain/calls/callerKey';
import type { Caller } from '../../../src/domain/calls/knownParty';
import { callView, initialsOf, type CallView } from '../../../src/infrastructure/ui/call/callView';
import { stateText } from '../../../src/infrastructure/ui/call/stateText';
import { toReport } from '../../../src/infrastructure/rpc/toReport';
import { ivan, sampleCalls, unknownParty } from '../../support/sampleCalls';
import { wireCall, wireStatus } from '../../support/wireStatus';
import { contextOf, texts } from './support/sampleContext';

const { dialing, ringing, talking, held, ended } = sampleCalls;
const unknownCaller: Caller = { name: null, contactId: null, company: null, responsible: null, matches: [] };
const view = (call: Call, changes: Parameters<typeof contextOf>[1] = {}): CallView =>
  callView(call, contextOf([call], changes));
const knowing = (caller: Caller) => ({ callers: new Map([['79101234567', caller]]) });

test.each([
  ['Ольга Ёлкина', 'ОЁ'],
  ['  анна   мария  петрова', 'АМ'],
  ['ООО «Ромашка»', 'О'],
  ['Пётр О’Нил', 'ПО'],
  ['+7 910 123-45-67', ''],
  ['', ''],
  [null, ''],
])('initials of %p are %p', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

describe('the party', () => {
  test('has name, number, card and further details', () => {
    const party = { ...ivan, company: 'ООО Ромашка', responsible: 'Олег' };
    expect(view(ringing('a', { party, via: 'Продажи' }))).toMatchObject({
      title: 'Иван Петров',
      number: '+7 910 123-45-67',
      href: '/contacts/detail/77',
      details: ['ООО Ромашка', 'Responsible: Олег', 'Line: Продажи'].map((text) => ({ text, href: '' })),
      creates: [],
      problem: '',
    });
  });

  test('is the number when nothing is known, and no new contact is offered before amoCRM has answered', () => {
    expect(view(ringing('a'))).toMatchObject({
      title: '+7 910 123-45-67',
      number: '',
      href: '',
      details: [],
      matches: [],
      creates: [],
      problem: '',
    });
  });

  test('is said not to be known now when the backend could not look, until somebody could', () => {
    const call = ringing('a', { party: { ...unknownParty, lookup: 'failed' } });
    const said = (one: Call, changes = {}): readonly string[] =>
      view(one, changes).details.map(({ text }) => text);
    expect(said(call)).toEqual(['Who it is can not be found out now: amoCRM does not answer.']);
    expect(said(call, knowing(unknownCaller))).toEqual([]);
    expect(said(ringing('b', { party: { ...ivan, lookup: 'failed' } }))).toEqual([]);
  });

  test('can be made a contact or a lead, once amoCRM has none', () => {
    const labels = (call: Call, caller: Caller): readonly string[] =>
      view(call, knowing(caller)).creates.map(({ label }) => label);
    expect(labels(ringing('a'), unknownCaller)).toEqual(['Create a contact', 'Create a deal']);
    expect(labels(ringing('a', { direction: 'internal' }), unknownCaller)).toEqual([]);
    expect(labels(ringing('a', { party: ivan }), unknownCaller)).toEqual([]);
  });

  test('says what is being made, and why it could not be', () => {
    const making = (problem: string): CallView =>
      view(ringing('a'), {
        ...knowing(unknownCaller),
        makings: new Map([[callerKey(unknownParty.number), { kind: 'lead', problem }]]),
      });
    expect(making('').creates).toMatchObject([
      { command: 'create', pending: false, disabled: true },
      { command: 'createLead', pending: true, disabled: true },
    ]);
    expect(making('No right')).toMatchObject({
      problem: 'No right',
      creates: [{ disabled: false }, { pending: false, disabled: false }],
    });
  });

  test('has what amoCRM has found', () => {
    const found = { ...unknownCaller, name: 'Анна', contactId: '5' };
    expect(view(ringing('a'), knowing(found))).toMatchObject({ title: 'Анна', href: '/contacts/detail/5' });
  });

  test('can be chosen from several contacts', () => {
    const matches = [
      { id: '1', name: 'Анна' },
      { id: '2', name: 'Борис' },
    ];
    const expected = [
      { id: '1', name: 'Анна', href: '/contacts/detail/1' },
      { id: '2', name: 'Борис', href: '/contacts/detail/2' },
    ];
    expect(view(ringing('a', { party: { ...unknownParty, matches } })).matches).toEqual(expected);
    const asked = view(ringing('a'), knowing({ ...unknownCaller, matches }));
    expect([asked.matches, asked.creates]).toEqual([expected, []]);
  });
});

test.each<[Call, string, boolean]>([
  [ringing('a'), 'ring', true],
  [dialing('a'), 'ring', true],
  [talking('a'), 'talk', true],
  [held('a'), 'held', true],
  [ended('a', { answeredAt: 1 }), 'ended', true],
  [ended('a'), 'ended', false],
  [ended('a', { reason: 'missed' }), 'missed', false],
])('$phase has its tone, and a time where there is one', (call, tone, hasTime) => {
  expect(view(call)).toMatchObject({ tone, hasTime });
});

test('the keypad is open for its call, in a conversation with the ability dtmf', () => {
  const keypadFor = 'a';
  expect(view(talking('a'), { keypadFor }).hasKeypad).toBe(true);
  expect(view(talking('b'), { keypadFor }).hasKeypad).toBe(false);
  expect(view(ringing('a'), { keypadFor }).hasKeypad).toBe(false);
  expect(view(talking('a'), { keypadFor, abilities: originalAbilities }).hasKeypad).toBe(false);
});

test('a ringing call that can’t be answered on the screen has a note', () => {
  expect(view(ringing('a'), { abilities: originalAbilities }).note).toMatch(/Pick up the phone/);
  expect(view(ringing('a')).note).toBe('');
  expect(view(talking('a'), { abilities: originalAbilities }).note).toBe('');
});

test('a call that can’t be ended on the screen has a note until it ends', () => {
  const abilities = new Set(['originate'] as const);
  expect(view(dialing('a'), { abilities }).note).toMatch(/Handle the call on the phone/);
  expect(view(talking('a'), { abilities }).note).toMatch(/Handle the call on the phone/);
  expect(view(ended('a'), { abilities }).note).toBe('');
});

describe('the state in words', () => {
  test.each<[Call, string]>([
    [ringing('a'), 'Incoming call'],
    [ringing('a', { direction: 'internal' }), 'A colleague calls'],
    [dialing('a'), 'Calling…'],
    [dialing('a', { consultOf: 'o' }), 'Calling the colleague…'],
    [talking('a'), 'Talking'],
    [talking('a', { consultOf: 'o' }), 'Consultation'],
    [held('a', { consultOf: 'o' }), 'On hold'],
    [
      talking('a', { muted: true, farHeld: true }),
      'Talking · microphone off · you are on hold at the other end',
    ],
    [ended('a', { answeredAt: 1 }), 'Call ended'],
    [ended('a'), 'Call cancelled'],
    [ended('a', { reason: 'missed' }), 'Missed call'],
    [
      ended('a', { reason: 'transferred', wentTo: { name: 'Vera', isRefused: false } }),
      'Transferred to Vera',
    ],
    [
      ended('a', { reason: 'transferred', wentTo: { name: 'Vera', isRefused: true } }),
      'Vera did not take the call',
    ],
    [
      ended('a', { reason: 'answeredElsewhere', wentTo: { name: 'Vera', isRefused: false } }),
      'Answered by Vera',
    ],
  ])('%#: $phase', (call, words) => {
    expect(stateText(call, texts)).toBe(words);
  });

  test('is left to the head of the panel where that has all there is to say', () => {
    const isPlain = (call: Call, others: readonly Call[] = [], outage: 'link' | null = null): boolean =>
      callView(call, contextOf([call, ...others], { outage })).isPlain;
    const over = ended('z');
    for (const call of [ringing('a'), dialing('a'), talking('a')]) expect(isPlain(call, [over])).toBe(true);
    expect([
      isPlain(talking('a'), [held('b')]),
      isPlain(talking('a'), [], 'link'),
      isPlain(talking('a', { muted: true })),
      isPlain(talking('a', { farHeld: true })),
      isPlain(ringing('a', { direction: 'internal' })),
      isPlain(held('a')),
      isPlain(over),
    ]).toEqual([false, false, false, false, false, false, false]);
  });

  test('each end reason has a text of its own', () => {
    const said = endReasons.map((end_reason) => {
      const call = wireCall('a', { phase: 'ENDED', answered_at: 1, end_reason });
      return toReport(wireStatus(1, [call]), 0).calls.map((one) => stateText(one, texts))[0];
    });
    expect(new Set(said).size).toBe(endReasons.length);
  });
});

test('without a connection to the backend a live call has a note that it may be out of date', () => {
  for (const call of [ringing('a'), dialing('a'), talking('a'), held('a')])
    expect(view(call, { outage: 'backend' }).note).toMatch(/^No connection/);
  expect(view(ended('a'), { outage: 'backend' }).note).toBe('');
});

test('without a connection to the telephone system a live call has a note, and its buttons are disabled', () => {
  for (const outage of ['link', 'backend'] as const) {
    const { note, buttons } = view(ringing('a'), { outage });
    expect(note).toMatch(outage === 'link' ? /^The phone system is unavailable/ : /^No connection/);
    expect(buttons.map(({ disabled }) => disabled)).toEqual(buttons.map(() => true));
  }
  expect(view(ringing('a')).buttons.some(({ disabled }) => disabled)).toBe(false);
});
