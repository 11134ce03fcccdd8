import { flowNumbering as numbering } from './support/flowNumbering';
import { missedAfter } from './support/missedLists';
import { recorded } from './support/recordings';

/*
 * 1003 consults 1001 in vain, talks with the client again, then with 1001 by a second call, and consults the queue of 1001 and 1002
 * in vain, all but one by the same channel.
 */
test('who is consulted in vain again, after the client was talked with meanwhile, has missed it again', () => {
  const { missed } = missedAfter(recorded('flows', 'consulted-twice'), { numbering });
  expect(missed).toEqual(['1001: 1003', '1002: 1003']);
});

test('a number outside that a client is put through to in vain makes no entry of its own', () => {
  const { watch } = missedAfter(recorded('flows', 'joined-then-outside'), { numbering });
  expect(
    watch.records.filter(({ direction }) => direction === 'outbound').map(({ number }) => number),
  ).toEqual(['+79101000005']);
});
