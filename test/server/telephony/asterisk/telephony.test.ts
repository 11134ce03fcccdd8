import { parse } from 'valibot';
import { createLogger } from '../../../../server/http/createLogger';
import { createAsterisk } from '../../../../server/telephony/asterisk/createAsterisk';
import { systemClock } from '../../../../server/system/Clock';
import { asteriskSettingsSchema } from '../../../../server/telephony/asterisk/asteriskSettings';
import type { AsteriskTelephony } from '../../../../server/telephony/asterisk/AsteriskTelephony';
import { eventually } from '../../support/eventually';
import { FakeAsterisk } from '../../support/FakeAsterisk';

const AGENTS = ['101', '102'].map((extension) => ({
  email: `${extension}@x.com`,
  extension,
  name: extension,
}));

let asterisk: FakeAsterisk;
let telephony: AsteriskTelephony;
let links: boolean[];
let log: string;

beforeEach(async () => {
  asterisk = await FakeAsterisk.start();
  asterisk.answerList('Status', () => []);
  const { host, port, user, secret } = asterisk.settings;
  const settings = parse(asteriskSettingsSchema, { ami: { host, port, user }, secret });
  log = '';
  links = [];
  telephony = createAsterisk(settings, {
    agents: AGENTS,
    drafts: undefined,
    onPresence: () => undefined,
    clock: systemClock,
    logger: createLogger('trace', { write: (line: string) => void (log += line) }),
    readFile: () => null,
  });
  await telephony.start({
    call: () => undefined,
    closed: () => undefined,
    finished: () => undefined,
    resynced: () => undefined,
    link: (isUp) => links.push(isUp),
  });
  await eventually('the link is up', () => links.at(-1));
});

afterEach(async () => {
  await telephony.close();
  await asterisk.stop();
});

const refused = (reason: string) => expect.objectContaining({ reason }) as Error;

test('a click to call is accepted once the phone is being called', async () => {
  asterisk.answer('Originate', () => [{ Response: 'Success' }]);
  const calling = telephony.run('101', { kind: 'originate', target: '+79101234567' });
  const action = await eventually('the phone is called', () => asterisk.of('Originate')[0]);
  expect([action['Exten'], action['Channel']]).toEqual([['79101234567'], ['PJSIP/101']]);
  asterisk.event({ Event: 'Newchannel', Uniqueid: action['ChannelId']?.[0] ?? '', Channel: 'PJSIP/101-1' });
  await calling;
});

test('a missing phone is reported, and a number that the rules make undialable is never sent', async () => {
  asterisk.answer('Originate', (action) => [
    { Response: 'Success' },
    { Event: 'OriginateResponse', Response: 'Failure', ActionID: action['ActionID'] ?? '' },
  ]);
  await expect(telephony.run('101', { kind: 'originate', target: '102' })).rejects.toEqual(
    refused('AgentUnavailable'),
  );
  const sent = asterisk.of('Originate').length;
  await expect(telephony.run('101', { kind: 'originate', target: 'anonymous' })).rejects.toEqual(
    refused('InvalidNumber'),
  );
  expect(asterisk.of('Originate')).toHaveLength(sent);
});

test('commands on calls that are not known are refused without asking', async () => {
  const commands = [
    () => telephony.run('101', { kind: 'hangup', callId: 'x' }),
    () => telephony.run('101', { kind: 'reject', callId: 'x' }),
    () => telephony.run('101', { kind: 'answer', callId: 'x' }),
    () => telephony.run('101', { kind: 'hold', callId: 'x', on: true }),
    () => telephony.run('101', { kind: 'mute', callId: 'x', on: true }),
    () => telephony.run('101', { kind: 'redirect', callId: 'x', target: '102' }),
    () => telephony.run('101', { kind: 'consult', callId: 'x', target: '102' }),
    () => telephony.run('101', { kind: 'completeTransfer', callId: 'x', consultingId: 'y' }),
    () => telephony.run('101', { kind: 'dtmf', callId: 'x', digits: '1' }),
  ];
  for (const command of commands) await expect(command()).rejects.toEqual(refused('NoActiveCall'));
  expect(asterisk.actions.map(({ Action }) => Action?.[0]).sort()).toEqual([
    'Challenge',
    'DeviceStateList',
    'Login',
    'Status',
  ]);
});

test('while Asterisk is away each call is refused with it; link and log show it, without the secret', async () => {
  await asterisk.stop();
  await eventually('the link is down', () => links.at(-1) === false);
  await expect(telephony.run('101', { kind: 'originate', target: '102' })).rejects.toEqual(
    refused('TelephonyUnavailable'),
  );
  expect(log).toContain('Asterisk can not be used');
  expect(log).toContain('"enabled", "bindaddr" and "port" in manager.conf'.replaceAll('"', '\\"'));
  expect(log).not.toContain('"stack"');
  expect(log).not.toContain(asterisk.settings.secret);
  await asterisk.restart();
  await eventually('the link is up again', () => links.at(-1));
  expect(links).toEqual([true, false, true]);
});

test('closed, it takes no commands', async () => {
  await telephony.close();
  await expect(telephony.run('101', { kind: 'hangup', callId: 'x' })).rejects.toEqual(
    refused('TelephonyUnavailable'),
  );
});
