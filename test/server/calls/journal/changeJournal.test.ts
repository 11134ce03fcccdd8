import {
  mergeJournals,
  partOf,
  withFact,
  withFactChanged,
  withParticipant,
} from '../../../../server/calls/journal/changeJournal';
import {
  newJournal,
  type Fact,
  type Journal,
  type Participant,
  type Ring,
} from '../../../../server/calls/journal/Journal';

function phone(id: string, isGone = true): Participant {
  return {
    id,
    call: 'c1',
    side: 'agent',
    extension: '101',
    number: '',
    isCaller: false,
    line: null,
    from: 0,
    end: isGone ? { at: 9, isRefused: false, isHeard: true } : null,
  };
}

function rang(who: string, from: number, more: Partial<Ring> = {}): Ring {
  return {
    type: 'rang',
    who,
    by: 'client',
    isInside: false,
    isRinging: true,
    from,
    to: from + 1,
    result: 'noAnswer',
    ...more,
  };
}

const talked = (one: string, other: string, to: number | null = 5): Fact => ({
  type: 'talked',
  who: [one, other],
  from: 0,
  to,
});

const hungUp = (who: string): Fact => ({ type: 'hungUp', who, from: 9 });

/** A journal with as many facts as it keeps. */
function full(first: readonly Fact[], rest: Fact, participants: readonly Participant[]): Journal {
  const facts = [...first, ...Array.from({ length: 600 - first.length }, () => ({ ...rest }))];
  return { ...newJournal('c1', 0), participants, facts };
}

const ids = ({ participants }: Journal): readonly string[] => participants.map(({ id }) => id);

describe('of a journal that is full', () => {
  const open = talked('client', '102', null);
  const next = rang('new', 100, { to: null, result: null });

  test('the oldest ring is dropped, and its phone if it has gone and did nothing else', () => {
    const after = (first: Fact, more: readonly Fact[] = [], gone = true): readonly string[] =>
      ids(withFact(full([first, ...more], open, [phone('a', gone), phone('z')]), next));
    expect(after(rang('a', 1))).toEqual(['z']);
    expect(after(rang('a', 1), [hungUp('a')])).toEqual(['z']);
    expect(after(rang('a', 1), [], false)).toEqual(['a', 'z']);
    expect(after(rang('a', 1), [talked('client', 'a')])).toEqual(['a', 'z']);
    expect(after(rang('a', 1), [rang('a', 2, { to: null })])).toEqual(['a', 'z']);
    expect(after(rang('a', 1), [rang('b', 2, { by: 'a', to: null })])).toEqual(['a', 'z']);
  });

  test('without rings something else that is over is dropped, a talk last; what goes on never', () => {
    const after = (first: readonly Fact[]): readonly Fact[] =>
      withFact(full(first, open, [phone('a')]), next).facts;
    const [talk, end] = [talked('client', 'a'), hungUp('a')];
    expect(after([talk, end]).slice(0, 2)).toEqual([talk, open]);
    expect(after([talk]).slice(0, 1)).toEqual([open]);
    expect(after([])).toHaveLength(601);
    expect(after([]).at(-1)).toBe(next);
  });
});

test('a fact that is the same changes nothing, a participant that is known is replaced', () => {
  const journal = withParticipant({ ...newJournal('c1', 0), facts: [hungUp('a')] }, phone('a', false));
  const [fact] = journal.facts;
  if (fact === undefined) throw new Error('no fact');
  expect(withFactChanged(journal, fact, fact)).toBe(journal);
  expect(withParticipant(journal, phone('a')).participants).toEqual([phone('a')]);
});

test('of two journals that merge the older one gives its id; of two that began at once the lower id', () => {
  const journal = (id: string, startedAt: number): Journal => ({
    ...newJournal(id, startedAt),
    participants: [phone('a')],
  });
  const merged = (one: Journal, other: Journal): string => mergeJournals(one, other).id;
  expect([merged(journal('1', 5), journal('2', 3)), merged(journal('1', 3), journal('2', 5))]).toEqual([
    '2',
    '1',
  ]);
  expect([merged(journal('2', 3), journal('1', 3)), merged(journal('1', 3), journal('2', 3))]).toEqual([
    '1',
    '1',
  ]);
  expect(mergeJournals(journal('1', 3), journal('2', 5)).participants).toHaveLength(1);
});

test('the part of a whole call without participants begins with the journal', () => {
  expect(partOf({ ...newJournal('c1', 7), participants: [phone('a')] }, 'other')).toMatchObject({
    id: 'other',
    startedAt: 7,
    participants: [],
  });
});
