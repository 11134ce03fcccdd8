import { FakeVats } from '../../../support/megafon/FakeVats';
import { VatsCall, type PushFields } from '../../../support/megafon/vatsPushes';
import type { VatsHistoryEntry } from '../../../support/megafon/vatsData';
import { eventually } from '../../support/eventually';
import { VatsListener } from './VatsListener';

const ANDY = { user: 'andy', ext: '701' };
const VERA = { user: 'vera', ext: '704' };
const CLIENT = '79101234567';
const START = Date.UTC(2026, 3, 5, 12);

let vats: VatsListener;

beforeEach(async () => {
  vats = new VatsListener('http://127.0.0.1:1');
  await vats.telephony.start(vats);
});

afterEach(async () => {
  await vats.telephony.close();
});

/** The record that this history makes. */
function recordOf(way: 'in' | 'out', status: string, more: PushFields = {}): object | undefined {
  vats.take(...new VatsCall('c1', CLIENT, way).history(ANDY, status, more).pushes);
  return vats.records[0];
}

test('a history is the whole record', () => {
  const more = { duration: '124', wait: '14', link: 'https://h.test/r.mp3?id=7' };
  expect(recordOf('in', 'Success', more)).toEqual({
    id: 'c1',
    direction: 'inbound',
    number: '+79101234567',
    via: '74950000001',
    outcome: 'answered',
    extension: '701',
    extensions: ['701'],
    startedAt: START,
    answeredAt: START + 14_000,
    endedAt: START + 124_000,
    recording: 'https://h.test/r.mp3?id=7',
  });
});

test.each([
  ['in', 'SUCCESS', 'answered'],
  ['in', 'missed', 'missed'],
  ['in', 'Missed', 'missed'],
  ['in', 'Cancel', 'missed'],
  ['out', 'Cancel', 'noAnswer'],
  ['out', 'Busy', 'busy'],
  ['out', 'NotAvailable', 'noAnswer'],
  ['out', 'no answer', 'noAnswer'],
  ['out', 'NotAllowed', 'failed'],
  ['out', 'NotFound', 'failed'],
  ['in', '', 'failed'],
  ['in', 'Zzz', 'failed'],
  ['out', 'Zzz', 'failed'],
] as const)('%s %s came out as %s', (way, status, outcome) => {
  expect(recordOf(way, status, { duration: '9' })).toMatchObject({
    outcome,
    answeredAt: outcome === 'answered' ? START : null,
  });
});

test.each([
  ['OUT', 'outbound'],
  ['missed', 'inbound'],
])('a type %s is %s', (type, direction) => {
  expect(recordOf('in', 'Success', { type })).toMatchObject({ direction });
});

test.each(['', 'zzz', 'internal'])('of a type %s no record is made: it is not guessed', (type) => {
  expect(recordOf('in', 'Success', { type })).toBeUndefined();
});

test('the direction of a record without a type is that of the events', () => {
  vats.take(...new VatsCall('c1', CLIENT, 'out').dials(ANDY).pushes);
  expect(recordOf('in', 'Success', { type: '' })).toMatchObject({ direction: 'outbound' });
});

test.each([undefined, '', 'abc', '-1', '12.7', '99999999999'])('a duration %s is none', (duration) => {
  const record = recordOf('in', 'Success', { duration: duration ?? '' });
  expect(record).toMatchObject({ startedAt: START, answeredAt: START, endedAt: START });
});

test.each(['', '20260405', 'yesterday', '2026-99-99T00:00:00Z'])(
  'without a begin (%s) it ends now',
  (start) => {
    const now = vats.timer.now();
    const record = recordOf('in', 'Success', { start, duration: '10' });
    expect(record).toMatchObject({ startedAt: now - 10_000, endedAt: now });
  },
);

test('a begin with an offset is understood', () => {
  expect(recordOf('in', 'Success', { start: '2026-04-05T15:00:00+03:00' })).toMatchObject({
    startedAt: START,
  });
});

test.each(['javascript:alert(1)', 'file:///etc/passwd', 'https://u:p@h.test/r', 'r.mp3', ''])(
  'a link %s is no recording',
  (link) => {
    expect(recordOf('in', 'Success', { link })).toMatchObject({ recording: null });
  },
);

test('a hidden number has a record without one', () => {
  expect(recordOf('in', 'missed', { phone: '' })).toMatchObject({ number: '', outcome: 'missed' });
});

test('all who were rung are in it, and who talked last is its agent', async () => {
  vats.take(...new VatsCall('c1', CLIENT, 'in').rings(ANDY, VERA).pushes);
  await vats.timer.pass(4_000);
  vats.take(...new VatsCall('c1', CLIENT, 'in').accepted(VERA, ANDY).completed(VERA).pushes);
  vats.take(
    ...new VatsCall('c1', CLIENT, 'in').history({ user: 'g_1234' }, 'Success', { duration: '60' }).pushes,
  );
  expect(vats.records).toMatchObject([{ extension: '704', extensions: ['701', '704'] }]);
});

test('a call without one of our agents has no agent', () => {
  vats.take(...new VatsCall('c1', CLIENT, 'in').history({ user: 'pbx' }, 'missed').pushes);
  expect(vats.records).toMatchObject([{ extension: null, extensions: [] }]);
});

test('a history that is pushed again makes no second record', () => {
  const { pushes } = new VatsCall('c1', CLIENT, 'in').history(ANDY, 'Success', { duration: '9' });
  vats.take(...pushes, ...pushes, ...new VatsCall('c1', CLIENT, 'in').history(VERA, 'missed').pushes);
  expect(vats.records).toHaveLength(1);
});

describe.each(['rest', 'old'] as const)('calls without pushes are read from the history, %s', (api) => {
  let far: FakeVats;
  let driver: VatsListener;

  beforeEach(async () => {
    far = await FakeVats.start();
    driver = new VatsListener(far.address, { api, historyMinutes: 10, users: {} });
  });

  afterEach(async () => {
    await driver.telephony.close();
    await far.close();
  });

  const entry = (uid: string, more: Partial<VatsHistoryEntry> = {}): VatsHistoryEntry => ({
    uid,
    type: 'in',
    client: CLIENT,
    account: 'andy@vats.example.com',
    via: '74950000001',
    start: driver.timer.now() - 900_000,
    wait: 5,
    duration: 65,
    record: 'https://h.test/r.mp3',
    ...more,
  });

  test('each once, whether its push came or not', async () => {
    const recent = driver.timer.now() - 60_000;
    far.state.history = [
      entry('pushed'),
      entry('lost', { client: '79160000000' }),
      entry('missed', { type: 'missed', client: '79160000001', duration: 0, record: '' }),
      entry('young', { start: recent, client: '79160000002' }),
    ];
    // The ids of pushes and of the history need not be the same.
    const begin = new Date(driver.timer.now() - 900_000).toISOString();
    await driver.telephony.start(driver);
    driver.take(...new VatsCall('push', CLIENT, 'in').history(ANDY, 'Success', { start: begin }).pushes);
    await eventually('the lost calls', () => driver.records.length >= 3);
    expect(driver.records).toMatchObject([
      { id: 'push' },
      {
        id: 'lost',
        outcome: 'answered',
        extension: '701',
        answeredAt: driver.timer.now() - 895_000,
        recording: 'https://h.test/r.mp3',
      },
      { id: 'missed', outcome: 'missed', recording: null },
    ]);
    const asked = far.seen.find(({ url }) => url.includes('/history/'))?.url;
    expect(asked).toBe(
      api === 'old'
        ? undefined
        : '/crmapi/v1/history/json?start=20251121T024000Z&end=20251121T044000Z&type=all',
    );
    await driver.timer.pass(600_000);
    await eventually('the young call', () => driver.records.length >= 4);
    expect(driver.records.map(({ id }) => id)).toEqual(['push', 'lost', 'missed', 'young']);
  });

  test('a VATS that is away is asked again, and says nothing secret in the log', async () => {
    far.spoiled = { status: 502, body: 'Bad gateway' };
    far.state.history = [entry('lost')];
    await driver.telephony.start(driver);
    const isTold = (text: string): boolean => driver.log.some((line) => line.includes(text));
    const faults = [
      'users of the VATS can not be read',
      'do-not-disturb states could not be read',
      'history of the VATS',
    ];
    await eventually('all faults', () => faults.every(isTold));
    expect(driver.links).toEqual([false]);
    far.spoiled = null;
    await driver.timer.pass(30_000);
    await eventually('the lost call', () => driver.records.length > 0);
    expect(driver.links.at(-1)).toBe(true);
    expect(driver.log.join('')).not.toContain(far.state.key);
  });

  test('a call that the VATS does not take for being away takes the link down at once, not at the next round', async () => {
    await driver.telephony.start(driver);
    await eventually('the link', () => driver.links.length > 0);
    far.spoiled = { status: 502, body: 'Bad gateway' };
    await expect(
      driver.telephony.run('701', { kind: 'originate', target: '+79101234567' }),
    ).rejects.toMatchObject({
      reason: 'TelephonyUnavailable',
    });
    await eventually('the lost link', () => driver.links.length > 1);
    expect(driver.links).toEqual([true, false]);
    far.spoiled = null;
    await driver.timer.pass(30_000);
    await eventually('the link again', () => driver.links.length > 2);
    expect(driver.links).toEqual([true, false, true]);
  });
});
