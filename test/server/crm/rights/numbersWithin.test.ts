import { isSamePhone } from '../../../../protocol/isSamePhone';
import { numbersWithin } from '../../../../server/crm/rights/numbersWithin';

const HIDDEN = '+79991112233';

test.each(['989991112233', '899911122330', '+989991112233', '99991112233', '09991112233', '82689991112233'])(
  'what a telephone system may make of %s has the number in it',
  (dialled) => {
    expect(numbersWithin(dialled).some((number) => isSamePhone(number, HIDDEN))).toBe(true);
  },
);

test.each(['+79991112233', '89991112233', '8 (999) 111-22-33', '112', '*72', ''])(
  'nothing is made of %s',
  (dialled) => {
    expect(numbersWithin(dialled)).toEqual([]);
  },
);
