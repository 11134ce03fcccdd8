import * as v from 'valibot';
import { CommandFault } from '../../../server/calls/CommandFault';
import type { JoinedEnd } from '../../../server/calls/DialBounds';
import { DialingGuard } from '../../../server/dialing/DialingGuard';
import { dialingSettingsSchema } from '../../../server/dialing/dialingSettings';
import { numberSettingsSchema } from '../../../server/numbers/numberSettings';
import { rewriteNumber } from '../../../server/numbers/rewriteNumber';

const anna = { email: 'anna@example.com', extension: '101', name: 'Anna' };
const boris = { email: 'boris@example.com', extension: '102', name: 'Boris' };
const home: JoinedEnd = { number: '+79161234567', direction: 'outbound' };

/** An office with the number rules that one has without setting any. */
class Office {
  private readonly rules = v.parse(numberSettingsSchema, {});
  private readonly guard: DialingGuard;

  constructor(settings: v.InferInput<typeof dialingSettingsSchema> = {}) {
    this.guard = new DialingGuard({
      settings: v.parse(dialingSettingsSchema, settings),
      agents: [anna, boris],
      clock: { now: () => 0, elapsed: () => 0 },
      logger: { warn: () => undefined },
      toPbx: this.toPbx,
      toCrm: this.toCrm,
    });
  }

  readonly toPbx = (number: string): string => rewriteNumber(this.rules.toPbx, number);
  readonly toCrm = (number: string): string => rewriteNumber(this.rules.toCrm, number);

  dial(number: string): string {
    return outcome(() => this.guard.demand(anna, number, 'call'));
  }

  /** Joins Anna's call, and then that of a colleague who has it from her, with a number at home. */
  joins(shown: string): readonly string[] {
    return [
      outcome(() => this.guard.demandJoin(anna, [{ number: shown, direction: 'outbound' }, home])),
      outcome(() => this.guard.demandJoin(boris, [{ number: shown, direction: 'inbound' }, home])),
    ];
  }
}

function outcome(action: () => void): string {
  try {
    action();
    return 'done';
  } catch (error) {
    return error instanceof CommandFault ? error.reason : String(error);
  }
}

test.each([
  '+9607771234',
  '+3545551234',
  '+4532123456',
  '+3725123456',
  '+4236601234',
  '+3933312345',
  '+9613123456',
  '+9687123456',
  '+85291234567',
  '+85366123456',
  '+85512345678',
  '+4721234567',
  '+493012345678',
])('%s was called abroad, in whatever way the telephone system shows it', (number) => {
  const office = new Office();
  expect(office.dial(number)).toBe('done');
  // As it comes back from the telephone system: in Russia's ten digits, for many of them.
  expect(office.joins(office.toCrm(office.toPbx(number)))).toEqual([
    'TransferForbidden',
    'TransferForbidden',
  ]);
  expect(office.joins(number)).toEqual(['TransferForbidden', 'TransferForbidden']);
});

test('the dialplan may cut off what is dialled for an outside line', () => {
  const office = new Office({ outsidePrefixes: ['9'] });
  expect(office.dial('99607771234')).toBe('done');
  expect(office.joins(office.toCrm('9607771234'))).toEqual(['TransferForbidden', 'TransferForbidden']);
});

test('a call within the country is joined with another one', () => {
  const office = new Office();
  expect(office.dial('+79607771234')).toBe('done');
  expect(office.dial('+9607771235')).toBe('done');
  expect(office.joins('+79607771234')).toEqual(['done', 'done']);
});

test('a number at home behind the prefix of a line is no number abroad, whatever its digits would be as they stand', () => {
  const [with88, without] = [new Office({ outsidePrefixes: ['88'] }), new Office()];
  for (const office of [with88, without]) expect(office.dial('8879101234567')).toBe('done');
  expect(with88.joins('8879101234567')).toEqual(['done', 'done']);
  // Without the setting it may be one.
  expect(without.joins('8879101234567')).toEqual(['TransferForbidden', 'TransferForbidden']);
  expect(with88.dial('889607771234')).toBe('done');
  expect(with88.joins('889607771234')).toEqual(['TransferForbidden', 'TransferForbidden']);
});
