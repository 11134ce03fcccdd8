import { AmiLink } from '../../server/telephony/asterisk/ami/AmiLink';
import type { AmiSettings } from '../../server/telephony/asterisk/ami/AmiSettings';
import { openAmi } from '../../server/telephony/asterisk/ami/openAmi';
import type { Ami } from '../../server/telephony/asterisk/ami/Ami';
import { absentMembers, queueStatusAction } from '../../server/telephony/asterisk/tracking/absentMembers';
import { systemClock } from '../../server/system/Clock';
import { AmiDiary } from '../server/support/amiEnds';
import { Pbx } from './support/Pbx';
import { until } from './support/until';

let pbx: Pbx;
let diary: AmiDiary;
let link: AmiLink | null = null;

beforeAll(async () => {
  pbx = await Pbx.start();
});

beforeEach(() => {
  diary = new AmiDiary();
});

afterEach(async () => {
  link?.close();
  await pbx.putPhonesAway();
});

afterAll(async () => {
  await pbx.close();
});

function connect(settings: AmiSettings = pbx.ami()): void {
  link = new AmiLink(openAmi(settings, systemClock), diary, systemClock, Math.random);
  link.start();
}

/** Logged in for the so-many-th time. */
const up = (count = 1): Promise<Ami> => until(`up ${count}`, () => diary.ups[count - 1]);

test('it logs in by the challenge, and Asterisk answers', async () => {
  connect();
  const ami = await up();
  expect((await ami.send({ name: 'Ping' })).response['Ping']).toBe('Pong');
  expect((await ami.send({ name: 'CoreSettings' })).response['AsteriskVersion']).toMatch(/^\d+\./);
});

test('members of a queue who are paused, or whose phones are not registered, are not rung', async () => {
  // No phone has been registered yet.
  connect();
  const ami = await up();
  await pbx.console('queue pause member PJSIP/101 queue sales');
  const { events } = await ami.send(queueStatusAction('sales'));
  await pbx.console('queue unpause member PJSIP/101 queue sales');
  const numbering = {
    extensionOf: (channel: string) => /^PJSIP\/(\d{3})-/.exec(channel)?.[1] ?? null,
    isAgent: () => false,
  };
  const absent = [...absentMembers(events, numbering)].sort((a, b) => (a.extension < b.extension ? -1 : 1));
  expect(absent).toEqual([
    { extension: '101', reason: 'paused' },
    { extension: '102', reason: 'notRegistered' },
  ]);
});

test('a wrong secret is reported', async () => {
  connect({ ...pbx.ami(), secret: 'wrong' });
  const fault = await until('a fault', () => diary.faults[0]);
  expect(fault.reason).toBe('loginRefused');
  expect(diary.ups).toEqual([]);
});

test('a missing right is reported by the action', async () => {
  connect(pbx.ami('weak'));
  const ami = await up();
  await expect(ami.send({ name: 'Hangup', fields: { Channel: 'PJSIP/1' } })).rejects.toThrow(
    'refused: Permission denied',
  );
});

test('a list of channels is whole, with the variables that were asked for', async () => {
  connect();
  const ami = await up();
  expect((await ami.send({ name: 'Status' })).events).toEqual([]);
  const [anna, client] = [await pbx.phone('101', { onCall: 'answer' }), await pbx.client()];
  await (await client.call('101')).until('up');
  const channel = await until('the channel', () => diary.events.find(({ Event }) => Event === 'Newchannel'));
  const fields = { Channel: channel['Channel'] ?? '', Variable: 'ASTERISKNG_VIA', Value: 'Отдел: продаж' };
  const empty = { ...fields, Variable: 'ASTERISKNG_HOLD', Value: '' };
  await ami.send({ name: 'Setvar', fields });
  await ami.send({ name: 'Setvar', fields: empty });
  const { events } = await ami.send({
    name: 'Status',
    fields: { Variables: 'ASTERISKNG_VIA,ASTERISKNG_HOLD' },
  });
  expect(events).toHaveLength(2);
  expect(events.map(({ Variable }) => Variable).sort()).toEqual([
    // What was never set is no empty value.
    'ASTERISKNG_VIA=(null)\nASTERISKNG_HOLD=(null)',
    'ASTERISKNG_VIA=Отдел: продаж\nASTERISKNG_HOLD=',
  ]);
  expect(anna.live).toHaveLength(1);
});

test('the outcome of a call that is made by click reaches who asked', async () => {
  connect();
  const ami = await up();
  await pbx.phone('101', { onCall: 'busy' });
  await pbx.phone('102', { onCall: 'answer' });
  const originate = (extension: string): ReturnType<Ami['begin']> =>
    ami.begin(
      {
        name: 'Originate',
        fields: {
          Channel: `PJSIP/${extension}`,
          Context: 'internal',
          Exten: '800',
          Priority: '1',
          Async: 'true',
          Variable: ['ASTERISKNG_NUMBER=800', 'SECOND=2'],
        },
      },
      10_000,
    );
  const begun = await Promise.all([originate('101'), originate('102')]);
  const outcomes = await Promise.all(begun.map(({ outcome }) => outcome));
  expect(outcomes.map(({ Response }) => Response)).toEqual(['Failure', 'Success']);
  const set = await until('the variable', () => diary.events.find(({ Variable }) => Variable === 'SECOND'));
  expect(set['Value']).toBe('2');
});

test('it comes back when Asterisk was killed and started again', async () => {
  connect();
  const first = await up();
  await pbx.stop('SIGKILL');
  await until('a fault', () => diary.faults[0]);
  await expect(first.send({ name: 'Ping' })).rejects.toThrow('notConnected');
  await pbx.boot();
  const second = await up(2);
  expect((await second.send({ name: 'Ping' })).response['Ping']).toBe('Pong');
});
