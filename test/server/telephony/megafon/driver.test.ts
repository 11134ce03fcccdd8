import { readFileSync } from 'node:fs';
import { parse } from 'valibot';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import { loadConfiguration } from '../../../../server/config/loadConfiguration';
import { createMegafon } from '../../../../server/telephony/megafon/createMegafon';
import { createLogger } from '../../../../server/http/createLogger';
import { megafonSettingsSchema } from '../../../../server/telephony/megafon/megafonSettings';
import { FakeTimer } from '../../../support/FakeTimer';
import { KEY, TOKEN } from './startMegafon';
import { VatsListener } from './VatsListener';

const sampleRecord: CallRecord = {
  id: 'c1',
  direction: 'inbound',
  number: '+79101234567',
  via: null,
  outcome: 'answered',
  extension: '701',
  extensions: ['701'],
  startedAt: 0,
  answeredAt: 1,
  endedAt: 2,
  recording: null,
};

test.each([
  ['https://h.test/r.mp3', 1, 'https://h.test/r.mp3'],
  ['https://h.test/r.mp3', null, null],
  ['/var/spool/r.wav', 1, null],
  [null, 1, null],
])('the recording %s of a call answered at %s has the link %s', (recording, answeredAt, link) => {
  const { linkOf } = createMegafon(
    parse(megafonSettingsSchema, { address: 'https://a.b', key: 'a-key-of-8', crmToken: TOKEN }),
    {
      clock: new FakeTimer(),
      logger: createLogger('silent'),
      onColleagues: () => undefined,
      onPresence: () => undefined,
      agents: [],
    },
  );
  expect(linkOf({ ...sampleRecord, recording, answeredAt })).toBe(link);
});

test('the driver itself refuses what the VATS can not do', async () => {
  const { telephony } = new VatsListener('http://127.0.0.1:1');
  const refused = [
    telephony.run('701', { kind: 'answer', callId: 'x' }),
    telephony.run('701', { kind: 'reject', callId: 'x' }),
    telephony.run('701', { kind: 'hangup', callId: 'x' }),
    telephony.run('701', { kind: 'hold', callId: 'x', on: true }),
    telephony.run('701', { kind: 'mute', callId: 'x', on: true }),
    telephony.run('701', { kind: 'redirect', callId: 'x', target: '102' }),
    telephony.run('701', { kind: 'consult', callId: 'x', target: '102' }),
    telephony.run('701', { kind: 'completeTransfer', callId: 'x', consultingId: 'y' }),
    telephony.run('701', { kind: 'dtmf', callId: 'x', digits: '1' }),
  ];
  for (const command of refused) await expect(command).rejects.toThrow('NotSupported');
  await expect(telephony.run('701', { kind: 'originate', target: '79101234567' })).rejects.toThrow(
    'TelephonyUnavailable',
  );
});

test('key and token come from the environment, the rest from the example', () => {
  const yaml = readFileSync('server.example.yaml', 'utf8')
    .split(/\n(?:#\n|\n)/)
    .find((block) => block.includes('#   driver: megafon'));
  const env = {
    ASTERISKNG_SECRET_KEYS: KEY,
    ASTERISKNG_MEGAFON_KEY: 'key-of-the-vats',
    ASTERISKNG_MEGAFON_TOKEN_FILE: 'token.txt',
  };
  const files: Record<string, string> = {
    'server.yaml': (yaml ?? '').replace(/^# /gm, ''),
    'token.txt': `${TOKEN}\n`,
  };
  const { telephony } = loadConfiguration(env, (path) => files[path] ?? null);
  const defaults = { address: 'https://company.megapbx.ru', key: 'key-of-the-vats', crmToken: TOKEN };
  expect(telephony).toEqual({
    ...parse(megafonSettingsSchema, { ...defaults, users: { '101': 'anna' } }),
    driver: 'megafon',
  });
});
