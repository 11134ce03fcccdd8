import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drivers } from '../../../server/telephony/drivers';

const root = join(__dirname, '../../..');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'asteriskng-driver-'));
  for (const name of ['server', 'protocol', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(join(copy, '.gitignore'), 'node_modules\n');
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'tree');
  addDriver();
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

function git(...words: string[]): string {
  return execFileSync('git', words, { cwd: copy, encoding: 'utf8' });
}

/** The recipe: a folder, and the driver's name in the list. */
function addDriver(): void {
  const folder = join(copy, 'server/telephony/fifth');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'driver.ts'),
    `import * as v from 'valibot';
import { numberSettingsSchema } from '../../numbers/numberSettings';
import { Simulator } from '../simulator/Simulator';
import { simulatorSettingsSchema } from '../simulator/simulatorSettings';
import { driverKind } from '../DriverKind';

/** An invented telephone system. */
export const fifthDriver = driverKind('fifth', {
  settings: v.strictObject({ key: v.string(), numbers: v.optional(numberSettingsSchema, {}) }),
  secrets: new Map([['ASTERISKNG_FIFTH_KEY', 'key']]),
  configure: ({ key, numbers }) => ({
    numbers,
    keepsDrafts: false,
    create: ({ agents, clock }) => ({
      telephony: new Simulator(
        new Set(agents.map(({ extension }) => extension)),
        v.parse(simulatorSettingsSchema, {}),
        clock,
      ),
    }),
    settingFindings: () => [],
    checks: () => [
      {
        name: 'Fifth',
        run: () => {
          const text = \`the key has \${key.length} characters\`;
          return Promise.resolve([{ level: 'ok', text: { en: text, ru: text } }]);
        },
      },
    ],
  }),
});
`,
  );
  const list = join(copy, 'server/telephony/drivers.ts');
  const text = readFileSync(list, 'utf8');
  writeFileSync(
    list,
    text
      .replace(
        'import { megafonDriver }',
        "import { fifthDriver } from './fifth/driver';\nimport { megafonDriver }",
      )
      .replace('] as const', ', fifthDriver] as const'),
  );
  writeFileSync(
    join(copy, '.git/server.yaml'),
    `agents:
  - { email: anna@example.com, extension: '101', name: Anna }
telephony:
  driver: fifth
  numbers:
    toPbx:
      - { match: '^\\+7(.*)$', replace: '98$1' }
`,
  );
}

/** Runs a command of the server in the copy. */
function server(
  words: readonly string[],
  env: Readonly<Record<string, string>> = { ASTERISKNG_FIFTH_KEY: '1234567' },
): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'server/main.ts', ...words], {
    cwd: copy,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      LANG: 'C',
      ASTERISKNG_CONFIG: join(copy, '.git/server.yaml'),
      ASTERISKNG_SECRET_KEYS: 'a-key-of-the-test',
      ...env,
    },
  });
  return stdout + stderr;
}

test('a driver is a folder of its own and its place in the list', () => {
  const changed = git('status', '--porcelain').trimEnd().split('\n');
  expect(changed).toEqual([' M server/telephony/drivers.ts', '?? server/telephony/fifth/']);
});

test('its settings are taken, its secret is read, and its check runs', () => {
  expect(server(['check'])).toContain('the key has 7 characters');
});

test('a fault of its secret names its own variable, whatever keys other drivers have', () => {
  expect(server(['check'], {})).toContain('ASTERISKNG_FIFTH_KEY');
});

test('its rules for numbers are those that "numbers" shows', () => {
  expect(server(['numbers', '+79101234567'])).toContain('989101234567');
});

/** The browser's backend runs one driver, without a configuration. */
const NAMES_A_DRIVER = /^(telephony\/(drivers\.ts$|[^/]+\/)|inBrowser\/)/;

test('no other file of the server names a driver', () => {
  const names = drivers.map(({ name }) => name).join('|');
  const named = new RegExp(`['"\`](${names})['"\`]|telephony/(${names})/|\\./(${names})/`);
  const files = globSync('**/*.ts', { cwd: join(root, 'server') }).filter(
    (file) => !NAMES_A_DRIVER.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => named.test(readFileSync(join(root, 'server', file), 'utf8')))).toEqual([]);
});
