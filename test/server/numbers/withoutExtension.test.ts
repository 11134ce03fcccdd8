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
])('%j is a number with an extension behind it', (text, number) => {
  expect(withoutExtension(text)).toBe(number);
});

test.each([CLIENT, '101', '101x5', '*97', 'ivan.petrov', '0x5f', `${CLIENT} Ivan`, '12345;ext=5', ''])(
  '%j stays as it is',
  (text) => {
    expect(withoutExtension(text)).toBe(text);
  },
);

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
