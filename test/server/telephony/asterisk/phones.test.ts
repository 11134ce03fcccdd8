import { parse, safeParse } from 'valibot';
import { abilitiesOf } from '../../../../server/telephony/asterisk/abilitiesOf';
import { agentOfChannel } from '../../../../server/telephony/asterisk/agentOfChannel';
import { agentPhone, devicesOf } from '../../../../server/telephony/asterisk/AgentPhone';
import { asteriskSettingsSchema } from '../../../../server/telephony/asterisk/asteriskSettings';

const LEAST = { ami: { user: 'asteriskng' }, secret: 's' };

const settings = parse(asteriskSettingsSchema, {
  ...LEAST,
  autoAnswer: 'callInfo',
  phones: {
    '102': { answer: 'redial' },
    '103': { answer: 'redial', autoAnswer: 'none' },
    '104': {
      devices: ['PJSIP/104-desk', 'PJSIP/{extension}-soft'],
      answer: 'pickup',
      answerDevice: 'PJSIP/204',
    },
    '105': { answer: 'pickup' },
    '106': { answer: 'notify', hold: 'phone' },
  },
});

test('an extension has what is set for all, unless something is set for it', () => {
  expect(agentPhone(settings, '101')).toEqual({
    extension: '101',
    devices: ['PJSIP/101'],
    answer: { by: 'none' },
    autoAnswer: 'callInfo',
    hold: 'server',
  });
  expect(agentPhone(settings, '102').answer).toEqual({ by: 'redial', headers: 'callInfo' });
  expect(agentPhone(settings, '103').answer).toEqual({ by: 'redial', headers: 'both' });
  expect(agentPhone(settings, '104')).toMatchObject({
    devices: ['PJSIP/104-desk', 'PJSIP/104-soft'],
    answer: { by: 'pickup', device: 'PJSIP/204' },
  });
});

test('answering is offered only where a way is set, and attended transfer where the server holds', () => {
  const can = (extension: string) => abilitiesOf(agentPhone(settings, extension));
  expect(can('101').has('answer')).toBe(false);
  expect(can('102').has('answer')).toBe(true);
  // Without the other phone no phone can take the call over.
  expect(can('105').has('answer')).toBe(false);
  expect([can('101').has('consult'), can('106').has('consult')]).toEqual([true, false]);
  expect(can('106').has('hold')).toBe(true);
});

test('a channel is known by its phone, also with dashes in the name', () => {
  const owner = agentOfChannel(
    new Map(['101', '104'].map((extension) => [extension, devicesOf(agentPhone(settings, extension))])),
  );
  expect(owner('PJSIP/101-0000004a')).toBe('101');
  expect(owner('pjsip/101-0000004a')).toBe('101');
  expect(owner('PJSIP/104-desk-00000001')).toBe('104');
  expect(owner('PJSIP/204-00000001')).toBe('104');
  for (const stranger of [
    'PJSIP/104-00000001',
    'PJSIP/1011-00000001',
    'PJSIP/trunk-00000001',
    'SIP/101-1',
    'PJSIP',
    '',
  ])
    expect(owner(stranger)).toBeNull();
});

test.each([
  [{ ...LEAST, context: 'from internal' }],
  [{ ...LEAST, context: 'a,1' }],
  [{ ...LEAST, devices: ['PJSIP/101&PJSIP/102'] }],
  [{ ...LEAST, devices: ['101'] }],
  [{ ...LEAST, devices: [] }],
  [{ ...LEAST, phones: { anna: {} } }],
  [{ ...LEAST, answer: 'pickup' }],
  [{ ...LEAST, ringSeconds: 1 }],
  [{ ...LEAST, dialOptions: 'T' }],
  [{ ...LEAST, dialOptions: 'M(macro)' }],
  [{ ...LEAST, secret: '' }],
  [{ ...LEAST, ami: { user: 'a\r\nb' } }],
])('settings that Asterisk could misunderstand are a fault: %j', (input) => {
  expect(safeParse(asteriskSettingsSchema, input).success).toBe(false);
});
