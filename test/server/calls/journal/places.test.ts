import * as v from 'valibot';
import { closeCall, mergeJournals, partOf } from '../../../../server/calls/journal/changeJournal';
import {
  newJournal,
  type Journal,
  type Participant,
  type PlacedText,
} from '../../../../server/calls/journal/Journal';
import { withPlace } from '../../../../server/calls/journal/withPlace';
import { withoutNumber } from '../../../../server/calls/journal/withoutNumber';
import { journalSchema } from '../../../../server/telephony/journalSchema';

function journal(call: string, startedAt = 0): Journal {
  const participant: Participant = {
    id: `${call}-client`,
    call,
    side: 'outside',
    extension: null,
    number: '+79101234567',
    isCaller: true,
    line: null,
    from: startedAt,
    end: null,
  };
  return { ...newJournal(call, startedAt), participants: [participant] };
}

function said(text: string, at: number): PlacedText {
  return { text, by: '101', at };
}

const stored = (one: Journal): Journal => v.parse(journalSchema, JSON.parse(JSON.stringify(one)));

test('a note, outcome, deal and stage stand in the journal, and are read again as they were stored', () => {
  const noted = withPlace(journal('c1'), 'c1', 'note', said('wants a discount', 5.4));
  const all = withPlace(noted, 'c1', 'deal', { text: '1042', by: null, at: 7 });
  expect(all.places).toEqual({
    c1: { note: said('wants a discount', 5), deal: { text: '1042', by: null, at: 7 } },
  });
  expect(stored(all)).toEqual(all);
});

test('a journal that an earlier release stored has none', () => {
  expect(stored(journal('c1'))).toEqual(journal('c1'));
  expect('places' in journal('c1')).toBe(false);
});

test('the later text stays, in whatever order they come; a removed one leaves nothing', () => {
  const later = withPlace(journal('c1'), 'c1', 'outcome', said('sold', 9));
  expect(withPlace(later, 'c1', 'outcome', said('thinks', 4))).toBe(later);
  expect(withPlace(later, 'c1', 'outcome', said('refused', 9)).places?.['c1']?.outcome?.text).toBe('refused');
  expect(withPlace(later, 'c1', 'outcome', null)).toEqual(journal('c1'));
  expect(withPlace(later, 'c1', 'outcome', said('', 10))).toEqual(journal('c1'));
  const both = withPlace(later, 'c1', 'stage', said('7', 1));
  expect(withPlace(both, 'c1', 'stage', null)).toEqual(later);
  expect(withPlace(later, 'c1', 'note', null)).toBe(later);
});

test('a client who is to be forgotten is forgotten in notes, too', () => {
  const noted = withPlace(journal('c1'), 'c1', 'note', said('call back: +79107654321', 1));
  const text = withoutNumber(JSON.stringify(noted), '9107654321', () => false);
  expect(text).toContain('call back: +7xxxxxxxxxx');
});

test('a text that is too long is cut, between characters', () => {
  const long = withPlace(journal('c1'), 'c1', 'outcome', said('😀'.repeat(150), 1));
  expect(long.places?.['c1']?.outcome?.text).toBe('😀'.repeat(100));
});

test('a whole call that is not in the journal, or closed, gets nothing', () => {
  const one = journal('c1');
  expect(withPlace(one, 'c2', 'note', said('x', 1))).toBe(one);
  expect(withPlace({ ...one, closed: ['c1'] }, 'c1', 'note', said('x', 1)).places).toBeUndefined();
});

test('whole calls that merge keep theirs, and each takes its own with it when it is closed', () => {
  const [one, other] = [
    withPlace(journal('c1'), 'c1', 'note', said('first', 1)),
    withPlace(journal('c2', 3), 'c2', 'note', said('second', 2)),
  ];
  const merged = mergeJournals(one, other);
  expect(mergeJournals(other, journal('c1')).places).toEqual(other.places);
  expect(mergeJournals(journal('c1'), other).places).toEqual(other.places);
  expect(mergeJournals(one, withPlace(one, 'c1', 'note', said('later', 5))).places).toEqual({
    c1: { note: said('later', 5) },
  });
  expect(partOf(merged, 'c1').places).toEqual(one.places);
  expect(closeCall(merged, 'c1').places).toEqual(other.places);
  expect('places' in closeCall(other, 'c2')).toBe(false);
  expect('places' in partOf(merged, 'c3')).toBe(false);
});
