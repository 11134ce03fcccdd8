import { openNote } from '../../../src/domain/notes/CallNote';
import { isOutcomeMissing, noOutcomes, type Outcomes } from '../../../src/domain/notes/Outcomes';

const note = openNote(
  'c1',
  { title: 'Ольга', via: null, leads: [] },
  { talkSeconds: 60, endedAt: 1, waitsUntil: 2, moreMinutes: 0 },
);

const outcomesOf = (lines: readonly string[] | null): Outcomes => ({
  required: 'never',
  list: [{ id: 'sold', text: 'Продано', lines, task: null }],
});

test('an outcome that the backend wants is missing also before the outcomes have been read', () => {
  expect(isOutcomeMissing(noOutcomes, note)).toBe(true);
  expect(isOutcomeMissing(outcomesOf(null), note)).toBe(true);
});

test('none is missing where there is none to choose', () => {
  expect(isOutcomeMissing(outcomesOf(['service']), note)).toBe(false);
});
