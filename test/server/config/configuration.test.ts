import { readFileSync } from 'node:fs';
import { parseConfiguration } from '../../../server/config/Configuration';
import { FileFault } from '../../../server/system/FileFault';
import { readSecrets } from '../../../server/config/readSecrets';
import { ConfigurationError } from '../../../server/system/ConfigurationError';
import { loadConfiguration } from '../../../server/config/loadConfiguration';
import type { ReadFile } from '../../../server/system/ReadFile';
import { fileMessages } from '../../../server/system/messages';
import { driverNames } from '../support/driverNames';
import { english } from '../support/inEnglish';

const files =
  (given: Record<string, string>): ReadFile =>
  (path) =>
    given[path] ?? null;
const faultsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigurationError) return english(error.faults);
    throw error;
  }
  return [];
};
const env = { ASTERISKNG_SECRET_KEYS: 'first-secret-key, second-secret-key' };

test('server.example.yaml is a valid configuration', () => {
  const example = readFileSync('server.example.yaml', 'utf8');
  const configuration = loadConfiguration(env, files({ 'server.yaml': example }));
  expect(configuration).toMatchObject({
    host: '127.0.0.1',
    port: 8_080,
    path: '/',
    secretKeys: ['first-secret-key', 'second-secret-key'],
    logLevel: 'info',
    bodyLimitBytes: 65_536,
  });
  expect(configuration.agents.map(({ extension }) => extension)).toEqual(['101', '102']);
  expect(configuration.telephony).toEqual({
    driver: 'simulator',
    seed: 1,
    answerMs: 2_000,
    noAnswerMs: 20_000,
    talkMs: 0,
    door: false,
    without: [],
  });
});

test('without a file the defaults apply, and environment variables override the file', () => {
  expect(loadConfiguration(env, files({}))).toMatchObject({
    port: 8_080,
    agents: [],
    telephony: { driver: 'simulator', door: false },
  });
  const changed = loadConfiguration(
    {
      ...env,
      ASTERISKNG_CONFIG: 'my.yaml',
      ASTERISKNG_PORT: '9000',
      ASTERISKNG_HOST: '0.0.0.0',
      ASTERISKNG_PATH: '/x',
      ASTERISKNG_LOG_LEVEL: 'warn',
    },
    files({ 'my.yaml': 'port: 1\npath: /y' }),
  );
  expect(changed).toMatchObject({ port: 9_000, host: '0.0.0.0', path: '/x', logLevel: 'warn' });
});

test('secret keys are read from the file of ASTERISKNG_SECRET_KEYS_FILE', () => {
  const configuration = loadConfiguration(
    { ASTERISKNG_SECRET_KEYS_FILE: 'keys' },
    files({ keys: 'first-secret-key\n\nsecond-secret-key\n' }),
  );
  expect(configuration.secretKeys).toEqual(['first-secret-key', 'second-secret-key']);
});

test.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
  [
    'no key',
    {},
    {},
    /^secretKeys: .* ASTERISKNG_SECRET_KEYS, or a file's path into ASTERISKNG_SECRET_KEYS_FILE$/,
  ],
  [
    'a short key',
    { ASTERISKNG_SECRET_KEYS: 'short' },
    {},
    /^secretKeys: a key in ASTERISKNG_SECRET_KEYS has at least 16 characters/,
  ],
  ['three keys', { ASTERISKNG_SECRET_KEYS: 'aaaaaaaa,bbbbbbbb,cccccccc' }, {}, /two keys at most/],
  ['keys in the YAML', env, { 'server.yaml': 'secretKeys: [abcdefgh]' }, /^secretKeys: keys come from/],
  ['a key file that is not there', { ASTERISKNG_SECRET_KEYS_FILE: 'none' }, {}, /no such file/],
  [
    'a file that is not there',
    { ...env, ASTERISKNG_CONFIG: 'none.yaml' },
    {},
    /^none\.yaml: there is no such file$/,
  ],
  ['no YAML', env, { 'server.yaml': 'a: [' }, /it is no YAML/],
  ['a bracket that is not closed', env, { 'server.yaml': 'a: 1\nb: [' }, /^server\.yaml, line 2, column 4: /],
  ['a list', env, { 'server.yaml': '- a' }, /settings with their values/],
  ['an unknown setting', env, { 'server.yaml': 'prot: 1' }, /^prot \(line 1\): no such setting$/],
  ['a port that is none', { ...env, ASTERISKNG_PORT: 'x' }, {}, /^ASTERISKNG_PORT: a number is expected$/],
  ['a path without a slash', env, { 'server.yaml': 'path: x' }, /a path begins with \//],
  [
    'an extension that is none',
    env,
    { 'server.yaml': 'agents: [{email: a@b.cd, extension: abc, name: A}]' },
    /^agents, entry 1, extension \(line 1\): an extension has 2 to 8 digits \("abc"\)$/,
  ],
  [
    'one e-mail twice',
    env,
    {
      'server.yaml':
        'agents: [{email: a@b.cd, extension: "10", name: A}, {email: A@B.cd, extension: "11", name: B}]',
    },
    /^agents, entry 2, email \(line 1\): a@b\.cd is already that of entry 1 \(line 1\)$/,
  ],
  [
    'an extension without quotation marks in a list',
    env,
    { 'server.yaml': 'dialing: {transfersAbroad: [101]}' },
    /^dialing\.transfersAbroad \(line 1\): all, or a list of extensions in quotation marks, such as \['101', '102'\]/,
  ],
  [
    'one extension twice',
    env,
    {
      'server.yaml':
        'agents: [{email: a@b.cd, extension: "10", name: A}, {email: x@b.cd, extension: "10", name: B}]',
    },
    /^agents, entry 2, extension \(line 1\): 10 is already that of entry 1 \(line 1\)$/,
  ],
  [
    'an unknown driver',
    env,
    { 'server.yaml': 'telephony: {driver: pigeon}' },
    new RegExp(`^telephony\\.driver \\(line 1\\): .*: ${driverNames}$`),
  ],
])('%s is named', (_what, environment, given, fault) => {
  const faults = faultsOf(() => loadConfiguration(environment, files(given)));
  expect(faults).toEqual([expect.stringMatching(fault)]);
});

test.each(['your-secret-key-here', 'aaaaaaaaaaaaaaaa'])(
  'a secret of the integration that everybody knows is refused: %s',
  (secret) => {
    const load = (secrets: string): object =>
      loadConfiguration(
        { ...env, ASTERISKNG_IDENTITY_SECRETS: secrets },
        files({ 'server.yaml': 'identity: { mode: off }' }),
      );
    expect(faultsOf(() => load(secret))).toEqual([
      expect.stringMatching(/ASTERISKNG_IDENTITY_SECRETS is that of a sample, or a pattern: amoCRM makes it/),
    ]);
    // An old one, behind the new one, is only warned of.
    expect(() => load(`9Vq3TzLw8XkPbR5nDf2m,${secret}`)).not.toThrow();
  },
);

test('an extension may be written without quotation marks', () => {
  const agents = '{email: a@b.cd, extension: 102, name: A}, {email: c@b.cd, extension: "012", name: B}';
  const { agents: read } = loadConfiguration(env, files({ 'server.yaml': `agents: [${agents}]` }));
  expect(read.map(({ extension }) => extension)).toEqual(['102', '012']);
});

test.each([
  ['ASTERISKNG_MEGAFON_KEY', 'telephony: {driver: megafon, address: "https://a.megapbx.ru"}'],
  ['ASTERISKNG_MEGAFON_TOKEN', 'telephony: {driver: megafon, address: "https://a.megapbx.ru"}'],
  ['ASTERISKNG_AMI_SECRET', 'telephony: {driver: asterisk, ami: {user: a}}'],
  ['ASTERISKNG_ECSS10_KEY', 'telephony: {driver: ecss10, address: a.b, domain: d, clientId: c}'],
  ['ASTERISKNG_AMOCRM_TOKEN', 'amocrm: {address: "https://x.amocrm.ru"}'],
  ['ASTERISKNG_ELMA365_KEY', 'elma365: {address: "https://x.elma365.ru"}'],
])('a secret that is left out or too short is reported by its variable, and not shown: %s', (name, yaml) => {
  for (const secret of [undefined, 'hush']) {
    const environment = { ...env, ...(secret !== undefined && { [name]: secret }) };
    const faults = faultsOf(() => loadConfiguration(environment, files({ 'server.yaml': yaml }))).join('\n');
    // AMI takes a secret of any length.
    if (secret === undefined || name !== 'ASTERISKNG_AMI_SECRET') expect(faults).toContain(name);
    expect(faults).not.toContain('hush');
  }
});

test('a file that can not be read is reported by its setting, since the path of a secret may be the secret itself', () => {
  const unreadable = (): never => {
    throw new FileFault(fileMessages.isFolder);
  };
  expect(faultsOf(() => loadConfiguration({ ...env, ASTERISKNG_CONFIG: 'my.yaml' }, unreadable))).toEqual([
    'my.yaml: it is a folder, and a file is expected',
  ]);
  const readKey = (path: string): string | null => (path === 'server.yaml' ? null : unreadable());
  expect(faultsOf(() => loadConfiguration({ ASTERISKNG_SECRET_KEYS_FILE: 'hush' }, readKey))).toEqual([
    'ASTERISKNG_SECRET_KEYS_FILE: it is a folder, and a file is expected',
  ]);
});

test('all faults are listed at once, without the value of a key', () => {
  const faults = faultsOf(() =>
    parseConfiguration({ secretKeys: ['hush-12'], port: -1, contacts: [{ name: '', phone: 'abc' }] }),
  );
  expect(faults.map((fault) => fault.split(':')[0])).toEqual([
    'port',
    'secretKeys',
    'contacts, entry 1, name',
    'contacts, entry 1, phone',
  ]);
  expect(faults.join()).not.toContain('hush');
});

test('OAuth tokens can not be combined with several backends', () => {
  const amocrm = {
    address: 'https://x.amocrm.ru',
    oauth: { clientId: 'id', redirectUri: 'https://x.example', tokenFile: 'tokens' },
    clientSecret: 'a-client-secret',
  };
  const secretKeys = ['a-secret-key-of-tests'];
  expect(parseConfiguration({ secretKeys, amocrm }).amocrm?.oauth?.clientId).toBe('id');
  expect(() => parseConfiguration({ secretKeys, amocrm, redis: { url: 'redis://here:6379' } })).toThrow(
    'amocrm.oauth: several backends need a long-lived token instead',
  );
});

test('a secret is read from its variable or its file into its section, and is refused in the YAML', () => {
  const files = new Map([['key.txt', ' from-a-file\n']]);
  const read = (env: Record<string, string>): object =>
    readSecrets({ amocrm: { subdomain: 'x' } }, env, (path) => files.get(path) ?? null);
  expect(read({ ASTERISKNG_AMOCRM_TOKEN: 'token' })).toEqual({ amocrm: { subdomain: 'x', token: 'token' } });
  expect(read({ ASTERISKNG_AMOCRM_TOKEN_FILE: 'key.txt' })).toEqual({
    amocrm: { subdomain: 'x', token: 'from-a-file' },
  });
  expect(read({ ASTERISKNG_AMI_SECRET: 'of no section' })).toEqual({ amocrm: { subdomain: 'x' } });
  expect(read({ ASTERISKNG_REDIS_URL: 'redis://here' })).toMatchObject({ redis: { url: 'redis://here' } });
  expect(() => read({ ASTERISKNG_AMOCRM_TOKEN_FILE: 'gone.txt' })).toThrow('there is no such file');
  expect(() => readSecrets({ amocrm: { token: 'x' } }, {}, () => null)).toThrow(
    'amocrm.token: it comes from ASTERISKNG_AMOCRM_TOKEN',
  );
});
