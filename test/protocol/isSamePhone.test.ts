import fc from 'fast-check';
import { readDialled, readPhones } from '../../protocol/readPhones';
import { isSamePhone, phoneEnd, phoneKey, typedDigits } from '../../protocol/isSamePhone';
import { searchDigits } from '../../protocol/searchDigits';

/** A number and the ways in which people of its country write it. */
const WRITTEN: readonly (readonly [string, readonly string[]])[] = [
  [
    '+7495',
    ['+7 (495) ddd-dd-dd', '8 (495) ddd-dd-dd', '8-495-ddd-dd-dd', '+7 495 ddd dd dd', '8495ddddddd'],
  ],
  ['+7910', ['+7 910 ddd-dd-dd', '8 910 ddd dd dd', '+7.910.ddd.dd.dd', '+7910ddddddd', '+7/910/ddd/dd/dd']],
  ['+37529', ['+375 (29) ddd-dd-dd', '+375 29 ddd dd dd', '8 029 ddd-dd-dd', '00375 29 ddddddd']],
  ['+38050', ['+38 (050) ddd-dd-dd', '+380 50 ddd dd dd', '050 ddd dd dd', '050ddddddd']],
  ['+90532', ['+90 532 ddd dd dd', '+90 (0532) ddd dd dd', '0532 ddd dd dd', '532 ddd dd dd']],
  ['+346', ['+34 6dd dd dd dd', '6dd dd dd dd', '6dd ddd ddd', '0034 6dd ddd ddd']],
  ['+55119', ['+55 (11) 9dddd-dddd', '(11) 9dddd-dddd', '11 9dddd dddd', '+55 11 9dddd dddd']],
  ['+9198', ['+91 98ddd ddddd', '98ddd ddddd', '098ddd ddddd', '+91-98dddddddd']],
  ['+5255', ['+52 55 dddd dddd', '55 dddd dddd', '+52 1 55 dddd dddd']],
  [
    '+4420',
    ['+44 20 dddd dddd', '+44 (0)20 dddd dddd', '020 dddd dddd', '0044 20 dddd dddd', '+44 (020) dddd dddd'],
  ],
];

/** Replaces each `d` of a form by a digit. */
function filled(form: string, digits: string): string {
  let at = 0;
  return form.replace(/d/g, () => digits[at++ % digits.length] ?? '');
}

const someNumber = fc
  .tuple(fc.constantFrom(...WRITTEN), fc.nat(), fc.nat(), fc.integer({ min: 1_010_101, max: 9_999_999 }))
  .map(([[prefix, forms], one, other, seed]) => {
    const digits = String(seed) + String(seed % 10);
    return {
      prefix,
      one: filled(forms[one % forms.length] ?? '', digits),
      other: filled(forms[other % forms.length] ?? '', digits),
    };
  });

test('all forms of a number are the same telephone, and differ from those of other numbers', () => {
  fc.assert(
    fc.property(someNumber, someNumber, (own, foreign) => {
      const [one, other, third] = [own.one, own.other, foreign.one].map((text) => {
        const phones = readPhones(text);
        expect(phones).toHaveLength(1);
        return phones[0]?.number ?? '';
      });
      // Two forms without a country code can't be compared; one of the two must have it.
      const isTold = [own.one, own.other].some((text) => /^(?:\+|00|8)/.test(text)) || own.one === own.other;
      if (isTold)
        expect([own.one, own.other, isSamePhone(one ?? '', other ?? '')]).toEqual([own.one, own.other, true]);
      if (own.prefix !== foreign.prefix)
        expect([own.one, foreign.one, isSamePhone(one ?? '', third ?? '')]).toEqual([
          own.one,
          foreign.one,
          false,
        ]);
    }),
    { numRuns: 2_000 },
  );
});

test('text behind a number never changes which one is dialled: that number or none', () => {
  const behind = fc.constantFrom(
    ' доб. 115',
    ', 115',
    ' / 115',
    ' Иван',
    ' (Иван)',
    ' - Иван',
    '; ',
    '!',
    ' WhatsApp',
    '\n',
    ' x115',
    ' с 9 до 18',
    ' (доб. 1-15)',
    ', кв. 5',
    '*',
    ' @',
    '<b>',
    'abc',
    ' ramal 12',
  );
  fc.assert(
    fc.property(someNumber, behind, someNumber, fc.boolean(), (first, end, second, isTwo) => {
      const alone = readDialled(first.one)?.number;
      expect(alone).toBeDefined();
      const text = `${first.one}${end}${isTwo ? `, ${second.one}` : ''}`;
      expect([text, [alone, undefined].includes(readDialled(text)?.number)]).toEqual([text, true]);
    }),
    { numRuns: 2_000 },
  );
});

test('two numbers with a blank between them are not joined', () => {
  fc.assert(
    fc.property(someNumber, someNumber, (first, second) => {
      const alone = readDialled(first.one)?.number;
      const text = `${first.one} ${second.one}`;
      expect([text, [alone, undefined].includes(readDialled(text)?.number)]).toEqual([text, true]);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['+79101234567', '89101234567', true],
  ['+79101234567', '9101234567', true],
  ['8109101234567890', '+9101234567890', true],
  ['00442079460018', '+442079460018', true],
  ['02079460018', '+442079460018', true],
  ['5551234567', '+15551234567', true],
  ['1234567890', '+441234567890', false],
  ['101', '101', true],
  ['+78123334455', '+79213334455', false],
  ['2133344', '+79213334455', false],
  ['+19101234567', '+79101234567', false],
  ['3334455', '+79213334455', false],
  ['11912345678', '+5511912345678', true],
  ['011912345678', '+5511912345678', true],
  ['71912345678', '+5571912345678', true],
  ['5512345678', '+525512345678', true],
  ['5512345678', '+5215512345678', true],
  ['9876543210', '+919876543210', true],
  ['09876543210', '919876543210', true],
  ['5321234567', '+905321234567', true],
  ['05321234567', '+905321234567', true],
  ['612345678', '+34612345678', true],
  ['612345678', '34612345678', true],
  ['80291234567', '+375291234567', true],
  ['291234567', '+375291234567', true],
  ['0501234567', '+380501234567', true],
  ['0612345678', '+390612345678', true],
  ['810442079460018', '+442079460018', true],
  ['88005553535', '+78005553535', true],
  ['0501234567', '+79501234567', false],
  ['+84951234567', '84951234567', false],
  ['+84951234567', '+74951234567', false],
  ['02211234', '+79102211234', false],
  ['09101234567', '+79101234567', false],
  ['612345678', '+79612345678', false],
  ['612345678', '+33612345678', false],
  ['11912345678', '+7911912345678', false],
  ['4712345678', '+4712345678', false],
  ['80291234567', '+70291234567', false],
  ['', '+79101234567', false],
  ['', '', false],
])('%s and %s are the same telephone: %s', (one, other, isSame) => {
  expect([isSamePhone(one, other), isSamePhone(other, one)]).toEqual([isSame, isSame]);
});

/** Numbers in all forms, and other texts that a telephone system or a person may write instead. */
const anyNumber = fc.oneof(
  someNumber.map(({ one }) => readPhones(one)[0]?.number ?? ''),
  fc
    .tuple(
      fc.constantFrom('', '+', '00', '810', '8', '80', '0', '+7', '+52', '+521', '+54', '+549', '*'),
      fc.nat(),
    )
    .map(([prefix, digits]) => `${prefix}${digits}`),
  fc.stringMatching(/^[+*#08]{0,3}\d{0,14}[#a-z]?$/),
  fc.constantFrom('', 'anonymous', '+'),
);

/** Two of them; in half of the cases two forms of the same number. */
const twoNumbers = fc.oneof(
  fc.tuple(anyNumber, anyNumber),
  someNumber.map(({ one, other }) => [one, other] as const),
  fc
    .tuple(
      anyNumber,
      fc.constantFrom('8', '+7', '00', '810', '+', '0', '+375', '80', '+521', '+52', '+39', '+47'),
    )
    .map(([number, prefix]) => [number, prefix + number.replace(/^\+?[78]?/, '')] as const),
);

test('equal keys mean the same telephone; numbers with a plus that are the same have equal keys', () => {
  fc.assert(
    fc.property(twoNumbers, ([one, other]) => {
      const isKey = phoneKey(one) === phoneKey(other) && phoneKey(one) !== '';
      const isSame = isSamePhone(one, other);
      if (isKey || [one, other].every((number) => number.startsWith('+')))
        expect([one, other, isKey]).toEqual([one, other, isSame]);
      expect(phoneKey(phoneKey(one))).toBe(phoneKey(one));
    }),
    { numRuns: 5_000 },
  );
});

test('all forms of a number have the same phoneEnd', () => {
  fc.assert(
    fc.property(twoNumbers, ([one, other]) => {
      if (isSamePhone(one, other)) expect([one, other, phoneEnd(one)]).toEqual([one, other, phoneEnd(other)]);
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ['+*0000#', '0*0000#'],
  ['+44*0000#', '0*0000#'],
  ['+380#12345', '80#12345'],
  ['+7910+1234', '0910+1234'],
])('%s and %s are service codes, not forms of one number', (one, other) => {
  expect([isSamePhone(one, other), phoneKey(one) === phoneKey(other)]).toEqual([false, false]);
  expect(isSamePhone(one, one)).toBe(true);
});

test.each([
  ['89101234567', '+79101234567'],
  ['8 (910) 123-45-67', '+79101234567'],
  ['79101234567', '+79101234567'],
  ['00442079460018', '+442079460018'],
  ['+84951234567', '+84951234567'],
  ['+5215512345678', '+525512345678'],
  ['9101234567', '9101234567'],
  ['101', '101'],
  ['*97', '*97'],
  ['anonymous', ''],
])('the key of %s is "%s"', (number, key) => {
  expect(phoneKey(number)).toBe(key);
});

test.each([
  ['+7 (910) 123-45-67', '9101234567'],
  ['123456', '123456'],
  ['1234', ''],
  ['anonymous', ''],
])('amoCRM is searched for %s by "%s"', (number, digits) => {
  expect(searchDigits(number)).toBe(digits);
});

test.each([
  ['8 910 123-45-67', '79101234567'],
  ['+7 910', '7910'],
  ['910', '910'],
  ['Anna 5', ''],
])('typed %s is searched for by the digits "%s"', (text, digits) => {
  expect(typedDigits(text)).toBe(digits);
});
