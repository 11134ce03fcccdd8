import { AmiLink } from '../../../../../server/telephony/asterisk/ami/AmiLink';
import { openAmi } from '../../../../../server/telephony/asterisk/ami/openAmi';
import { backOff } from '../../../../../protocol/backOff';
import { amiPauses } from '../../../../../server/telephony/asterisk/ami/amiPauses';
import { FakeTimer } from '../../../../support/FakeTimer';
import { AmiDiary } from '../../../support/amiEnds';
import { eventually } from '../../../support/eventually';
import { FakeAsterisk } from '../../../support/FakeAsterisk';

let asterisk: FakeAsterisk;
let timer: FakeTimer;
let diary: AmiDiary;
let link: AmiLink;

beforeEach(async () => {
  asterisk = await FakeAsterisk.start();
  [timer, diary] = [new FakeTimer(), new AmiDiary()];
  link = new AmiLink(openAmi(asterisk.settings, timer), diary, timer, () => 0);
});

afterEach(async () => {
  link.close();
  expect(timer.pending).toBe(0);
  await asterisk.stop();
});

const ups = (count: number): Promise<boolean> => eventually(`up ${count}`, () => diary.ups.length === count);
const downs = (count: number): Promise<boolean> =>
  eventually(`down ${count}`, () => diary.faults.length === count);

test('it comes back by itself, and events are those of the new connection', async () => {
  link.start();
  await ups(1);
  asterisk.cut();
  await downs(1);
  expect(link.isUp).toBe(false);
  await timer.pass(199);
  expect(asterisk.connections).toBe(1);
  await timer.pass(1);
  await ups(2);
  expect(link.isUp).toBe(true);
  asterisk.event({ Event: 'Newchannel' });
  await eventually('the event', () => diary.names.includes('Newchannel'));
  await expect(diary.ups[0]!.send({ name: 'Ping' })).rejects.toThrow('notConnected');
  await expect(diary.ups[1]!.send({ name: 'Ping' })).resolves.toBeDefined();
});

test('while Asterisk is away it is tried ever more seldom, and at once again after a success', async () => {
  await asterisk.stop();
  link.start();
  await downs(1);
  for (const [failures, wait] of [200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000].entries()) {
    await timer.pass(wait - 1);
    expect(diary.faults).toHaveLength(failures + 1);
    await timer.pass(1);
    await downs(failures + 2);
  }
  await asterisk.restart();
  await timer.pass(10_000);
  await ups(1);
  await timer.pass(10_000);
  await eventually('it is asked', () => asterisk.of('Ping').length === 1);
  asterisk.cut();
  await downs(10);
  await timer.pass(200);
  await ups(2);
});

test('a connection that breaks at once each time is not tried without a pause', async () => {
  link.start();
  for (const [count, wait] of [200, 400, 800].entries()) {
    await ups(count + 1);
    asterisk.cut();
    await downs(count + 1);
    await timer.pass(wait - 1);
    expect(asterisk.connections).toBe(count + 1);
    await timer.pass(1);
  }
  await ups(4);
});

test('a refused login is tried again after 30 s', async () => {
  asterisk.refusesLogin = true;
  link.start();
  await downs(1);
  expect(diary.faults[0]!.reason).toBe('loginRefused');
  asterisk.refusesLogin = false;
  await timer.pass(29_999);
  expect(asterisk.connections).toBe(1);
  await timer.pass(1);
  await ups(1);
});

test('a second start changes nothing', async () => {
  link.start();
  link.start();
  await ups(1);
  expect(asterisk.connections).toBe(1);
});

test('closed while it waits, it is tried no more', async () => {
  await asterisk.stop();
  link.start();
  await downs(1);
  link.close();
  link.start();
  expect(timer.pending).toBe(0);
  expect(link.isUp).toBe(false);
});

test('closed while it opens, it reports nothing', async () => {
  link.start();
  link.close();
  await eventually('nothing is left', () => timer.pending === 0);
  expect(diary.ups).toEqual([]);
  expect(diary.faults).toEqual([]);
});

test('chance takes up to a half off the wait, so that not all come back at once', () => {
  expect([0, 0.5, 1].map((random) => backOff(amiPauses('notConnected'), 2, random))).toEqual([400, 300, 200]);
  expect(backOff(amiPauses('loginRefused'), 1, 1)).toBe(15_000);
  expect(backOff(amiPauses('timeout'), 5_000, 0)).toBe(10_000);
});
