import * as v from 'valibot';
import { CommandFault } from '../../../server/calls/CommandFault';
import { DialingGuard } from '../../../server/dialing/DialingGuard';
import { dialingSettingsSchema } from '../../../server/dialing/dialingSettings';

const anna = { email: 'anna@example.com', extension: '101', name: 'Anna' };

/** What of these is dialled, of codes that pick up a ring, listen in and open voicemail, and of numbers. */
function dialled(settings: v.InferInput<typeof dialingSettingsSchema>): string[] {
  const guard = new DialingGuard({
    settings: v.parse(dialingSettingsSchema, settings),
    agents: [anna],
    clock: { now: () => 0, elapsed: () => 0 },
    logger: { warn: () => undefined },
    toPbx: (number) => number,
    toCrm: (number) => number,
  });
  const purposes = ['call', 'transfer'] as const;
  return ['*8', '**102', '*555102', '#31#', '*97', '+79101234567', '102', '112'].filter((number) =>
    purposes.every((purpose) => {
      try {
        guard.demand(anna, number, purpose);
        return true;
      } catch (error) {
        if (error instanceof CommandFault && error.reason === 'NumberForbidden') return false;
        throw error;
      }
    }),
  );
}

test('codes of the telephone system are dialled unless the settings deny them, all or some', () => {
  const numbers = ['+79101234567', '102', '112'];
  expect(dialled({})).toEqual(['*8', '**102', '*555102', '#31#', '*97', ...numbers]);
  expect(dialled({ deny: ['*', '#'] })).toEqual(numbers);
  expect(dialled({ deny: ['*', '#'], allow: ['*97'] })).toEqual(['*97', ...numbers]);
  expect(dialled({ deny: ['*8', '**', '*555'] })).toEqual(['#31#', '*97', ...numbers]);
});
