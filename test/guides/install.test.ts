import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseConfiguration } from '../../server/config/Configuration';
import { Guide } from './support/Guide';

const guides = ['INSTALL.md', 'INSTALL.en.md'] as const;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-guide-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const table = [
  'E-mail;Номер;Имя',
  'anna@example.com;101;Анна Смирнова',
  ';;',
  '',
  '"bob@example.com" ; 0102 ;"Bob ""Bobby"" O\'Neil: sales"',
];
const read = [
  { email: 'anna@example.com', extension: '101', name: 'Анна Смирнова' },
  { email: 'bob@example.com', extension: '0102', name: "Bob Bobby O'Neil: sales" },
];

/** Encodes text in Windows-1251, as far as these rows need it (without Ё). */
function inCp1251(text: string): Buffer {
  return Buffer.from(
    Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)).map((code) =>
      code < 128 ? code : code - 0x410 + 0xc0,
    ),
  );
}

const encodings: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 as Excel writes it', (text) => Buffer.from(`\uFEFF${text}`)],
  ['CP1251', inCp1251],
];

describe.each(guides)('%s', (name) => {
  test.each(encodings)(
    'the command converts a table of agents in %s to the list for the settings',
    (_name, encoded) => {
      writeFileSync(join(folder, 'agents.csv'), encoded(table.map((row) => `${row}\r\n`).join('')));
      const command = new Guide(name).block('bash', 'agents.csv');
      for (const LC_ALL of ['C', 'C.UTF-8']) {
        const { stdout, stderr } = spawnSync('bash', ['-c', command], {
          cwd: folder,
          encoding: 'utf8',
          env: { ...process.env, LC_ALL },
        });
        const { agents } = parse(`agents:\n${stdout}`) as { agents: [] };
        expect(parseConfiguration({ secretKeys: ['a-secret-key-of-tests'], agents }).agents).toEqual(read);
        expect(stderr).toContain('left out, no e-mail: E-mail;Номер;Имя');
      }
    },
  );
});

test('both languages have the same commands', () => {
  const words = [
    'agents.csv',
    'apache.conf',
    'server.yaml <<',
    'asteriskng check',
    'userdel',
    'secrets.env <<',
    'nginx.conf',
    'Caddyfile',
    'routing_plain.conf',
  ];
  const [russian, english] = guides.map((name) => new Guide(name));
  const said = (guide: Guide | undefined) =>
    words.map((word) => guide?.block('bash', word).replace(/name: [^}]+/g, 'name'));
  expect(said(russian)).toEqual(said(english));
});
