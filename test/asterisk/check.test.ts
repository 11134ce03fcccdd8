import { createLogger } from '../../server/http/createLogger';
import { listChecks } from '../../server/cli/listChecks';
import { parseConfiguration } from '../../server/config/Configuration';
import { systemClock } from '../../server/system/Clock';
import { renderFindings } from '../../server/cli/renderFindings';
import { runChecks } from '../../server/cli/runChecks';
import { Pbx, type ManagerUser } from './support/Pbx';
import { PATIENCE_MS } from '../support/patience';

let pbx: Pbx;

beforeAll(async () => {
  pbx = await Pbx.start();
});

afterAll(async () => {
  await pbx.close();
});

/** What `server check` prints of Asterisk. */
async function check(
  user: ManagerUser,
  changes: { port?: number; secret?: string; context?: string; outside?: string; path?: string } = {},
) {
  const { secret, ...ami } = pbx.ami(user);
  const configuration = parseConfiguration({
    secretKeys: ['a-secret-key-of-tests'],
    ...(changes.path === undefined
      ? {}
      : { path: changes.path, routing: { key: 'key-of-the-routing-door' } }),
    agents: ['101', '102', '109'].map((extension) => ({
      email: `${extension}@example.com`,
      extension,
      name: extension,
    })),
    telephony: {
      driver: 'asterisk',
      ami: { ...ami, port: changes.port ?? ami.port },
      secret: changes.secret ?? secret,
      context: changes.context ?? 'internal',
      answer: 'notify',
    },
  });
  const checks = listChecks(configuration, {
    clock: systemClock,
    readFile: () => null,
    logger: createLogger('silent'),
    outside: changes.outside,
  }).filter(({ name }) => name === 'Asterisk');
  const { lines, works } = renderFindings(await runChecks(checks, AbortSignal.timeout(PATIENCE_MS)), 'en');
  return { text: lines.join('\n'), works };
}

test('the rights of our sample are enough; a phone that is away is a warning, one that is unknown a fault', async () => {
  await pbx.phone('101');
  const { text, works } = await check('asteriskng');
  expect(text).toContain('ok      The manager user may do all that is needed.');
  expect(text).toContain('ok      The dialplan has all contexts, and all numbers tried are in internal.');
  expect(text).toContain('ok      PJSIP/101, the phone of 101, is registered.');
  expect(text).toContain('WARNING PJSIP/102, the phone of 102, is not registered.');
  expect(text).toContain('FAULT   Asterisk has no endpoint for PJSIP/109');
  expect(text.match(/FAULT/g)).toHaveLength(1);
  expect(works).toBe(false);
});

test('a right that is missing is named once, with all that fails without it', async () => {
  const { text } = await check('weak');
  expect(text.match(/lacks "call":/g)).toHaveLength(1);
  expect(text).toContain(
    'FAULT   "write" of the user in manager.conf lacks "originate": no call can be made.',
  );
  expect(text).toContain('no call can be ended or rejected');
  expect(text).toContain('?       Events of the class "call" were not tried');
});

test('a user who has all rights is heard whole', async () => {
  const { text } = await check('crm');
  expect(text).toContain('ok      Events of calls, of the dialplan and of queues arrive.');
});

test.each(['deaf', 'filtered'] as const)('%s: events of calls are caused and not heard', async (user) => {
  const { text, works } = await check(user);
  expect(text).toContain(
    'FAULT   A test event of the class "call" did not arrive, so calls can not be tracked',
  );
  expect(works).toBe(false);
});

test('an event filter that holds back the events by which calls end is found', async () => {
  const { text, works } = await check('halfdeaf');
  expect(text).toContain('FAULT   Test events that did not arrive: DialBegin, DialEnd, Hangup.');
  expect(works).toBe(false);
});

test('nor are those of the dialplan, where they are the ones that lack', async () => {
  const { text } = await check('unvarying');
  expect(text).toContain('FAULT   A test event of the class "dialplan" did not arrive');
  expect(text).not.toContain('the class "call"');
});

test('without the right "system" no phone is said to be unknown', async () => {
  const { text } = await check('nosystem');
  expect(text).not.toContain('has no endpoint');
  expect(text).toContain('?       PJSIP/101, the phone of 101, was not looked at: "write"');
  expect(text.match(/FAULT {3}"write" of the user in manager.conf lacks "system"/g)).toHaveLength(1);
});

test('without the right "reporting" the dialplan was not looked at', async () => {
  const { text } = await check('noreporting');
  expect(text).toContain('?       The dialplan was not looked at');
});

test.each([
  ['asteriskng-hold', "is AsteriskNG's own"],
  ['asteriskng-call', "is AsteriskNG's own"],
  ['from-trunk', 'PJSIP/101 dials in the context internal, but telephony.context is from-trunk'],
  ['record', 'does not have 101, 102, 109, so colleagues can not be called'],
])('%s is no context for agents: %s', async (context, said) => {
  const { text, works } = await check('asteriskng', { context });
  expect(text).toContain(said);
  expect(works).toBe(false);
});

test('without a number an example is looked up, which another country’s dialplan need not have', async () => {
  const { text } = await check('asteriskng', { context: 'from-trunk' });
  expect(text).toContain(
    '?       Whether clients can be called was not looked at: the context from-trunk does not',
  );
});

test('the number to look up can be named', async () => {
  const { text } = await check('asteriskng', { outside: '5551' });
  expect(text).toContain('The context internal does not have 5551, a number outside');
});

test('a context that is not there is named', async () => {
  const { text, works } = await check('asteriskng', { context: 'from-nowhere' });
  expect(text).toContain('no context from-nowhere');
  expect(works).toBe(false);
});

test('a wrong secret, a wrong port and another server are distinguished, and no secret is shown', async () => {
  const refused = await check('asteriskng', { secret: 'not-the-secret-of-it' });
  expect(refused.text).toContain('refuses the login of asteriskng');
  expect(refused.text).not.toContain('not-the-secret-of-it');
  const away = await check('asteriskng', { port: 1 });
  expect(away.text).toContain('can not be reached (ECONNREFUSED)');
});

test('routing: what the dialplan asks is compared with what the backend answers', async () => {
  const set = (name: string, value: string): Promise<string> =>
    pbx.console(`dialplan set global ${name} ${value}`);
  const path = '/asterisk_ng';
  expect((await check('asteriskng')).text).not.toContain('ASTERISKNG_URL');
  expect((await check('asteriskng', { path })).text).toContain('WARNING The dialplan has no ASTERISKNG_URL');
  await set('ASTERISKNG_URL', 'http://127.0.0.1:8080');
  expect((await check('asteriskng', { path })).text).toContain('the backend answers below /asterisk_ng');
  await set('ASTERISKNG_URL', 'http://127.0.0.1:8080/asterisk_ng/');
  await set('ASTERISKNG_ROUTING_KEY', 'another-key');
  const wrong = await check('asteriskng', { path });
  expect(wrong.text).toContain('FAULT   ASTERISKNG_ROUTING_KEY of the dialplan is not');
  expect(wrong.text).not.toMatch(/another-key|key-of-routing/);
  await set('ASTERISKNG_ROUTING_KEY', 'key-of-the-routing-door');
  expect((await check('asteriskng', { path })).text).toContain('ok      The dialplan asks the backend');
});
