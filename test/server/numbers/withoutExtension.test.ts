import fc from 'fast-check';
import { withoutExtension } from '../../../server/numbers/withoutExtension';
import { channelSnapshot } from '../../../server/telephony/asterisk/tracking/channelSnapshot';

const CLIENT = '+79101234567';

test.each([
  [`${CLIENT};ext=5`, CLIENT],
  [`${CLIENT};phone-context=+7;user=phone`, CLIENT],
  [`${CLIENT} доб. 5`, CLIENT],
  [`${CLIENT}, ext. 12`, CLIENT],
  [`${CLIENT}x5`, CLIENT],
  [`${CLIENT} x 5`, CLIENT],
  ['8 (910) 123-45-67 доб 115', '8 (910) 123-45-67'],
  ['8 (910) 123-45-67 (доб. 115)', '8 (910) 123-45-67'],
  [`${CLIENT},12`, CLIENT],
  [`${CLIENT},,12#`, CLIENT],
  [`${CLIENT} #12`, CLIENT],
  [`${CLIENT}*12`, CLIENT],
  [`${CLIENT}p12`, CLIENT],
])('%j is a number with an extension behind it', (text, number) => {
  expect(withoutExtension(text)).toBe(number);
});

test.each([
  CLIENT,
  '101',
  '101x5',
  '101#5',
  '*97',
  '*72*79101234567',
  'ivan.petrov',
  '0x5f',
  `${CLIENT} Ivan`,
  `${CLIENT}#`,
  `${CLIENT},79160000000`,
  '12345;ext=5',
  '',
])('%j stays as it is', (text) => {
  expect(withoutExtension(text)).toBe(text);
});

test('a text as long as a request is read at once, whatever stands in it', () => {
  const part = fc.constantFrom('1', ' ', ',', '.', '-', '(', ')', '#', 'x', 'ext', '\t');
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
      const text = `+1234567${parts.join('').repeat(20_000)}!`;
      // One that tries all ways to match would not come back before the test's limit.
      expect(withoutExtension(text)).toBe(text);
    }),
    { numRuns: 30 },
  );
});

test('a channel of Asterisk has its number without it, and its place in the dialplan as it is', () => {
  const { number, exten } = channelSnapshot(
    {
      Uniqueid: '1.1',
      Channel: 'PJSIP/trunk-1',
      Linkedid: '1.1',
      ChannelState: '4',
      CallerIDNum: `${CLIENT};ext=5`,
      Exten: '1234567x5',
      Context: 'in',
    },
    '',
  );
  expect([number, exten]).toEqual([CLIENT, '1234567x5']);
});

test.each([' ', ',', ', ', '(', '9', '9 ', '- '])(
  'a text of 600,000 characters takes no time: %j',
  (filler) => {
    const long = filler.repeat(600_000 / filler.length);
    for (const text of [
      `${CLIENT}${long}z`,
      `${CLIENT}ext${long}z`,
      `${CLIENT}ext:${long}z`,
      `${CLIENT}x${long}z`,
    ])
      expect(withoutExtension(text)).toBe(text);
  },
);
