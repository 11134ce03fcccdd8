import type { CallEvent } from '../../../../server/calls/CallEvent';
import { EventJournals } from '../../../../server/calls/journal/EventJournals';

const CLIENT = '+79101234567';
let closed: string[];
let journals: EventJournals;

beforeEach(() => {
  closed = [];
  journals = new EventJournals((journal, record) =>
    closed.push(`${journal.id} ${record?.outcome ?? 'none'} ${record?.extension ?? 'none'}`),
  );
});

function take(trace: string, extension: string, ...events: readonly CallEvent[]): void {
  for (const event of events) journals.take(extension, event, { trace, at: 1_000 });
}

function began(id: string, direction: 'inbound' | 'internal' = 'inbound'): CallEvent {
  return { type: 'began', id, direction, phase: 'ringing', number: CLIENT, at: 1_000 };
}

const missed = (id: string): CallEvent => ({ type: 'ended', id, reason: 'missed', at: 4_000 });

test('a whole call is closed once all agents have left it', () => {
  take('w', '101', began('a'));
  take('w', '102', began('b'));
  take('w', '101', missed('a'));
  expect(closed).toEqual([]);
  take('w', '102', missed('b'));
  expect(closed).toEqual(['w missed 102']);
});

test('one that another agent takes afterwards is closed again, as a whole', () => {
  take('w', '101', began('a'), missed('a'));
  take('w', '102', began('b'), { type: 'answered', id: 'b', at: 5_000 });
  take('w', '102', { type: 'ended', id: 'b', reason: 'hungUp', at: 9_000 });
  expect(closed).toEqual(['w missed 101', 'w answered 102']);
});

test('a call between colleagues makes no record, and events of no whole call are passed over', () => {
  take('w', '101', began('a', 'internal'), missed('a'));
  expect(closed).toEqual(['w none none']);
  take('', '101', began('b'), missed('b'));
  journals.take('101', began('c'), null);
  expect(closed).toHaveLength(1);
});

test('an open call’s journal is never forgotten for a count; of those that are over the oldest are', () => {
  for (let call = 0; call < 1_100; call += 1) take(`w${call}`, '101', began(`a${call}`));
  expect(journals.size).toEqual({ open: 1_100, over: 0 });
  for (let call = 1_099; call >= 0; call -= 1) take(`w${call}`, '101', missed(`a${call}`));
  expect(closed.slice(0, 1)).toEqual(['w1099 missed 101']);
  expect(closed.slice(-1)).toEqual(['w0 missed 101']);
  expect(closed).toHaveLength(1_100);
  expect(journals.size).toEqual({ open: 0, over: 1_000 });
  // The oldest one is not known any more, the latest one is.
  take('w1099', '102', began('b'), missed('b'));
  take('w0', '102', began('c'), missed('c'));
  expect(closed.slice(-2)).toEqual(['w1099 missed 102', 'w0 missed 102']);
});
