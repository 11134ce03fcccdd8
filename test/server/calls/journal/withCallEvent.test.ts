import type { CallEvent } from '../../../../server/calls/CallEvent';
import { newJournal, type Journal } from '../../../../server/calls/journal/Journal';
import { recordOf } from '../../../../server/calls/journal/recordOf';
import { isOver, withCallEvent } from '../../../../server/calls/journal/withCallEvent';

const CLIENT = '+79101234567';

/** @param events with their time, if they have none of their own and it matters */
function after(...events: readonly (readonly [string, CallEvent, at?: number])[]): Journal {
  return events.reduce(
    (journal, [extension, event, at = 2_000]) => withCallEvent(journal, event, { call: 'w', extension, at }),
    newJournal('w', 0),
  );
}

function began(id: string, at: number, phase: 'ringing' | 'dialing' = 'ringing'): CallEvent {
  const direction = phase === 'ringing' ? 'inbound' : 'outbound';
  return {
    type: 'began',
    id,
    direction,
    phase,
    number: CLIENT,
    at,
    via: phase === 'ringing' ? 'sales' : null,
  };
}

function ended(
  id: string,
  reason: 'hungUp' | 'missed' | 'busy' | 'answeredElsewhere' | 'transferred',
  at: number,
): CallEvent {
  return { type: 'ended', id, reason, at };
}

test('a client who rings two agents and talks with one', () => {
  const journal = after(
    ['101', began('a', 1_000)],
    ['102', began('b', 1_000)],
    ['102', { type: 'answered', id: 'b', at: 5_000 }],
    ['101', ended('a', 'answeredElsewhere', 5_000)],
    ['102', { type: 'held', id: 'b', isHeld: true }, 7_000],
    ['102', ended('b', 'hungUp', 9_000)],
  );
  expect(isOver(journal)).toBe(true);
  // The phone that left holds no one any more.
  expect(journal.facts).toContainEqual(expect.objectContaining({ type: 'held', from: 7_000, to: 9_000 }));
  expect(recordOf(journal, 'w')).toMatchObject({
    direction: 'inbound',
    number: CLIENT,
    via: 'sales',
    outcome: 'answered',
    extension: '102',
    extensions: ['101', '102'],
    answeredAt: 5_000,
    endedAt: 9_000,
  });
});

test('a client who is handed over stays until the last agent leaves', () => {
  const first = [
    ['101', began('a', 1_000)],
    ['101', { type: 'answered', id: 'a', at: 2_000 }],
    ['102', began('b', 3_000)],
    ['101', ended('a', 'transferred', 3_000)],
  ] as const;
  expect(isOver(after(...first))).toBe(false);
  const journal = after(...first, ['102', ended('b', 'missed', 8_000)]);
  expect(isOver(journal)).toBe(true);
  expect(recordOf(journal, 'w')).toMatchObject({ outcome: 'answered', extension: '101', endedAt: 3_000 });
});

test('a client who is called and is busy', () => {
  const journal = after(['101', began('a', 1_000, 'dialing')], ['101', ended('a', 'busy', 3_000)]);
  expect(recordOf(journal, 'w')).toMatchObject({ direction: 'outbound', outcome: 'busy', extension: '101' });
});

test('a call between colleagues has both, and makes no record', () => {
  const call = { type: 'began', direction: 'internal', at: 1_000 } as const;
  const journal = after(
    ['101', { ...call, id: 'a', phase: 'dialing', number: '102' }],
    ['102', { ...call, id: 'b', phase: 'ringing', number: '101' }],
    ['102', { type: 'answered', id: 'b', at: 2_000 }],
    ['101', { type: 'answered', id: 'a', at: 2_000 }],
    ['101', ended('a', 'hungUp', 4_000)],
    ['102', ended('b', 'hungUp', 4_000)],
  );
  expect(isOver(journal)).toBe(true);
  expect(recordOf(journal, 'w')).toBeNull();
  expect(journal.facts).toContainEqual({ type: 'talked', who: ['102/b', '101/a'], from: 2_000, to: 4_000 });
});

test('events of calls that are not known change nothing', () => {
  const journal = newJournal('w', 0);
  const moment = { call: 'w', extension: '101', at: 1 };
  expect(withCallEvent(journal, ended('a', 'hungUp', 1), moment)).toBe(journal);
  expect(isOver(journal)).toBe(false);
});

test('an agent who is connected with another party talks with that one, on hold or not', () => {
  const talk = [
    ['101', began('a', 1_000)],
    ['102', began('b', 1_000)],
    ['101', { type: 'answered', id: 'a', at: 2_000 }],
  ] as const;
  const talks = (journal: Journal): readonly (readonly string[])[] =>
    journal.facts.flatMap((fact) => (fact.type === 'talked' ? [fact.who] : []));
  const before = after(...talk);
  const outside = after(...talk, ['101', { type: 'connected', id: 'a', number: '+79995556677' }]);
  expect([talks(before).length, talks(outside).length]).toEqual([1, 2]);
  expect(outside.participants.some(({ number }) => number === '+79995556677')).toBe(true);
  const colleague = after(...talk, ['101', { type: 'connected', id: 'a', number: '102' }]);
  expect(talks(colleague).at(-1)).toEqual(['101/a', '102/b']);
  // With the same party again, and of an agent who does not talk: nothing changes.
  expect(after(...talk, ['101', { type: 'connected', id: 'a', number: CLIENT }])).toEqual(before);
  expect(after(...talk, ['102', { type: 'connected', id: 'b', number: '+79995556677' }])).toEqual(before);
});

test('an agent whose colleague has left by a transfer talks with whom the colleague has handed over', () => {
  const call = { type: 'began', direction: 'internal', at: 1_000 } as const;
  const journal = after(
    ['101', { ...call, id: 'a', phase: 'dialing', number: '102' }],
    ['102', { ...call, id: 'b', phase: 'ringing', number: '101' }],
    ['102', { type: 'answered', id: 'b', at: 2_000 }],
    ['102', ended('b', 'transferred', 4_000)],
    ['101', { type: 'connected', id: 'a', number: CLIENT }, 4_000],
    ['101', ended('a', 'hungUp', 9_000)],
  );
  expect(isOver(journal)).toBe(true);
  expect(recordOf(journal, 'w')).toMatchObject({ number: CLIENT, answeredAt: 4_000, endedAt: 9_000 });
});

test.each([
  ['busy', [['101', ended('a', 'busy', 6_000)]], { outcome: 'busy', answeredAt: null }],
  [
    'answered',
    [
      ['101', { type: 'answered', id: 'a', at: 6_000 }],
      ['101', ended('a', 'hungUp', 9_000)],
    ],
    { outcome: 'answered', answeredAt: 6_000, endedAt: 9_000 },
  ],
] as const)('an agent who is transferred to a client calls them: %s', (_how, events, record) => {
  const call = { type: 'began', direction: 'internal', at: 1_000 } as const;
  const called = { type: 'connected', id: 'a', number: CLIENT, isCalled: true } as const;
  const journal = after(
    ['101', { ...call, id: 'a', phase: 'dialing', number: '102' }],
    ['102', { ...call, id: 'b', phase: 'ringing', number: '101' }],
    ['102', { type: 'answered', id: 'b', at: 2_000 }],
    ['102', ended('b', 'transferred', 4_000)],
    ['101', { ...called, isOutside: true }, 4_000],
    ...events,
  );
  expect(recordOf(journal, 'w')).toMatchObject({
    direction: 'outbound',
    number: CLIENT,
    extension: '101',
    ...record,
  });
});

test('a hold that is reported twice is one, and its end without a begin is none', () => {
  const talk = [
    ['101', began('a', 1_000)],
    ['101', { type: 'answered', id: 'a', at: 2_000 }],
  ] as const;
  const held = (isHeld: boolean, at: number): readonly ['101', CallEvent, number] => [
    '101',
    { type: 'held', id: 'a', isHeld },
    at,
  ];
  const holds = (journal: Journal): readonly (readonly [number, number | null])[] =>
    journal.facts.flatMap((fact) => (fact.type === 'held' ? [[fact.from, fact.to]] : []));
  expect(holds(after(...talk, held(false, 3_000)))).toEqual([]);
  expect(holds(after(...talk, held(true, 3_000), held(true, 4_000)))).toEqual([[3_000, null]]);
  expect(holds(after(...talk, held(true, 3_000), held(false, 5_000)))).toEqual([[3_000, 5_000]]);
  expect(after(...talk, ['101', { type: 'muted', id: 'a', isMuted: true }])).toEqual(after(...talk));
});
