import * as v from 'valibot';
import { numberSettingsSchema } from '../../../../server/numbers/numberSettings';
import { rewriteNumber } from '../../../../server/numbers/rewriteNumber';
import { foreignNote } from '../../../../server/telephony/asterisk/actions/foreignNote';

/** The note for a number under these rules; by default those that an office has without setting any. */
function noteOf(number: string, settings: v.InferInput<typeof numberSettingsSchema> = {}): string | null {
  const rules = v.parse(numberSettingsSchema, settings);
  return foreignNote(rules, number, rewriteNumber(rules.toPbx, number));
}

test.each(['9607771234', '3545551234', '85291234567', '4721234567'])(
  '+%s, which the rules show as a number at home, is noted as it was dialled',
  (digits) => {
    expect(noteOf(`+${digits}`)).toBe(`${digits}|+${digits}`);
  },
);

test.each(['+79101234567', '+78001234567', '+493012345678', '89101234567', '9101234567', '102', '*72'])(
  '%s is shown by the rules',
  (number) => {
    expect(noteOf(number)).toBeNull();
  },
);

test('rules of an office that show a number in another form are kept', () => {
  expect(noteOf('+79101234567', { toCrm: [] })).toBeNull();
  const tenDigits = { match: '^7(\\d{10})$', replace: '$1' };
  const withSeven = { match: '^([349]\\d{9})$', replace: '7$1' };
  const toPbx = [{ match: '^\\+(\\d+)$', replace: '$1' }, withSeven];
  expect(noteOf('+79101234567', { toCrm: [tenDigits], toPbx })).toBeNull();
});
