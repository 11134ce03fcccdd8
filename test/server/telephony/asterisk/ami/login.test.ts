import { connectTo, enter, faultOf, type ConnectionEnd } from '../../../support/amiEnds';
import { eventually } from '../../../support/eventually';
import { FakeAsterisk } from '../../../support/FakeAsterisk';

let asterisk: FakeAsterisk;
const ends: ConnectionEnd[] = [];

beforeEach(async () => {
  asterisk = await FakeAsterisk.start();
});

afterEach(async () => {
  for (const { connection, timer } of ends.splice(0)) {
    connection.close();
    expect(timer.pending).toBe(0);
  }
  await asterisk.stop();
});

const kept = <End extends ConnectionEnd>(end: End): End => {
  ends.push(end);
  return end;
};
const open = (settings = asterisk.settings): ConnectionEnd => kept(connectTo(settings));
const up = async (settings = asterisk.settings): ReturnType<typeof enter> => kept(await enter(settings));

test('the secret is proved and not sent', async () => {
  await up({ ...asterisk.settings, eventMask: 'call,agent' });
  const [login] = asterisk.of('Login');
  expect(login).toMatchObject({ AuthType: ['MD5'], Username: ['crm'], Events: ['call,agent'] });
  expect(JSON.stringify(asterisk.actions)).not.toContain(asterisk.settings.secret);
});

test.each([
  ['a wrong secret', { secret: 'another secret' }],
  ['an unknown user', { user: 'unknown' }],
])('%s is reported without its text', async (_, wrong) => {
  const end = open({ ...asterisk.settings, ...wrong });
  const fault = await faultOf(end);
  expect(fault.reason).toBe('loginRefused');
  expect(`${fault.message} ${fault.stack ?? ''}`).not.toMatch(/another secret|unknownCaller/);
  expect(end.diary.ups).toEqual([]);
});

test('what Asterisk says to a refused login is not repeated: the secret may be in it', async () => {
  asterisk.answer('Login', ({ Key }) => [{ Response: 'Error', Message: `wrong key ${String(Key)}` }]);
  expect((await faultOf(open())).message).toBe('loginRefused');
});

test('without a challenge the secret is not sent over a line that is not encrypted', async () => {
  asterisk.hasChallenge = false;
  expect((await faultOf(open())).reason).toBe('loginRefused');
  expect(asterisk.of('Login')).toEqual([]);
});

test('events that come before the login are not reported', async () => {
  asterisk.answer('Challenge', () => [
    { Event: 'Newchannel', Channel: 'early' },
    { Response: 'Success', Challenge: '1' },
  ]);
  asterisk.answer('Login', () => [{ Event: 'Hangup' }, { Response: 'Success' }]);
  const { diary } = await up();
  asterisk.event({ Event: 'Newstate' });
  await eventually('an event', () => diary.names.includes('Newstate'));
  expect(diary.names).not.toContain('Newchannel');
  expect(diary.names).not.toContain('Hangup');
});

test('an Asterisk that stays silent is given up after 10 s', async () => {
  asterisk.isSilent = true;
  const end = open();
  await eventually('it connects', () => asterisk.connections === 1);
  await end.timer.pass(9_999);
  expect(end.diary.faults).toEqual([]);
  await end.timer.pass(1);
  expect((await faultOf(end)).reason).toBe('timeout');
});

test('another program behind the port is reported', async () => {
  asterisk.banner = 'SSH-2.0-OpenSSH_9.2\r\n';
  expect((await faultOf(open())).reason).toBe('badAnswer');
});

test('a port without a server is reported with its cause', async () => {
  await asterisk.stop();
  expect((await faultOf(open())).message).toBe('notConnected: ECONNREFUSED');
});

test('a connection that is cut during the login is reported once', async () => {
  asterisk.answer('Login', () => {
    asterisk.cut();
    return null;
  });
  const end = open();
  expect((await faultOf(end)).reason).toBe('notConnected');
  end.connection.close();
  expect(end.diary.faults).toHaveLength(1);
});
