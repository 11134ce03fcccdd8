import fc from 'fast-check';
import { phoneNumber } from '../../src/domain/phoneNumber';

test.each([
  ['+7 (910) 123-45-67', '+79101234567', ''],
  ['8 916 555-12-12', '89165551212', ''],
  ['+7 495 500-10-20 доб. 12', '+74955001020', '12'],
  ['+7 495 500 10 20 доб12', '+74955001020', '12'],
  ['+7 495 500-10-20, доб. 12', '+74955001020', '12'],
  ['74955001020 ext. 305', '74955001020', '305'],
  ['74955001020x305', '74955001020', '305'],
  ['74955001020#305', '74955001020', '305'],
  ['+74955001020,305', '+74955001020', '305'],
  ['+7 495 500-10-20 (вн. 7)', '+74955001020', '7'],
  ['101', '101', ''],
  ['tel:+79101234567', '+79101234567', ''],
  ['+7\u00a0910\u2011123\u201345\u221267', '+79101234567', ''],
  ['＋７９１０１２３４５６７', '+79101234567', ''],
  ['\u202a+79101234567\u202c', '+79101234567', ''],
  ['+49 30/901820', '+4930901820', ''],
  ['*97', '*97', ''],
  ['*72#', '*72#', ''],
  ['+79101234567, +74955001020', '+79101234567', ''],
  ['+79101234567; 8 495 500-10-20', '+79101234567', ''],
  ['89101234567 или 89101234568', '89101234567', ''],
])('%s is dialled as %s, extension %s', (text, number, extension) => {
  expect(phoneNumber(text, 3)).toEqual({ kind: 'number', number, extension });
});

test.each([
  '',
  '  ',
  'zzz!',
  'Иван',
  '12',
  '+',
  '++79101234567',
  '7910 123 45 67 abc',
  '12345678901234567890123',
  '+7910<b>1234567',
  '<script>',
])('%s is no number', (text) => {
  expect(phoneNumber(text, 3)).toEqual({ kind: 'invalid' });
});

test('a number shorter than the shortest internal number is invalid', () => {
  expect(phoneNumber('12', 2).kind).toBe('number');
  expect(phoneNumber('123', 4).kind).toBe('invalid');
});

test('the result has only characters that can be dialled, and reading it again gives the same', () => {
  const digit = fc.constantFrom(...'0123456789+-() .,;#*xдоб'.split(''));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: digit, maxLength: 40 })), (text) => {
      const phone = phoneNumber(text, 3);
      if (phone.kind === 'invalid') return;
      expect(phone.number).toMatch(/^(?:\+?\d{3,20}|[*#][\d*#]{1,20})$/);
      expect(phone.extension).toMatch(/^\d{0,8}$/);
      expect(phoneNumber(phone.number, 3)).toEqual({ kind: 'number', number: phone.number, extension: '' });
    }),
    { numRuns: 2_000 },
  );
});
