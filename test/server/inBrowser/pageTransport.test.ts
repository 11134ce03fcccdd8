import { IDLE_MS } from '../../../server/inBrowser/createPageTransport';
import { FakeEcss10, leg } from '../../support/ecss10/FakeEcss10';
import { eventually } from '../support/eventually';
import type { FullStatus } from '../support/startBackend';
import { PageAtEcss10, type PageOptions } from './support/PageAtEcss10';
import { ORIGIN } from './support/PlayedBrowser';

let ecss: FakeEcss10;
let page: PageAtEcss10;

beforeEach(async () => {
  ecss = await FakeEcss10.start('widget');
  ecss.allowedOrigin = ORIGIN;
});

afterEach(async () => {
  page.close();
  await ecss.close();
  expect(page.faults).toEqual([]);
});

function open(choice: PageOptions = {}): PageAtEcss10 {
  page = new PageAtEcss10(ecss, choice);
  return page;
}

test('the agent is logged in, and ping has what works without a backend', async () => {
  expect(await open().ask('ping', {})).toMatchObject({
    ping: 'pong',
    agent: { extension: '240101' },
    methods: expect.arrayContaining(['originate', 'answer', 'reject', 'hangup']) as object,
  });
  expect(JSON.stringify(await page.ask('ping', {}))).not.toMatch(/set_hold|set_mute|redirect|consult|dtmf/);
});

test('a call rings, is answered and dropped from the page', async () => {
  open();
  expect(await page.phases()).toBe('');
  ecss.report(leg('a'));
  await page.until('ringing');
  expect(await page.ask('answer', { unique_id: 'a', command_id: 'answer:a' })).toBeNull();
  await page.until('conversation');
  expect(await page.ask('hangup', { unique_id: 'a' })).toBeNull();
  await page.until('ended');
  expect(ecss.seen).toEqual(['conversations.subscribe', 'call.answer 240101 a', 'call.drop 240101 a']);
});

test('the clock of the computer is corrected in a talk: what the agent sees goes on evenly', async () => {
  open();
  ecss.report(leg('a', { state: 'talking', has_answer_time: true }));
  await page.until('conversation');
  const talked = async (): Promise<number> => {
    const status = (await page.ask('get_agent_status', { current_status: null })) as FullStatus;
    return status.server_time - (status.call_info?.timestamp ?? 0);
  };
  await page.timer.pass(2_000);
  page.timer.jump(-5 * 3_600_000);
  await page.timer.pass(1_000);
  expect(await talked()).toBe(3);
});

test('a poll that is held is answered by the call that comes', async () => {
  open();
  const first = await page.ask('get_agent_status', { current_status: null });
  const held = page.ask('get_agent_status', { current_status: first as never });
  ecss.report(leg('a'));
  expect(await held).toMatchObject({ calls: [{ phase: 'RINGING', unique_id: 'a' }] });
});

test('a number is called; a phone that is not registered is reported', async () => {
  open();
  expect(await page.ask('originate', { phone: '+7 910 123-45-67' })).toBeNull();
  await page.until('dialing');
  expect(ecss.seen).toContain('call.make 240101 79101234567');
  const last = { uuid: 'number:+79101234567', phone: '+79101234567' };
  expect(await page.ask('get_last_contacts', { max_results: 5 })).toMatchObject([last]);
  ecss.change('m1', { state: 'released' });
  await page.until('ended');
  expect(await page.ask('originate_by_contact', { contact_uuid: last.uuid })).toBeNull();
  expect(ecss.seen.at(-1)).toBe('call.make 240101 79101234567');
  ecss.change('m2', { state: 'released' });
  await page.until('ended, ended');
  ecss.registered.clear();
  expect(await page.ask('originate', { phone: '102' })).toBe('AgentUnavailable');
});

test('the key goes in the body of the login alone, and the token to the socket', async () => {
  await open().ask('ping', {});
  expect(page.browser.urls).toEqual([
    `https://localhost:${ecss.port}/`,
    `wss://localhost:${ecss.port}/?token=${ecss.tokens[0] ?? ''}`,
  ]);
});

test.each<[string, PageOptions, () => void, string]>([
  ['a wrong key', { apiKey: 'wrong-key-of-the-test' }, () => undefined, 'refused ecss10.wrongKey'],
  ['an alias without permission', {}, () => ecss.permitted.clear(), 'refused ecss10.notPermitted'],
  [
    'a certificate that is not trusted',
    { isTrusted: false },
    () => undefined,
    'unreachable ecss10.notReached',
  ],
  ['a softswitch that is not there', { port: 1 }, () => undefined, 'unreachable ecss10.notReached'],
  ['a site that may not ask', {}, () => void (ecss.allowedOrigin = null), 'unreachable ecss10.notReached'],
  [
    'a profile without a number',
    { user: { personal_mobile: '' } },
    () => undefined,
    'refused ecss10.noNumber',
  ],
  ['a host without the user', { user: {} }, () => undefined, 'refused ecss10.noNumber'],
  [
    'a browser that keeps the site out of the local network',
    { port: 1, isLocalNetworkDenied: true },
    () => undefined,
    'refused ecss10.localNetwork',
  ],
])('%s is reported by ping, poll and command', async (_what, choice, spoil, fault) => {
  spoil();
  open(choice);
  expect(await page.ask('ping', {})).toBe(fault);
  expect(await page.phases()).toBe(fault);
  expect(await page.ask('originate', { phone: '102' })).toBe(fault);
});

test('something else than the Call API is reported', async () => {
  // The softswitch takes services alone, and answers a number with 400.
  await ecss.close();
  ecss = await FakeEcss10.start('service');
  ecss.allowedOrigin = ORIGIN;
  expect(await open().ask('ping', {})).toBe('unreachable ecss10.badAnswer');
});

test('a softswitch that does not answer at all is reported within the time limit of a ping', async () => {
  ecss.isMute = true;
  const asked = open().ask('ping', {});
  await eventually('asked', () => ecss.seen.length === 1);
  await page.timer.pass(2_500);
  expect(await asked).toBe('unreachable ecss10.notReached');
});

test('a lost connection ends the poll at once, and is opened again', async () => {
  open();
  ecss.report(leg('a'));
  const first = await page.ask('get_agent_status', { current_status: null });
  const held = page.ask('get_agent_status', { current_status: first as never });
  ecss.failOver();
  expect(await held).toBe('unreachable ecss10.notReached');
  expect(await page.ask('answer', { unique_id: 'a', command_id: '1' })).toBe('unreachable ecss10.notReached');
  await page.timer.pass(500);
  await eventually('subscribed again', () => ecss.seen.length === 2);
  await page.until('ringing');
});

test('a line is tried by a message, and one that is silent counts as lost', async () => {
  await open().ask('ping', {});
  await eventually('tried', () => page.browser.pongs === 1);
  await page.timer.pass(15_000);
  await eventually('tried again', () => page.browser.pongs === 2);
  ecss.isMute = true;
  await page.timer.pass(15_000);
  await eventually('tried in vain', () => ecss.pings === 3);
  await page.timer.pass(15_000);
  expect(await page.until('unreachable ecss10.notReached')).toBe(true);
});

test('a tab that only follows logs in for a command, and out when it sends no more', async () => {
  open();
  expect(await page.ask('get_contacts', { start_with: 'a', max_results: 5 })).toEqual([]);
  expect(page.browser.urls).toEqual([]);
  ecss.report(leg('a'));
  expect(await page.ask('answer', { unique_id: 'a', command_id: '1' })).toBeNull();
  expect(ecss.connections).toBe(1);
  await page.timer.pass(IDLE_MS - 1);
  expect(ecss.connections).toBe(1);
  await page.timer.pass(1);
  await eventually('logged out', () => ecss.connections === 0);
  expect(await page.ask('hangup', { unique_id: 'a' })).toBeNull();
  expect(ecss.tokens).toHaveLength(2);
});

test('a missed call that was looked at in one tab is seen in the one that leads', async () => {
  open();
  expect(await page.phases()).toBe('');
  ecss.report(leg('a'));
  ecss.change('a', { state: 'released' });
  await page.until('ended');
  expect(await page.missed()).toEqual(['a']);
  const other = new PageAtEcss10(ecss);
  expect(await other.ask('clear_missed', { unique_ids: ['a'] })).toBeNull();
  let missed: readonly string[] = ['a'];
  await eventually('seen off', () => {
    void page.missed().then((now) => (missed = now));
    return missed.length === 0;
  });
  expect(ecss.tokens).toHaveLength(1);
  other.close();
});

test('a list of calls that is refused is asked for again', async () => {
  ecss.refuseNext = { status: 500, payload: { reason: 'cannot_perform_cmd' } };
  expect(await open().ask('ping', {})).toBe('unreachable ecss10.notReached');
  await page.timer.pass(500);
  await eventually('asked again', () => ecss.seen.length === 2);
  expect(await page.until('')).toBe(true);
});

test('a browser without a channel between tabs works all the same', async () => {
  open({ hasChannel: false });
  expect(await page.ask('clear_missed', { unique_ids: ['a'] })).toBeNull();
});

test('polls keep the tab that leads logged in', async () => {
  open();
  for (let quarter = 0; quarter < 6; quarter += 1) {
    expect(await page.phases()).toBe('');
    await eventually('tried', () => page.browser.pongs === quarter + 1);
    await page.timer.pass(IDLE_MS / 4);
  }
  expect(ecss.tokens).toHaveLength(1);
});

test('closing ends the connection, all timers and all requests', async () => {
  open();
  await page.ask('ping', {});
  page.close();
  await eventually('closed', () => ecss.connections === 0);
  expect(page.timer.pending).toBe(0);
  expect(await page.ask('ping', {})).toBe('unreachable ecss10.notReached');
});
