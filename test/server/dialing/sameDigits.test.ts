import * as v from 'valibot';
import { CommandFault } from '../../../server/calls/CommandFault';
import type { DialPurpose } from '../../../server/calls/DialBounds';
import { DialingGuard } from '../../../server/dialing/DialingGuard';
import { dialingSettingsSchema } from '../../../server/dialing/dialingSettings';
import { numberSettingsSchema } from '../../../server/numbers/numberSettings';
import { rewriteNumber } from '../../../server/numbers/rewriteNumber';

const anna = { email: 'anna@example.com', extension: '101', name: 'Anna' };

/** What becomes of each number under these number rules; by default the ones that an office has without setting any. */
function outcomes(
  numbers: readonly string[],
  purpose: DialPurpose = 'call',
  numberSettings: v.InferInput<typeof numberSettingsSchema> = {},
  settings: v.InferInput<typeof dialingSettingsSchema> = {},
): readonly string[] {
  const { toPbx, toCrm } = v.parse(numberSettingsSchema, numberSettings);
  const guard = new DialingGuard({
    settings: v.parse(dialingSettingsSchema, settings),
    agents: [anna],
    clock: { now: () => 0, elapsed: () => 0 },
    logger: { warn: () => undefined },
    toPbx: (number) => rewriteNumber(toPbx, number),
    toCrm: (number) => rewriteNumber(toCrm, number),
  });
  return numbers.map((number) => {
    try {
      guard.demand(anna, number, purpose);
      return 'dialled';
    } catch (error) {
      return error instanceof CommandFault ? error.reason : String(error);
    }
  });
}

test.each(['4239002541', '3856055350'])('premium %s leaves as the same digits without its plus', (digits) => {
  expect(outcomes([`+${digits}`, digits])).toEqual(['NumberForbidden', 'NumberForbidden']);
  // Russia's number of these ten digits leaves in another form.
  expect(outcomes([`+7${digits}`, `8${digits}`])).toEqual(['dialled', 'dialled']);
});

test('ten digits of a usual number are dialled', () => {
  const usual = ['9161234567', '4951234567', '4930123456', '8121234567', '9607771234'];
  expect(outcomes(usual)).toEqual(usual.map(() => 'dialled'));
});

test('nobody is handed over abroad in ten digits that are a number at home as well', () => {
  expect(outcomes(['+9607771234', '9607771234', '4930123456'], 'transfer')).toEqual([
    'TransferForbidden',
    'TransferForbidden',
    'TransferForbidden',
  ]);
  expect(outcomes(['89607771234', '+79607771234', '9161234567'], 'transfer')).toEqual([
    'dialled',
    'dialled',
    'dialled',
  ]);
});

test('where the rules send a number at home in this form, or a foreign one in another, it is read as one at home', () => {
  const tenDigits = [
    { match: '^(?:\\+7|8)(\\d{10})$', replace: '$1' },
    { match: '^\\+(\\d+)$', replace: '$1' },
  ];
  const exitCode = [
    { match: '^\\+7(\\d{10})$', replace: '8$1' },
    { match: '^\\+(\\d+)$', replace: '810$1' },
  ];
  for (const toPbx of [tenDigits, exitCode])
    expect(outcomes(['9607771234', '89607771234', '4239002541'], 'transfer', { toPbx })).toEqual([
      'dialled',
      'dialled',
      'dialled',
    ]);
});

test('a number behind a code is read as the same number without it', () => {
  const forwarded = ['*21*9607771234', '*21*9607771234#', '*729607771234', '#9607771234'];
  expect(outcomes(forwarded)).toEqual(forwarded.map(() => 'TransferForbidden'));
  expect(outcomes(['*21*4239002541'])).toEqual(['NumberForbidden']);
  const home = ['*21*89607771234', '*21*79607771234#', '*7289607771234', '*729161234567', '#89607771234'];
  expect(outcomes(home)).toEqual(home.map(() => 'dialled'));
});

test.each([
  '*72*4239002541',
  '#31#3856055350',
  '*31#*72*4239002541',
  '*7294239002541',
  '*21*94239002541',
  '94239002541',
  '03856055350',
  '1414239002541',
  '8514239002541',
])('%s: a premium number is read as the same digits with a plus, wherever it begins', (dialled) => {
  expect(outcomes([dialled])).toEqual(['NumberForbidden']);
  const prefixes = { outsidePrefixes: ['9', '0', '141'] };
  expect(outcomes([dialled], 'call', {}, prefixes)).toEqual(['NumberForbidden']);
  // Rules that keep the plus leave a number at home.
  expect(outcomes([dialled], 'call', { toPbx: [] })).not.toContain('NumberForbidden');
});

test('behind a digit for the line, or a code, a number at home in its whole form is dialled', () => {
  const home = [
    '984239002541',
    '974239002541',
    '*21*84239002541',
    '*21*89161234567',
    '*7284951234567',
    '99161234567',
    '984951234567',
  ];
  expect(outcomes(home)).toEqual(home.map(() => 'dialled'));
  const settings = { outsidePrefixes: ['9'] };
  expect(outcomes(['99607771234'], 'transfer', {}, settings)).toEqual(['TransferForbidden']);
  // More digits behind a foreign number, as typed, make it none at home: a switch ignores them.
  expect(outcomes(['98359805095', '973843939501'], 'transfer', {}, settings)).toEqual([
    'TransferForbidden',
    'TransferForbidden',
  ]);
  const german = { country: 'DE', outsidePrefixes: ['0'] };
  expect(outcomes(['00414436435350'], 'transfer', {}, german)).toEqual(['TransferForbidden']);
  // The rules have made it a whole number before the telephone system has it.
  expect(outcomes(['89607771234'], 'transfer', {}, { outsidePrefixes: ['8'] })).toEqual(['dialled']);
});

test('rules that keep the plus tell the two apart; rules that add it make a foreign number of the digits', () => {
  const adds = [{ match: '^([1-9]\\d{9})$', replace: '+$1' }];
  expect(outcomes(['9607771234', '*21*9607771234'], 'transfer', { toPbx: [] })).toEqual([
    'dialled',
    'dialled',
  ]);
  expect(outcomes(['9607771234'], 'transfer', { toPbx: adds })).toEqual(['TransferForbidden']);
  expect(outcomes(['4239002541'], 'call', { toPbx: adds })).toEqual(['NumberForbidden']);
});

test('what is allowed allows the reading that it names, and no other of the same digits', () => {
  const allow = ['+7'];
  expect(outcomes(['4239002541', '84239002541', '88091234567'], 'call', {}, { allow })).toEqual([
    'NumberForbidden',
    'dialled',
    'dialled',
  ]);
  expect(outcomes(['4239002541'], 'call', {}, { allow: ['+7', '+423'] })).toEqual(['dialled']);
  // Behind the digit for a line it is the number that is allowed.
  const behindLine = { allow: ['+7809'], outsidePrefixes: ['9'] };
  expect(outcomes(['988091234567', '984959001234'], 'call', {}, behindLine)).toEqual(['dialled', 'dialled']);
});
