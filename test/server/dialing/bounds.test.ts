import * as v from 'valibot';
import { CommandFault } from '../../../server/calls/CommandFault';
import type { DialPurpose, JoinedEnd } from '../../../server/calls/DialBounds';
import { DialingGuard } from '../../../server/dialing/DialingGuard';
import { dialingSettingsSchema } from '../../../server/dialing/dialingSettings';
import type { LogLine } from '../../../server/system/LogLine';

const anna = { email: 'anna@example.com', extension: '101', name: 'Anna' };
const boris = { email: 'boris@example.com', extension: '102', name: 'Boris' };
/** Monday, 12:00 in Moscow. */
const MONDAY_NOON = Date.parse('2026-11-30T09:00:00Z');
const MINUTE = 60_000;

class Office {
  elapsed = 0;
  readonly lines: LogLine[] = [];
  readonly guard: DialingGuard;

  constructor(settings: v.InferInput<typeof dialingSettingsSchema> = {}) {
    this.guard = new DialingGuard({
      settings: v.parse(dialingSettingsSchema, settings),
      agents: [anna, boris],
      clock: { now: () => MONDAY_NOON + this.elapsed, elapsed: () => this.elapsed },
      logger: { warn: (line) => void this.lines.push(line) },
      toPbx: (number) => number.replace(/^7000/, '810882'),
      toCrm: (number) => number,
    });
  }

  dial(number: string, purpose: DialPurpose = 'call', agent = anna): string {
    return this.outcome(() => this.guard.demand(agent, number, purpose));
  }

  outcome(demand: () => void): string {
    try {
      demand();
      return 'dialled';
    } catch (error) {
      return error instanceof CommandFault ? error.reason : String(error);
    }
  }
}

test('premium and satellite numbers are not dialled by default, nor what the number rules make of a number', () => {
  const office = new Office();
  expect(
    ['88091234567', '+882161234567', '700012345678', '+79101234567', '+4930123456', '103', '102'].map(
      (number) => office.dial(number),
    ),
  ).toEqual([
    'NumberForbidden',
    'NumberForbidden',
    'NumberForbidden',
    'dialled',
    'dialled',
    'dialled',
    'dialled',
  ]);
});

test('beginnings are denied and allowed by the settings, an allowed one first', () => {
  const office = new Office({ deny: ['+7495', '0911'], allow: ['+7495777', '+88216'] });
  expect(
    ['84951234567', '84957771234', '0911', '+882161234567', '+881612345678'].map((number) =>
      office.dial(number),
    ),
  ).toEqual(['NumberForbidden', 'dialled', 'NumberForbidden', 'dialled', 'NumberForbidden']);
});

test('a short number that is denied is none behind a code, nor behind the digit for the line', () => {
  const office = new Office({ deny: ['0911', '900'], allow: ['09112'], outsidePrefixes: ['9'] });
  const denied = ['0911', '*720911', '*72*0911', '#31#0911', '*72900', '90911', '*31#*72*0911#'];
  expect(denied.map((number) => office.dial(number))).toEqual(denied.map(() => 'NumberForbidden'));
  const other = ['*7209112', '*97', '*72*101', '9112', '9101'];
  expect(other.map((number) => office.dial(number))).toEqual(other.map(() => 'dialled'));
});

test('what is read by leaving digits out allows nothing', () => {
  const office = new Office({ allow: ['+7816', '+7809'] });
  expect(['881612345678', '988091234567', '88091234567123'].map((number) => office.dial(number))).toEqual([
    'NumberForbidden',
    'NumberForbidden',
    'NumberForbidden',
  ]);
  expect(office.dial('88091234567')).toBe('dialled');
});

test('a code that may forward all calls of a phone is no way abroad, within the country it is dialled', () => {
  const office = new Office({ transfersAbroad: ['102'] });
  for (const code of ['*7281049301234567', '*72*81049301234567#', '*21*0049301234567#', '#4930123456789']) {
    expect([code, office.dial(code)]).toEqual([code, 'TransferForbidden']);
    expect(office.dial(code, 'call', boris)).toBe('dialled');
  }
  for (const code of [
    '*7289101234567',
    '*72*89101234567#',
    '*67+79101234567'.replace('+', ''),
    '*97',
    '*8102',
  ])
    expect([code, office.dial(code)]).toEqual([code, 'dialled']);
});

test('a digit too many behind a code makes a number abroad none at home', () => {
  const office = new Office({ transfersAbroad: ['102'] });
  const codes = [
    '*21*81029758123459',
    '*7229758123459',
    '*72*29758123459#',
    '#29758123459',
    '*7281029758123459',
  ];
  expect(codes.map((code) => office.dial(code))).toEqual(codes.map(() => 'TransferForbidden'));
  expect(codes.map((code) => office.dial(code, 'call', boris))).toEqual(codes.map(() => 'dialled'));
  const home = ['*21*89758123459', '*7289758123459', '*729758123459', '*6779758123459', '*31#89758123459'];
  expect(home.map((code) => office.dial(code))).toEqual(home.map(() => 'dialled'));
});

test('a client is handed over abroad by those who may alone', () => {
  const office = new Office({ transfersAbroad: ['102'] });
  expect(office.dial('+4930123456', 'transfer')).toBe('TransferForbidden');
  expect(office.dial('+4930123456', 'transfer', boris)).toBe('dialled');
  expect(office.dial('+79101234567', 'transfer')).toBe('dialled');
  expect(new Office({ transfersAbroad: 'all' }).dial('+4930123456', 'transfer')).toBe('dialled');
});

test('an agent dials so many numbers a minute, tries that are refused among them; 112 always', () => {
  const office = new Office({ limits: { agentPerMinute: 3 } });
  const tries = ['88091234567', '+79101234567', '102', '+79101234567'].map((number) => office.dial(number));
  expect(tries).toEqual(['NumberForbidden', 'dialled', 'dialled', 'TooManyRequests']);
  expect([office.dial('112'), office.dial('+79101234567', 'call', boris)]).toEqual(['dialled', 'dialled']);
  office.elapsed += MINUTE;
  expect(office.dial('+79101234567')).toBe('dialled');
});

test('an agent dials ten short numbers a minute, whatever else was dialled', () => {
  const office = new Office({
    limits: { agentPerMinute: 1, agentPerDay: 1 },
    hours: { from: '01:00', to: '02:00' },
  });
  office.dial('102');
  const dialled = Array.from({ length: 12 }, () => office.dial('112'));
  expect(dialled).toEqual([...dialled.slice(0, 10).fill('dialled'), 'TooManyRequests', 'TooManyRequests']);
  expect(office.dial('112', 'call', boris)).toBe('dialled');
  expect(office.guard.refused().get('minute')).toBe(2);
  office.elapsed += MINUTE / 10;
  expect([office.dial('112'), office.dial('112')]).toEqual(['dialled', 'TooManyRequests']);
});

test('all agents together dial so many numbers a minute', () => {
  const office = new Office({ limits: { accountPerMinute: 2 } });
  expect([office.dial('102'), office.dial('102')]).toEqual(['dialled', 'dialled']);
  expect(office.dial('101', 'call', boris)).toBe('TooManyRequests');
});

test('within 24 hours so many are dialled, by an agent and by all', () => {
  const office = new Office({ limits: { agentPerDay: 2, accountPerDay: 3 } });
  expect([1, 2, 3].map(() => office.dial('+79101234567'))).toEqual(['dialled', 'dialled', 'TooManyCalls']);
  expect([1, 2].map(() => office.dial('+79101234567', 'call', boris))).toEqual(['dialled', 'TooManyCalls']);
  office.elapsed += 23 * 60 * MINUTE;
  expect(office.dial('+79101234567')).toBe('TooManyCalls');
  office.elapsed += 2 * 60 * MINUTE;
  expect(office.dial('+79101234567')).toBe('dialled');
});

test('outside of the hours only colleagues and short numbers are dialled', () => {
  const office = new Office({ hours: { from: '09:00', to: '18:00', days: ['mon'] } });
  expect(office.dial('+79101234567')).toBe('dialled');
  office.elapsed += 6 * 60 * MINUTE;
  expect(['+79101234567', '102', '0611'].map((number) => office.dial(number))).toEqual([
    'OutsideHours',
    'dialled',
    'dialled',
  ]);
});

test('hours may go over midnight, into a day that is not among the days', () => {
  const office = new Office({ hours: { from: '22:00', to: '02:00', days: ['mon'] } });
  const at = (hours: number): string => {
    office.elapsed = hours * 60 * MINUTE;
    return office.dial('+79101234567');
  };
  // From noon on: 21:59 is 10 h later, 23:00 11, 01:00 13, 02:00 14; the day after, 23:00.
  expect([at(9.9), at(11), at(13), at(14), at(35)]).toEqual([
    'OutsideHours',
    'dialled',
    'dialled',
    'OutsideHours',
    'OutsideHours',
  ]);
});

test('refusals are counted by reason, and an alarm gets one line a minute without the whole number', () => {
  const office = new Office();
  for (let tries = 0; tries < 3; tries += 1) office.dial('+882161234567');
  expect(office.guard.refused().get('number')).toBe(3);
  expect(office.lines.map((line) => line.fieldsIn('en'))).toEqual([
    {
      event: 'dialing.refused',
      extension: '101',
      reason: 'number',
      number: '…4567',
      purpose: 'call',
    },
  ]);
});

test('two outer ends are joined unless one was dialled abroad; a right allows that, too', () => {
  const office = new Office({ transfersAbroad: ['102'] });
  const join = (one: JoinedEnd, other: JoinedEnd, agent = anna): string =>
    office.outcome(() => office.guard.demandJoin(agent, [one, other]));
  const end = (direction: JoinedEnd['direction'], number: string): JoinedEnd => ({ number, direction });
  const home = end('outbound', '+79161234567');
  const abroad = end('outbound', '+4930123456');
  const fromAbroad = end('inbound', '+4930123456');
  expect([join(abroad, home), join(home, abroad), join(abroad, home, boris)]).toEqual([
    'TransferForbidden',
    'TransferForbidden',
    'dialled',
  ]);
  // A colleague, a number of the office, a client abroad who has called and one who withholds the number.
  for (const inside of [end('internal', '102'), end('outbound', '700')])
    expect(join(abroad, inside)).toBe('dialled');
  expect(join(end('inbound', ''), abroad)).toBe('TransferForbidden');
  expect(join(fromAbroad, home)).toBe('dialled');
  // Once it was dialled, the call of a colleague who has it from us is one that came in.
  office.dial('+4930123456');
  expect(join(fromAbroad, home)).toBe('TransferForbidden');
  office.elapsed += 26 * 60 * MINUTE;
  expect(join(fromAbroad, home)).toBe('dialled');
});
