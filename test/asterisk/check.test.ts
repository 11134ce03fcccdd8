import { createLogger } from '../../server/http/createLogger';
import { createChecks } from '../../server/createChecks';
import { parseConfiguration } from '../../server/config/Configuration';
import { systemClock } from '../../server/system/Clock';
import { renderFindings } from '../../server/commands/renderFindings';
import { runChecks } from '../../server/commands/runChecks';
import { Pbx, type ManagerUser } from './support/Pbx';

let pbx: Pbx;

beforeAll(async () => {
  pbx = await Pbx.start();
});

afterAll(async () => {
  await pbx.close();
});

/** What `server check` prints of Asterisk. */
async function check(user: ManagerUser, changes: { port?: number; secret?: string; context?: string } = {}) {
  const { secret, ...ami } = pbx.ami(user);
  const configuration = parseConfiguration({
    secretKeys: ['12345678'],
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
  const checks = createChecks(configuration, systemClock, () => null, createLogger('silent')).filter(
    ({ name }) => name === 'Asterisk',
  );
  const { lines, works } = renderFindings(await runChecks(checks, AbortSignal.timeout(20_000)));
  return { text: lines.join('\n'), works };
}

test('the rights of our sample are enough; a phone that is away is a warning, one that is unknown a fault', async () => {
  await pbx.phone('101');
  const { text, works } = await check('asteriskng');
  expect(text).toContain('ok      The manager user may do all that is needed.');
  expect(text).toContain('ok      The dialplan has all contexts.');
  expect(text).toContain('ok      PJSIP/101, the phone of 101, is registered.');
  expect(text).toContain('WARNING PJSIP/102, the phone of 102, is not registered.');
  expect(text).toContain('FAULT   Asterisk has no endpoint for PJSIP/109');
  expect(text.match(/FAULT/g)).toHaveLength(1);
  expect(works).toBe(false);
});

test('each right that is missing is named', async () => {
  const { text } = await check('weak');
  expect(text).toContain('The action Originate is not to be had, so no call can be made');
  expect(text).toContain('The action Hangup is not to be had');
});

test('rights to hear are named too', async () => {
  await pbx.console('manager reload');
  const { text } = await check('crm');
  expect(text).not.toContain('"read"');
});

test('a context that is not there is named', async () => {
  const { text, works } = await check('asteriskng', { context: 'from-nowhere' });
  expect(text).toContain('no context from-nowhere');
  expect(works).toBe(false);
});

test('a wrong secret, a wrong port and another server are told apart, and no secret is shown', async () => {
  const refused = await check('asteriskng', { secret: 'not-the-secret-of-it' });
  expect(refused.text).toContain('refuses the login of asteriskng');
  expect(refused.text).not.toContain('not-the-secret-of-it');
  const away = await check('asteriskng', { port: 1 });
  expect(away.text).toContain('can not be reached (ECONNREFUSED)');
});
