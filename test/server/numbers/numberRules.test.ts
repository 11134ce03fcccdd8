import fc from 'fast-check';
import { parse, safeParse } from 'valibot';
import { explainNumber } from '../../../server/numbers/explainNumber';
import { expressionFault } from '../../../server/numbers/expressionFault';
import { numberRuleSchema } from '../../../server/numbers/NumberRule';
import { numberSettingsSchema } from '../../../server/numbers/numberSettings';
import { rewriteNumber, ruleFor } from '../../../server/numbers/rewriteNumber';
import { english } from '../support/inEnglish';

const RUSSIAN = parse(numberSettingsSchema, {});

test.each([
  ['+79161234567', '79161234567'],
  ['89161234567', '79161234567'],
  ['79161234567', '79161234567'],
  ['+380441234567', '380441234567'],
  ['101', '101'],
  ['*8101', '*8101'],
  ['112', '112'],
])('by default %s is dialled as %s', (number, dialled) => {
  expect(rewriteNumber(RUSSIAN.toPbx, number)).toBe(dialled);
});

test.each([
  ['79161234567', '+79161234567'],
  ['89161234567', '+79161234567'],
  ['9161234567', '+79161234567'],
  ['4951234567', '+74951234567'],
  ['+79161234567', '+79161234567'],
  ['810380441234567', '+380441234567'],
  ['00380441234567', '+380441234567'],
  ['380441234567', '+380441234567'],
  ['101', '101'],
  ['anonymous', 'anonymous'],
  ['', ''],
])('by default amoCRM gets %s as %s', (number, written) => {
  expect(rewriteNumber(RUSSIAN.toCrm, number)).toBe(written);
});

test('the first rule that matches counts, and only it', () => {
  const rules = [
    { match: '^9', replace: '8' },
    { match: '^8', replace: '7' },
    { match: '(\\d)$', replace: '<$1>' },
  ];
  expect(rewriteNumber(rules, '900')).toBe('800');
  expect(rewriteNumber(rules, '800')).toBe('700');
  expect(rewriteNumber(rules, '100')).toBe('10<0>');
  expect(ruleFor(rules, 'x')).toBeNull();
});

test.each(['79161234567;ext=5', '8 (916) 123-45-67 доб. 5', '89161234567,,5'])(
  'an extension behind the number is no part of it for the rules: %s',
  (text) => {
    const rules = [
      { match: '^(?:7|8)\\D*(\\d{3})\\D*(\\d{3})\\D*(\\d\\d)\\D?(\\d\\d)$', replace: '+7$1$2$3$4' },
    ];
    expect(rewriteNumber(rules, text)).toBe('+79161234567');
  },
);

test('a text that is too long for a number is left alone', () => {
  const rules = [{ match: '\\d', replace: 'x' }];
  expect(rewriteNumber(rules, '1'.repeat(40))).toBe(`x${'1'.repeat(39)}`);
  expect(rewriteNumber(rules, '1'.repeat(41))).toBe('1'.repeat(41));
});

test.each([
  ['(', 'not a regular expression'],
  ['(\\d+)+$', 'must not be repeated'],
  ['(?:1|1)*$', 'must not be repeated'],
  ['(a){2,}', 'must not be repeated'],
  ['\\d*\\d*\\d*\\d*x', 'too many ways'],
  ['^(\\d+)(\\d+)(\\d+)(\\d+)(\\d+)x$', 'too many ways'],
  ['1{2,}2{2,}3{2,}4{2,}', 'too many ways'],
  [`^${'\\d?'.repeat(60)}x$`, 'too many ways'],
  [`^${'\\d??'.repeat(20)}x$`, 'too many ways'],
  [`^${'(?:\\d\\d?)?'.repeat(16)}x$`, 'too many ways'],
  [`^${'(?:\\d|\\d\\d)'.repeat(14)}x$`, 'too many ways'],
  [`^${'\\d{0,9}'.repeat(6)}x$`, 'too many ways'],
  [`^${'(?<!1{0,40})\\d*'.repeat(4)}x$`, 'too many ways'],
  ['1'.repeat(201), '200 characters'],
])('the expression %s is a fault', (expression, said) => {
  expect(expressionFault(expression)?.en).toContain(said);
  expect(safeParse(numberRuleSchema, { match: expression, replace: '' }).success).toBe(false);
});

test('what only looks like a repeated group is none', () => {
  const usual = [
    '^\\+?(?:7|8)?(\\d{10})$',
    '^(?=\\d{5,}$)9?(\\d+?)(\\d{7})$',
    '^(\\d*)0(\\d*)0(\\d*)$',
    '[?|*]{10}\\?',
  ];
  for (const expression of ['\\)+', '[)]+', '(?:810)?(\\d+)', '[+*]\\+\\*', '(\\d{10})$', ...usual])
    expect(expressionFault(expression)).toBeNull();
});

test('an expression that is let through is quick with any number', () => {
  const part = fc.constantFrom(
    '\\d*',
    '\\d+',
    '[0-9]*',
    '1',
    '(?:8|7)?',
    '.*',
    '(\\d)',
    '1{2,}',
    '\\d{0,9}',
    '\\d?',
    '(?:\\d|\\d\\d)',
    '(?:\\d\\d?)?',
    '(?=\\d*)',
    'x',
    '^',
    '$',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), fc.stringMatching(/^[0-9]{0,40}$/), (parts, number) => {
      const match = parts.join('');
      fc.pre(expressionFault(match) === null);
      // One that tries all ways to match would not come back before the test's limit.
      expect(typeof rewriteNumber([{ match, replace: '' }], number)).toBe('string');
    }),
  );
});

test('what becomes of a number is explained rule by rule', () => {
  const settings = {
    toPbx: [
      { match: '^\\+', replace: '' },
      { match: '^8', replace: '7' },
    ],
    toCrm: [{ match: '^7', replace: '+7' }],
  };
  expect(english(explainNumber(settings, '+7916'))).toEqual([
    '+7916 to the telephone system: 7916',
    '  * ^\\+ -> : makes 7916',
    '    ^8 -> 7: does not match',
    '+7916 to amoCRM: +7916',
    '    ^7 -> +7: does not match',
  ]);
});
