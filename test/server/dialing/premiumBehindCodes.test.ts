import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import plans from 'libphonenumber-js/metadata.max.json';
import { isDialled } from './isDialled';

/** Where libphonenumber's metadata has the kinds of a plan's numbers, and premium ones among them. */
const [KINDS, PREMIUM] = [11, 3];
type Plan = readonly unknown[];

/** The pattern of each plan's premium numbers, without the country's code: `['1', '900[2-9]\d{6}']`. */
const premiumPlans = Object.values<Plan>({ ...plans.countries, ...plans.nonGeographic }).flatMap((plan) => {
  const kinds = plan[KINDS];
  const premium: unknown = Array.isArray(kinds) ? kinds[PREMIUM] : undefined;
  return Array.isArray(premium) ? [{ code: String(plan[0]), pattern: String(premium[0]) }] : [];
});

/** A premium number of any country but Russia, or one of a satellite, with the country's code and without `+`. */
const costly = fc
  .oneof(
    fc
      .constantFrom(...premiumPlans)
      .chain(({ code, pattern }) =>
        fc.stringMatching(new RegExp(`^(?:${pattern})$`)).map((national) => code + national),
      ),
    fc
      .tuple(fc.constantFrom('870', '881', '882', '883'), fc.stringMatching(/^\d{8,10}$/))
      .map((parts) => parts.join('')),
  )
  .filter((digits) => digits.length > 7 && parsePhoneNumberFromString(`+${digits}`)?.isValid() === true)
  .filter((digits) => !digits.startsWith('7'));

/** A code without a sign at its end, of any length: `*`, `*8`, `*72`, `#740`, `*31#*21`. */
const glued = fc
  .tuple(
    fc.constantFrom('*', '#', '**', '*31#*'),
    fc.stringMatching(/^\d{0,4}$/),
    fc.constantFrom('', '', '0', '8', '9'),
  )
  .map((parts) => parts.join(''));

test('a premium or satellite number is behind no code, in whatever form and whatever its end looks like', () => {
  expect(premiumPlans.length).toBeGreaterThan(150);
  fc.assert(
    fc.property(
      glued,
      fc.constantFrom('', '', '00', '810'),
      costly,
      fc.constantFrom('', '#'),
      (code, exit, digits, end) => {
        // Eleven digits behind an 8 may be a number at home, which they are also without a code.
        fc.pre(
          exit !== '' || digits.length !== 11 || parsePhoneNumberFromString(digits, 'RU')?.isValid() !== true,
        );
        const dialled = `${code}${exit}${digits}${end}`;
        fc.pre(dialled.length <= 21);
        expect([dialled, isDialled(dialled)]).toEqual([dialled, false]);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  '*819005551234',
  '*119005551234',
  '*449091234567',
  '#819005551234',
  '*728419001234',
  '*7409290012345',
  '*7284239002541',
])('%s, which ends as a number at home, is not dialled', (dialled) => {
  expect(isDialled(dialled)).toBe(false);
});

test('what the office denies is not dialled behind a code either, where its end looks like a number at home', () => {
  expect(isDialled('*819162234567', { deny: ['+1'] })).toBe(false);
  expect(isDialled('*7284951234567', { deny: ['+49', '+951'] })).toBe(true);
});
