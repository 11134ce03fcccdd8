import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createLogger } from '../../../server/http/createLogger';
import { chooseLanguage } from '../../../server/system/chooseLanguage';
import { LogLine } from '../../../server/system/LogLine';

const root = join(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'language-'));
const settings = (name: string, yaml: string): string => {
  writeFileSync(join(folder, name), yaml);
  return join(folder, name);
};

afterAll(() => rmSync(folder, { recursive: true }));

/** Output of a command. @param locale `LANG`; empty: not set */
async function run(locale: string, config: string, ...words: string[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', ...words], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      ...(locale !== '' && { LANG: locale }),
      ASTERISKNG_CONFIG: config,
      ASTERISKNG_SECRET_KEYS: 'a-key-of-the-language-test',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return out + err;
}

const agent = "agents: [{ email: a@b.cd, extension: '101', name: A }]\n";

test('with --lang ru usage, check and configuration faults are Russian', async () => {
  const good = settings('good.yaml', agent);
  const bad = settings('bad.yaml', "port: off\nagents:\n  - email: anna\n    extension: '1'\n    name: A\n");
  const [help, unknown, check, faults, numbers] = await Promise.all([
    run('', good, '--lang', 'ru', '--help'),
    run('', good, 'chekc', '--lang=ru'),
    run('', good, 'check', '--lang', 'ru'),
    run('', bad, '--lang', 'ru', 'check'),
    run('', good, 'numbers', '--lang', 'ru', '8 (910) 123-45-67'),
  ]);
  expect(help).toContain('Использование: node main.js');
  expect(unknown).toContain('Нет команды «chekc».');
  expect(check).toContain('Настройки:');
  expect(check).toContain(`ок        ${good} прочитан: операторов — 1, телефония — simulator.`);
  expect(check).toContain('ВНИМАНИЕ  Работает имитатор');
  expect(check).toContain('Работает с оговорками: ошибок — 0, предупреждений — 1.');
  expect(faults).toContain('Ошибки в настройках:\n');
  expect(faults).toContain('port (строка 1): нужно число');
  expect(faults).toContain('agents, запись 1, email (строка 3): это не адрес почты («anna»)');
  expect(faults).toContain('внутренний номер — от 2 до 8 цифр');
  expect(numbers).toContain('89101234567 в АТС: 79101234567');
});

test('language of the settings overrides the locale, --lang overrides both, and an unknown language is wrong usage', async () => {
  const russian = settings('russian.yaml', `language: ru\n${agent}`);
  const english = settings('english.yaml', `language: en\n${agent}`);
  const odd = settings('odd.yaml', `language: fr\n${agent}`);
  const bad = settings('broken.yaml', 'language: [\n');
  const [bySetting, overLocale, byFlag, byLocale, wrong, fault, usage, unread] = await Promise.all([
    run('C', russian, 'check'),
    run('ru_RU.UTF-8', english, 'check'),
    run('ru_RU.UTF-8', russian, 'check', '--lang', 'en'),
    run('ru_RU.UTF-8', settings('plain.yaml', agent), 'check'),
    run('', russian, 'check', '--lang', 'fr'),
    run('', odd, 'check'),
    run('C', russian, 'chekc'),
    run('ru_RU.UTF-8', bad, 'chekc'),
  ]);
  expect([usage, unread]).toEqual([
    expect.stringContaining('Нет команды «chekc».'),
    expect.stringContaining('Нет команды «chekc».'),
  ]);
  expect([bySetting, byLocale]).toEqual([
    expect.stringContaining('Работает с оговорками: '),
    expect.stringContaining('Работает с оговорками: '),
  ]);
  expect([overLocale, byFlag]).toEqual([
    expect.stringContaining('It works, with reservations: '),
    expect.stringContaining('It works, with reservations: '),
  ]);
  expect(wrong).toContain('--lang принимает en или ru, а не «fr».');
  expect(fault).toContain('language (line 1): another value is expected: en or ru');
});

test.each<[Record<string, string>, string]>([
  [{}, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'rue_UA' }, 'en'],
  [{ LANG: 'ru_RU.UTF-8' }, 'ru'],
  [{ LANG: 'ru' }, 'ru'],
  [{ LANG: 'ru_RU.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'ru_RU' }, 'ru'],
  [{ LANG: 'ru_RU', LC_ALL: '' }, 'ru'],
])('the locale %j gives %s', (env, language) => {
  expect(chooseLanguage({ flag: undefined, setting: undefined, env })).toBe(language);
});

test('a log entry has its text in the chosen language; event and fields are the same in all', () => {
  const written: Record<string, unknown>[] = [];
  const write = (line: string): void => void written.push(JSON.parse(line) as Record<string, unknown>);
  const away = { event: 'redis.away', en: 'Redis can not be reached', ru: 'нет связи с Redis' };
  const reason = { en: 'no way', ru: 'нет пути' };
  for (const language of ['en', 'ru'] as const)
    createLogger('info', { write }, language).warn(new LogLine(away, { reason, epoch: 4 }));
  createLogger('error', { write }, 'ru').warn(new LogLine(away));
  expect(written).toMatchObject([
    { level: 40, msg: 'Redis can not be reached', event: 'redis.away', reason: 'no way', epoch: 4 },
    { level: 40, msg: 'нет связи с Redis', event: 'redis.away', reason: 'нет пути', epoch: 4 },
  ]);
  expect(written).toHaveLength(2);
});
