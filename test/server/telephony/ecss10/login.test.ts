import { readFileSync } from 'node:fs';
import { loadConfiguration } from '../../../../server/config/loadConfiguration';
import { createEcss10, ecss10Check } from '../../../../server/telephony/ecss10/node/createEcss10';
import type { Ecss10Settings } from '../../../../server/telephony/ecss10/ecss10Settings';
import { FakeEcss10, leg } from '../../../support/ecss10/FakeEcss10';
import { FakeTimer } from '../../../support/FakeTimer';
import { eventually } from '../../support/eventually';
import { configurationAt, Ecss10Listener } from './startEcss10';

let ecss: FakeEcss10;
let kind: 'service' | 'widget' = 'service';
let listener: Ecss10Listener | null = null;

async function start(settings: object = {}): Promise<Ecss10Listener> {
  ecss = await FakeEcss10.start(kind);
  listener = new Ecss10Listener(ecss, settings);
  await listener.telephony.start(listener);
  return listener;
}

async function check(settings: object = {}): Promise<readonly string[]> {
  const { telephony, agents } = configurationAt(ecss, settings);
  const found = ecss10Check(telephony as Ecss10Settings, agents, new FakeTimer(), (path) =>
    path === 'call_api.crt' ? ecss.ca : null,
  );
  const findings = await found.run(new AbortController().signal);
  return findings.map(({ level, text }) => `${level}: ${text.en}`);
}

beforeEach(() => {
  kind = 'service';
  listener = null;
});

afterEach(async () => {
  await listener?.telephony.close();
  await ecss.close();
});

test('a certificate that is not trusted is reported with the page to open', async () => {
  const { log } = await start({ caFile: undefined });
  const line = await eventually('logged', () => log.find((one) => one.includes('is not trusted')));
  expect(line).toContain(`Open https://localhost:${ecss.port}/`);
  expect(ecss.tokens).toEqual([]);
});

test('a wrong key is reported, and nowhere shown', async () => {
  const wrong = 'wrong-key-of-the-test';
  const { log } = await start({ apiKey: wrong });
  await eventually('logged', () => log.find((one) => one.includes('Client id or API key is wrong')));
  expect(log.join()).not.toContain(wrong);
  expect(await check({ apiKey: wrong })).toEqual([expect.stringMatching(/^fault: Client id or API key/)]);
});

test('each agent of a widget logs in; one without permission hinders no other', async () => {
  kind = 'widget';
  const { log, links, live, events, timer } = await start();
  await eventually('both', () => live.length === 1);
  await eventually('the link', () => links.length > 0);
  expect(links).toEqual([true]);
  ecss.permitted.delete('240102');
  expect((await check()).join('\n')).toMatch(
    /accepts the login of 240101[^]*alias\/set 240102 .* api\\call\\enabled true[^]*csta\/set enabled true/,
  );
  ecss.failOver();
  await eventually('lost', () => links.filter((isUp) => !isUp).length > 0);
  await timer.pass(500);
  await eventually('logged', () => log.find((one) => one.includes('refuses the login of 240102')));
  await eventually('back', () => links.filter((isUp) => isUp).length > 1);
  ecss.report(leg('a'));
  await eventually('rings', () => events.length > 0);
});

test('the check logs in and mentions CSTA', async () => {
  await start();
  expect(await check()).toEqual([
    `ok: ECSS-10 at https://localhost:${ecss.port} accepts the login of the integration.`,
    expect.stringContaining('CSTA is off'),
  ]);
});

test('the old Call API supports the login only', async () => {
  const { telephony, links } = await start({ profile: 'login314' });
  expect([...telephony.can('240101')]).toEqual([]);
  expect(links).toEqual([]);
  const settings = { profile: 'login314' };
  expect((await check(settings)).at(-1)).toMatch(/^warning: .*can only log in/);
  const refused = await check({ ...settings, apiKey: 'wrongkey' });
  expect(refused).toEqual([expect.stringMatching(/API key is wrong/)]);
  expect(refused.join('')).not.toContain('wrongkey');
  ecss.permitted.clear();
  expect((await check(settings))[0]).toMatch(/enabled true \(login: 403\)/);
});

test('a softswitch that is not there is asked again, ever later', async () => {
  const { log, timer, telephony } = await start({ port: 1 });
  const reported = (): number => log.filter((one) => one.includes('can not be reached')).length;
  await eventually('logged', () => reported() === 1);
  await timer.pass(500);
  await eventually('again', () => reported() === 2);
  await telephony.close();
  expect(timer.pending).toBe(0);
});

test('a line that is silent counts as lost', async () => {
  const { timer, links } = await start();
  await eventually('up', () => links.at(-1) === true);
  // The first ping is never answered before the clock goes on by hand.
  await timer.pass(15_000);
  await timer.pass(15_000);
  expect(await eventually('down', () => links.at(-1) === false)).toBe(true);
});

test('a whole call makes one record, after the next phone of a queue had its time', async () => {
  const { timer, records, events, links } = await start();
  await eventually('up', () => links.length > 0);
  const caller = leg('q', { call_id: 'c', direction: 'out', digits: '79101234567', remote_digits: '777' });
  ecss.report({ ...caller, state: 'talking', has_answer_time: true });
  ecss.report(leg('a', { call_id: 'c' }));
  ecss.change('a', { state: 'released' });
  await eventually('ended', () => events.length === 2);
  await timer.pass(5_000);
  expect(records).toEqual([]);
  ecss.report(leg('b', { call_id: 'c', digits: '240102' }));
  ecss.change('b', { state: 'talking', has_answer_time: true });
  await eventually('answered', () => events.length === 4);
  await timer.pass(20);
  ecss.event({ removed: [{ id: 'b' }, 'q'] });
  await eventually('over', () => events.length === 5);
  await timer.pass(3_000);
  expect(records).toEqual([
    expect.objectContaining({
      id: 'biysk.local-c',
      direction: 'inbound',
      number: '+79101234567',
      outcome: 'answered',
      extension: '240102',
      extensions: ['240101', '240102'],
    }),
  ]);
});

test('a call that rings the next phone after a pause is one call', async () => {
  const { timer, records, events, links } = await start();
  await eventually('up', () => links.length > 0);
  ecss.report(leg('a', { call_id: 'c' }));
  ecss.change('a', { state: 'released' });
  await eventually('ended', () => events.length === 2);
  await timer.pass(2_000);
  ecss.report(leg('b', { call_id: 'c', digits: '240102' }));
  await eventually('rings', () => events.length === 3);
  await timer.pass(5_000);
  expect(records).toEqual([]);
  ecss.change('b', { state: 'released' });
  await eventually('over', () => events.length === 4);
  await timer.pass(3_000);
  expect(records).toEqual([expect.objectContaining({ outcome: 'missed', extensions: ['240101', '240102'] })]);
});

test('the driver itself refuses what has no command', async () => {
  const { telephony } = await start();
  const refused = [
    telephony.run('240101', { kind: 'hold', callId: 'x', on: true }),
    telephony.run('240101', { kind: 'mute', callId: 'x', on: true }),
    telephony.run('240101', { kind: 'redirect', callId: 'x', target: '102' }),
    telephony.run('240101', { kind: 'consult', callId: 'x', target: '102' }),
    telephony.run('240101', { kind: 'completeTransfer', callId: 'x', consultingId: 'y' }),
    telephony.run('240101', { kind: 'dtmf', callId: 'x', digits: '1' }),
  ];
  for (const command of refused) await expect(command).rejects.toThrow('NotSupported');
  await expect(telephony.run('240101', { kind: 'answer', callId: 'gone' })).rejects.toThrow('NoActiveCall');
  await expect(telephony.run('240101', { kind: 'originate', target: 'x' })).rejects.toThrow('InvalidNumber');
  await telephony.close();
  await expect(telephony.run('240101', { kind: 'hangup', callId: 'gone' })).rejects.toThrow(
    'TelephonyUnavailable',
  );
});

test('a certificate file that is not there is a wrong setting', async () => {
  ecss = await FakeEcss10.start();
  const { telephony, agents } = configurationAt(ecss);
  const options = { clock: new FakeTimer(), logger: null as never, readFile: () => null, agents };
  expect(() => createEcss10(telephony as Ecss10Settings, options)).toThrow('caFile');
});

test('the key comes from the environment, the rest from the example', () => {
  const yaml = readFileSync('server.example.yaml', 'utf8')
    .split('\n#\n')
    .find((block) => block.includes('#   driver: ecss10'));
  const env = { ASTERISKNG_SECRET_KEYS: 'a-key-of-the-test', ASTERISKNG_ECSS10_KEY: 'key-of-the-switch' };
  const text = (yaml ?? '').replace(/^# /gm, '');
  const { telephony } = loadConfiguration(env, (path) => (path === 'server.yaml' ? text : null));
  expect(telephony).toMatchObject({ driver: 'ecss10', apiKey: 'key-of-the-switch', kind: 'service' });
});
