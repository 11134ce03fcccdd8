import fc from 'fast-check';
import { getExampleNumber, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { hasCostlyTail } from './hasCostlyTail';
import { isDialled } from './isDialled';

const codes = [
  '*21*',
  '*72*',
  '*72',
  '*90',
  '*61*',
  '*62',
  '*67',
  '#31#',
  '*31#',
  '**21*',
  '*740*',
  '*31#*72*',
];
const code = fc.constantFrom(...codes);
const end = fc.constantFrom('', '#');

test('a number at home, landline or mobile, is forwarded to behind every code', () => {
  // Moscow, Petersburg, Yekaterinburg, Novosibirsk, Kazan and mobile operators, in the two forms that have the country.
  const area = fc.constantFrom('495', '499', '812', '343', '383', '843', '910', '921', '955', '960', '999');
  const rest = fc.integer({ min: 1_000_000, max: 9_999_999 });
  fc.assert(
    fc.property(code, fc.constantFrom('8', '7'), area, rest, end, (before, first, city, digits, after) => {
      const dialled = `${before}${first}${city}${digits}${after}`;
      // Few are another, premium, number as well.
      fc.pre(!hasCostlyTail(dialled));
      expect([dialled, isDialled(dialled)]).toEqual([dialled, true]);
    }),
    { numRuns: 800 },
  );
});

test('nearly all numbers at home are dialled behind a code of two or three digits without a sign, in their whole form', () => {
  // Every 199,999th number of the plan's mobile and Moscow's ranges; few of them are refused.
  const numbers = [9_010_000_000, 4_950_000_000].flatMap((first) =>
    Array.from({ length: 250 }, (_, index) => String(first + index * 199_999)),
  );
  const dialled = numbers.map((number, index) => `${codes[index % codes.length]!}8${number}`);
  const home = dialled.filter((_, index) =>
    parsePhoneNumberFromString(`8${numbers[index]!}`, 'RU')?.isValid(),
  );
  expect(home.length).toBeGreaterThan(300);
  expect(home.filter((one) => !isDialled(one)).length).toBeLessThan(4);
});

// The last is one of Ukhta, and with + one of a satellite.
test.each(['*21*84951234567', '*7284951234567', '*6289551234567', '*7288216123456'])(
  '%s is dialled',
  (dialled) => {
    expect(isDialled(dialled)).toBe(true);
  },
);

test('a number abroad is forwarded to behind no code, in each form in which lines take it', () => {
  const countries = Object.keys(examples).filter((one) => !['RU', 'KZ'].includes(one)) as CountryCode[];
  fc.assert(
    fc.property(
      code,
      fc.constantFrom('810', '00', ''),
      fc.constantFrom(...countries),
      end,
      (before, exit, country, after) => {
        const abroad = getExampleNumber(country, examples)!.number.slice(1);
        // Without an exit code seven digits are a local number, and eleven behind an 8 are one at home.
        fc.pre(exit !== '' || (abroad.length > 7 && !/^8\d{10}$/.test(abroad)));
        const dialled = `${before}${exit}${abroad}${after}`;
        expect([dialled, isDialled(dialled)]).toEqual([dialled, false]);
      },
    ),
    { numRuns: 800 },
  );
});
