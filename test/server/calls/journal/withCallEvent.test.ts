import type { CallEvent } from '../../../../server/calls/CallEvent';
import { newJournal, type Journal } from '../../../../server/calls/journal/Journal';
import { recordOf } from '../../../../server/calls/journal/recordOf';
import { isOver, withCallEvent } from '../../../../server/calls/journal/withCallEvent';

const CLIENT = '+79101234567';

function after(...events: readonly (readonly [string, CallEvent])[]): Journal {
  return events.reduce(
    (journal, [extension, event]) => withCallEvent(journal, extension, event),
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
    ['102', { type: 'held', id: 'b', isHeld: true }],
    ['102', ended('b', 'hungUp', 9_000)],
  );
  expect(isOver(journal)).toBe(true);
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
  expect(withCallEvent(journal, '101', ended('a', 'hungUp', 1))).toBe(journal);
  expect(isOver(journal)).toBe(false);
});
