import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderFindings } from '../../../server/cli/renderFindings';
import { runChecks } from '../../../server/cli/runChecks';
import { settingsCheck } from '../../../server/cli/settingsCheck';
import { loadConfiguration } from '../../../server/config/loadConfiguration';
import { readSettingsFile } from '../../../server/config/SettingsFile';
import { sameInAll } from '../../../server/system/Message';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const secrets = {
  ASTERISKNG_SECRET_KEYS: 'a-secret-key-of-tests',
  ASTERISKNG_AMI_SECRET: 'a-secret-of-the-manager',
  ASTERISKNG_MEGAFON_KEY: 'a-megafon-key',
  ASTERISKNG_MEGAFON_TOKEN: 'a-megafon-token-of-tests',
  ASTERISKNG_AMOCRM_CLIENT_SECRET: 'a-client-secret',
};
const agent = "agents: [{ email: a@b.cd, extension: '101', name: A }]\n";

async function check(yaml: string | null, unknown: readonly string[] = []): Promise<readonly string[]> {
  const readFile = (): string | null => yaml;
  const file = readSettingsFile(secrets, readFile);
  const configuration = loadConfiguration(secrets, readFile, file);
  const checks = [settingsCheck(configuration, file, unknown.map(sameInAll))];
  const { lines } = renderFindings(await runChecks(checks, new AbortController().signal), 'en');
  return lines.slice(1);
}

test('without a settings file check warns that none was read and that no real calls are made', async () => {
  const simulator = '  WARNING The simulator is in use, which makes no real calls: set telephony.driver.';
  const noAgents = '  WARNING There are no agents, so no user can call: list them below agents.';
  const [away, ...rest] = await check(null);
  expect(away).toContain(`WARNING No settings were read: there is no ${join(process.cwd(), 'server.yaml')}`);
  expect(rest).toEqual([simulator, noAgents, 'It works, with reservations: 0 faults, 3 warnings.']);
  expect((await check('# all commented out\n'))[0]).toContain('WARNING server.yaml has no settings');
  expect(await check(agent)).toEqual([
    '  ok      server.yaml was read: 1 agent, telephony by simulator.',
    simulator,
    'It works, with reservations: 0 faults, 1 warning.',
  ]);
});

test('whole numbers of the audit without its file are warned of', async () => {
  const audit = (more: string): Promise<readonly string[]> =>
    check(`${agent}http: { audit: { numbers: whole${more} } }`);
  expect((await audit('')).join('\n')).toContain('WARNING http.audit.numbers: whole has no effect');
  expect((await audit(`, file: ${join(folder, 'audit.log')}`)).join()).not.toContain('http.audit.numbers');
});

test('networks of proxies in which strangers have addresses are warned of', async () => {
  const proxies = (text: string): Promise<readonly string[]> =>
    check(`${agent}http: { trustProxy: ${text} }`);
  expect((await proxies("[127.0.0.1, '0.0.0.0/0', '::/0']")).join('\n')).toContain(
    'WARNING http.trustProxy: 0.0.0.0/0, ::/0 has addresses of strangers',
  );
  expect((await proxies("[10.0.0.0/8, '::1']")).join()).not.toContain('trustProxy');
});

test('settings of phones without effect are named', async () => {
  const phones =
    "{ '101': { answer: pickup }, '102': { answer: pickup, answerDevice: PJSIP/9 }, '103': { answerDevice: PJSIP/9 } }";
  const lines = await check(`${agent}telephony: { driver: asterisk, ami: { user: a }, phones: ${phones} }`);
  expect(lines).toEqual([
    '  ok      server.yaml was read: 1 agent, telephony by asterisk.',
    expect.stringContaining(
      'FAULT   telephony.phones.101.answer is pickup, but telephony.phones.101.answerDevice',
    ),
    expect.stringContaining('WARNING telephony.phones.103.answerDevice has no effect without answer: pickup'),
    expect.stringContaining('WARNING telephony.phones.102 has no effect: no agent has the extension 102.'),
    expect.stringContaining('WARNING telephony.phones.103 has no effect'),
    'It does not work: 1 fault, 3 warnings.',
  ]);
  const megafon = `telephony: { driver: megafon, address: 'https://a.megapbx.ru', users: { '101': a, '105': b } }`;
  expect((await check(agent + megafon)).join('\n')).toContain('telephony.users.105 has no effect');
});

test.each(['x', 'put-a-long-secret-here', '1212121212121212'])(
  'the secret %s of the manager user is warned of',
  async (secret) => {
    Object.assign(secrets, { ASTERISKNG_AMI_SECRET: secret });
    const lines = await check(`${agent}telephony: { driver: asterisk, ami: { user: a } }`);
    expect(lines[1]).toContain('WARNING The secret in ASTERISKNG_AMI_SECRET is short');
    expect(lines.join()).not.toContain(secret === 'x' ? '(x)' : secret);
    Object.assign(secrets, { ASTERISKNG_AMI_SECRET: 'a-secret-of-the-manager' });
  },
);

test('a file or folder that can not be written is named with its path, and the check creates nothing', async () => {
  writeFileSync(join(folder, 'file'), '');
  const recordings = `recordings: { address: 'https://a.b', mp3: { folder: '${folder}/file/mp3' } }\n`;
  const elma = `elma365: { address: 'https://a.elma365.ru', webhookFile: '${folder}' }\n`;
  Object.assign(secrets, { ASTERISKNG_ELMA365_KEY: 'a-key-of-16-characters' });
  const lines = await check(
    `${agent}http: { audit: { file: '${folder}/away/x.log' } }\n${recordings}${elma}`,
  );
  expect(lines.slice(2, -1)).toEqual([
    `  FAULT   http.audit.file: ${folder}/away/x.log can not be written: ${folder}/away: there is no such file or folder.`,
    expect.stringContaining(
      `recordings.mp3.folder: ${folder}/file/mp3 can not be written: a part of its path`,
    ),
    `  FAULT   elma365.webhookFile: ${folder} can not be written: it is a folder, and a file is expected.`,
  ]);
  const amocrm = `amocrm: { address: 'https://x.amocrm.ru', calls: { outbox: '${folder}/deep/outbox' } }\n`;
  Object.assign(secrets, { ASTERISKNG_AMOCRM_TOKEN: 'a-long-lived-token' });
  const good = await check(`${agent}http: { audit: { file: '${folder}/x.log' } }\n${amocrm}`);
  expect(good).toHaveLength(3);
  expect([existsSync(join(folder, 'x.log')), existsSync(join(folder, 'deep'))]).toEqual([false, false]);
});

test('a folder that systemd creates at the first start may be missing before it', async () => {
  const lines = await check(`${agent}http: { audit: { file: /var/log/asteriskng/of/the/test.log } }`);
  expect(lines[2]).toBe(
    '  ?       http.audit.file: /var/log/asteriskng is made when the service starts for the first time.',
  );
});

test('a missing OAuth token file is a fault that names its path', async () => {
  const oauth = `{ clientId: a, redirectUri: 'https://a.b', tokenFile: '${folder}/amocrm.json' }`;
  Object.assign(secrets, { ASTERISKNG_AMOCRM_TOKEN: '' });
  const yaml = `${agent}amocrm: { address: 'https://x.amocrm.ru', oauth: ${oauth} }`;
  expect((await check(yaml)).join('\n')).toContain(
    `FAULT   amocrm.oauth.tokenFile: ${folder}/amocrm.json can not be used: there is no such file or folder. docs/AMOCRM.en.md`,
  );
  mkdirSync(join(folder, 'amocrm.json'));
  chmodSync(join(folder, 'amocrm.json'), 0o700);
  expect((await check(yaml)).join('\n')).toContain('it is a folder, and a file is expected');
});

test('check warns of environment variables without effect', async () => {
  const lines = await check(agent, ['The environment variable ASTERISKNG_X is not known and has no effect']);
  expect(lines).toContain('  WARNING The environment variable ASTERISKNG_X is not known and has no effect.');
});
