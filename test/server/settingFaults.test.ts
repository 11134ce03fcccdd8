import { ConfigurationError } from '../../server/system/ConfigurationError';
import { loadConfiguration } from '../../server/config/loadConfiguration';
import { numberRules } from '../../server/config/numberRules';
import { unknownVariables } from '../../server/config/plainVariables';
import { readSettingsFile } from '../../server/config/SettingsFile';
import { driverNames } from './support/driverNames';
import { english } from './support/inEnglish';

const keys = { ASTERISKNG_SECRET_KEYS: 'a-secret-key-of-tests' };

function load(yaml: string, env: Record<string, string> = {}): ReturnType<typeof loadConfiguration> {
  return loadConfiguration({ ...keys, ...env }, (path) => (path === 'server.yaml' ? yaml : null));
}

function faultsOf(yaml: string, env: Record<string, string> = {}): readonly string[] {
  try {
    load(yaml, env);
  } catch (error) {
    if (error instanceof ConfigurationError) return english(error.faults);
    throw error;
  }
  return [];
}

const agents = (...lines: readonly string[]): string => `port: 1\nagents:\n${lines.join('\n')}\n`;

test('a wrong value is found by its entry, counted from one, and its line, and an agent sees it', () => {
  const yaml = agents(
    "  - { email: a@b.cd, extension: '101', name: A }",
    '  - email: mail',
    "    extension: '102'",
    '    name: B',
    '  - { email: c@d.ef, extension: 103 }',
  );
  expect(faultsOf(yaml)).toEqual([
    'agents, entry 2, email (line 4): no e-mail address ("mail")',
    'agents, entry 3, name (line 7): it is needed',
  ]);
});

test('a double is shown with both of its lines, all doubles at once and beside other faults', () => {
  const yaml = agents(
    "  - { email: a@b.cd, extension: '101', name: A }",
    "  - { email: x@b.cd, extension: 101, name: '' }",
    '',
    "  - { email: ' A@b.cd', extension: '103', name: C }",
  );
  expect(faultsOf(yaml)).toEqual([
    'agents, entry 2, name (line 4): it is empty ("")',
    'agents, entry 3, email (line 6): a@b.cd is already that of entry 1 (line 3)',
    'agents, entry 2, extension (line 4): 101 is already that of entry 1 (line 3)',
  ]);
});

test.each(['0102', '1e3', '0x65', '+102', '10.0'])(
  'an extension %s is not taken for another number',
  (written) => {
    const [fault, ...more] = faultsOf(agents(`  - { email: a@b.cd, extension: ${written}, name: A }`));
    expect(fault).toContain('agents, entry 1, extension (line 3): YAML reads ');
    expect(fault).toContain(`${written} as `);
    expect(fault).toMatch(/put it into quotation marks$/);
    expect(more).toEqual([]);
  },
);

test('a setting that is named by an extension has it as it is written', () => {
  const telephony = 'driver: asterisk, ami: { user: a }, phones: { 0102: { answer: notify } }';
  const { telephony: read } = load(`telephony: { ${telephony} }`, { ASTERISKNG_AMI_SECRET: 'x' });
  expect(read).toMatchObject({ phones: { '0102': { answer: 'notify' } } });
});

test('blanks within quotation marks do no harm to an extension', () => {
  expect(load("agents: [{ email: a@b.cd, extension: ' 102 ', name: A }]").agents[0]?.extension).toBe('102');
});

test.each<[string, string]>([
  ['agents: x', 'agents (line 1): a list is expected: a line for each entry'],
  ["port: '25038'", 'port (line 1): a number is expected: take the quotation marks away'],
  ['port: 99999', 'port (line 1): 65535 at the most is expected'],
  ['port: 1.5', 'port (line 1): a whole number is expected'],
  ['metrics: off', 'metrics (line 1): it has settings below it and is not switched off so'],
  ['http: 5', 'http (line 1): settings are expected below it, and not a single value'],
  ['host: 1', 'host (line 1): a text is expected: put it into quotation marks'],
  ["metrics: { enabled: 'false' }", 'metrics.enabled (line 1): true or false is expected: take the quo'],
  [
    'logLevel: loud',
    'logLevel (line 1): another value is expected: fatal, error, warn, info, debug, trace or',
  ],
  ['telephony:', `telephony.driver (line 1): it is needed: ${driverNames}`],
  ['a: 1\namocrm:', 'amocrm.address (line 2): it is needed'],
  ['redis:', 'redis.url (line 1): it is needed; it comes from ASTERISKNG_REDIS_URL'],
  ["amocrm: { address: 'https://x.amocrm.ru' }", 'amocrm (line 1): a token is needed: put it into ASTERI'],
  ['port:8080', 'server.yaml: settings with their values are expected, such as port: 8080 (with a colon'],
])('%s: the fault says in words what is expected there', (yaml, fault) => {
  expect(faultsOf(yaml)).toContainEqual(expect.stringContaining(fault));
});

test('a section without a value has its defaults', () => {
  const read = load('agents:\ncontacts:\nhttp:\n  limits:\nmetrics:\nrouting:\nhost:\npath:\n');
  expect(read).toMatchObject({ agents: [], contacts: [], host: '127.0.0.1', path: '/' });
  expect(read.http.limits.requestsPerMinute).toBe(600);
  expect(read.routing).toMatchObject({ busy: 'extension' });
  const key = 'key-of-the-dialplan';
  expect(load('routing:', { ASTERISKNG_ROUTING_KEY: key }).routing?.key).toBe(key);
});

test('a variable that sets a wrong value is named; an empty one is left out', () => {
  expect(faultsOf('', { ASTERISKNG_PORT: 'abc' })).toEqual(['ASTERISKNG_PORT: a number is expected']);
  expect(faultsOf('', { ASTERISKNG_PORT: '99999' })[0]).toContain('ASTERISKNG_PORT: 65535 at the most');
  expect(faultsOf('', { ASTERISKNG_PATH: 'x' })[0]).toContain('ASTERISKNG_PATH: a path begins with /');
  const empty = { ASTERISKNG_PORT: '', ASTERISKNG_HOST: '', ASTERISKNG_CONFIG: '', ASTERISKNG_REDIS_URL: '' };
  expect(load('port: 7', empty)).toMatchObject({ port: 7, host: '127.0.0.1' });
  expect(load('port: 7', empty).redis).toBeUndefined();
});

test('a variable of ours that is not known is named, with the one that is meant, and without its value', () => {
  const env = {
    ...keys,
    ASTERISKNG_LOGLEVEL: 'hush',
    ASTERISKNG_AMI_SECRET_FILE: 'x',
    ASTERISKNG_ZZ: '',
    PATH: '',
  };
  expect(english(unknownVariables(env))).toEqual([
    'The environment variable ASTERISKNG_LOGLEVEL is not known and has no effect; is ASTERISKNG_LOG_LEVEL meant?',
    'The environment variable ASTERISKNG_ZZ is not known and has no effect',
  ]);
});

test('rules of numbers are read without any secret, for each telephony, and it is said whose they are', () => {
  const rulesOf = (yaml: string | null): ReturnType<typeof numberRules> =>
    numberRules(readSettingsFile({}, () => yaml));
  const numbers = 'numbers: { toPbx: [{ match: "^1$", replace: "2" }], toCrm: [] }';
  for (const driver of ['asterisk', 'megafon', 'ecss10'])
    expect(rulesOf(`telephony: { driver: ${driver}, ${numbers} }\namocrm: {}`)).toEqual({
      rules: { toPbx: [{ match: '^1$', replace: '2' }], toCrm: [] },
      from: expect.objectContaining({ en: 'The rules of server.yaml:' }) as unknown,
    });
  expect(rulesOf('port: 1').from.en).toBe(
    'server.yaml has no telephony.numbers. The rules that hold without it:',
  );
  expect(rulesOf(null).from.en).toContain(
    'There is no settings file server.yaml; name yours by ASTERISKNG_CONFIG',
  );
  expect(() => rulesOf('telephony: { numbers: { toPbx: 1 } }')).toThrow(
    'telephony.numbers.toPbx (line 1): a list',
  );
});
