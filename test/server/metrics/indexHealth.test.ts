import { indexHealth } from '../../../server/metrics/indexHealth';

const filled = { isFilled: true, cards: 7, ageMs: 0 };

test('an index whose changes could not be read for a quarter of an hour is old, in words', () => {
  expect(indexHealth({ ...filled, ageMs: 899_000 }, true, 'en')).toEqual({
    state: 'filled',
    cards: 7,
    age_seconds: 899,
  });
  const old = indexHealth({ ...filled, ageMs: 900_000 }, true, 'ru');
  expect(old).toMatchObject({ state: 'old', age_seconds: 900 });
  expect(old.reason).toMatch(/15 минут/);
});

test.each([
  ['one that another backend keeps', { ...filled, ageMs: 9_000_000 }, false, 'filled'],
  ['one that was never looked through', { ...filled, ageMs: null }, true, 'filled'],
  ['one that is still filled', { isFilled: false, cards: 0, ageMs: 9_000_000 }, true, 'filling'],
] as const)('%s is not old', (_what, facts, isKept, state) => {
  expect(indexHealth(facts, isKept, 'en').state).toBe(state);
});
