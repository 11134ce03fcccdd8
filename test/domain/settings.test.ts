import { Failure, type FailureReason } from '../../src/domain/Failure';
import {
  CHECK_DELAY_MS,
  RECHECK_MS,
  ConnectionCheck,
  type UnknownUser,
} from '../../src/domain/settings/ConnectionCheck';
import { emptySettings } from '../../src/domain/settings/emptySettings';
import type { Settings } from '../../src/domain/settings/Settings';
import { serverUrl } from '../../src/domain/settings/serverUrl';
import { FakeTimer, settle } from '../support/FakeTimer';

test.each([
  ['domain.com/asterisk_ng', 'https://domain.com/asterisk_ng'],
  [' https://domain.com:8443/a/b ', 'https://domain.com:8443/a/b'],
  ['HTTPS://domain.com', 'https://domain.com'],
  ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['https://[2001:db8::1]:8443/x', 'https://[2001:db8::1]:8443/x'],
  ['https://пример.рф/тел', 'https://пример.рф/тел'],
])('the address %s gives the URL %s', (address, url) => {
  expect(serverUrl(address)).toEqual({ kind: 'ok', url });
});

test.each([
  ['', 'empty'],
  ['  ', 'empty'],
  ['http://domain.com', 'notHttps'],
  ['http://127.0.0.1.evil.com', 'notHttps'],
  ['ftp://domain.com', 'invalid'],
  ['https://user:pass@domain.com', 'invalid'],
  ['https://domain.com?x=1', 'invalid'],
  ['not an address', 'invalid'],
  ['javascript:alert(1)', 'invalid'],
])('the address "%s" is %s', (address, kind) => {
  expect(serverUrl(address)).toEqual({ kind });
});

describe('the connection check', () => {
  const settings: Settings = { ...emptySettings, serverAddress: 'domain.com', secretKey: 'k' };

  function setUp() {
    const timer = new FakeTimer();
    const pings: {
      settings: Settings;
      answer: (unknown: UnknownUser | null) => void;
      fail: (error: unknown) => void;
    }[] = [];
    const check = new ConnectionCheck(
      (given) => new Promise((answer, fail) => pings.push({ settings: given, answer, fail })),
      timer,
    );
    return { timer, pings, check };
  }

  test('waits until typing pauses and pings once, with the settings of that moment', async () => {
    const { timer, pings, check } = setUp();
    for (const secretKey of ['s', 'se', 'sec']) {
      check.changed({ ...settings, secretKey });
      await timer.pass(CHECK_DELAY_MS - 1);
    }
    await timer.pass(1);
    expect(pings.map((ping) => ping.settings.secretKey)).toEqual(['sec']);
    expect(check.state.get()).toEqual({ kind: 'checking' });
    pings[0]?.answer(null);
    await settle();
    expect(check.state.get()).toEqual({ kind: 'connected' });
  });

  test.each<[FailureReason, string]>([
    ['unauthorized', 'wrongKey'],
    ['incompatible', 'incompatible'],
    ['timeout', 'noAnswer'],
    ['unreachable', 'noAnswer'],
    ['malformed', 'unknownError'],
    ['protocol', 'unknownError'],
    ['refused', 'unknownError'],
    ['cancelled', 'unknownError'],
  ])('the failure %s gives the state %s', async (reason, kind) => {
    const { pings, check } = setUp();
    check.check(settings);
    pings[0]?.fail(new Failure(reason));
    await settle();
    expect(check.state.get().kind).toBe(kind);
  });

  test.each([
    ['', 'k', 'notConfigured'],
    ['domain.com', '', 'notConfigured'],
    ['http://domain.com', 'k', 'notHttps'],
    ['@', 'k', 'invalidAddress'],
  ])('address "%s" and key "%s" give a state without a ping: %s', (serverAddress, secretKey, kind) => {
    const { pings, check } = setUp();
    check.check({ ...settings, serverAddress, secretKey });
    expect([check.state.get().kind, pings.length]).toEqual([kind, 0]);
  });

  test.each([
    ['tester', '', 'notConfigured', 0],
    ['', 'biysk.local', 'notConfigured', 0],
    ['tester', 'biysk.local', 'checking', 1],
  ])('an ECSS-10 with client id "%s" and domain "%s" is %s', (clientId, domain, kind, asked) => {
    const { pings, check } = setUp();
    check.check({ ...settings, connection: 'ecss10', clientId, domain });
    expect([check.state.get().kind, pings.length]).toEqual([kind, asked]);
  });

  test('the detail of a failure is kept in the state', async () => {
    const { pings, check } = setUp();
    check.check(settings);
    pings[0]?.fail(new Failure('unreachable', 'direct.localNetwork'));
    await settle();
    expect(check.state.get()).toEqual({ kind: 'noAnswer', detail: 'direct.localNetwork' });
  });

  test('without an answer it pings again after a pause, until it is answered or the settings change', async () => {
    const { timer, pings, check } = setUp();
    check.check(settings);
    for (const asked of [0, 1]) {
      pings[asked]?.fail(new Failure('timeout'));
      await settle();
      expect(check.state.get().kind).toBe('noAnswer');
      await timer.pass(RECHECK_MS);
    }
    expect([pings.length, check.state.get().kind]).toEqual([3, 'noAnswer']);
    pings[2]?.answer(null);
    await settle();
    expect([check.state.get().kind, timer.pending]).toEqual(['connected', 0]);

    check.check(settings);
    pings[3]?.fail(new Failure('unreachable'));
    await settle();
    check.changed({ ...settings, serverAddress: '' });
    expect(timer.pending).toBe(0);
  });

  test('a user for whom the backend has no agent gets the state noAgent', async () => {
    const { pings, check } = setUp();
    check.check(settings);
    pings[0]?.answer({ email: 'eva@example.com', userId: 7 });
    await settle();
    expect(check.state.get()).toEqual({ kind: 'noAgent', email: 'eva@example.com', userId: 7 });
  });

  test.each(['TokenBucketEmpty', 'SessionLimit', 'Identity'])(
    "another backend's own reason (%s) is no missing proof",
    async (why) => {
      const { pings, check } = setUp();
      check.check(settings);
      pings[0]?.fail(new Failure('refused', why));
      await settle();
      expect(check.state.get()).toMatchObject({ kind: 'unknownError', detail: why });
    },
  );

  test.each(['IdentityRequired', 'SessionExpired', 'TokenExpired', 'TokenRefused', 'proof.noToken'])(
    'a user who is not proven (%s) gets the state notProven',
    async (why) => {
      const { pings, check } = setUp();
      check.check(settings);
      pings[0]?.fail(new Failure('refused', why));
      await settle();
      expect(check.state.get()).toMatchObject({ kind: 'notProven', failure: { detail: why } });
    },
  );

  test('an answer to older settings is ignored', async () => {
    const { pings, check } = setUp();
    check.check(settings);
    check.check({ ...settings, secretKey: 'right' });
    pings[1]?.answer(null);
    await settle();
    pings[0]?.fail(new Failure('unauthorized'));
    await settle();
    expect(check.state.get()).toEqual({ kind: 'connected' });
  });
});
