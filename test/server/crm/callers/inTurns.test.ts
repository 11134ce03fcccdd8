import { inTurns } from '../../../../server/crm/callers/inTurns';

const made = (responsibleId: number | null, ...ids: readonly number[]) =>
  ids.map((id) => ({ id, responsibleId }));

test('who has made many cards with lower ids leaves room for the first one of everybody else', () => {
  const cards = [...made(4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), ...made(2, 71, 72), ...made(null, 80)];
  expect(inTurns(cards).map(({ id }) => id)).toEqual([1, 71, 80, 2, 72, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(inTurns(made(2, 5, 3, 4)).map(({ id }) => id)).toEqual([5, 3, 4]);
});
