import { execFileSync } from 'node:child_process';
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

test.each(guides)('%s: a table of agents becomes the list of the settings', (name) => {
  const rows = ['anna@example.com;101;Анна Смирнова', 'bob@example.com;0102;Bob "Bobby" O’Neil: sales'];
  writeFileSync(join(folder, 'agents.csv'), rows.map((row) => `${row}\r\n`).join(''));
  const command = new Guide(name).block('bash', 'agents.csv');
  const list = execFileSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
  const { agents } = parse(`agents:\n${list}`) as { agents: [] };
  expect(parseConfiguration({ secretKeys: ['a-secret-key'], agents }).agents).toMatchObject([
    { email: 'anna@example.com', extension: '101', name: 'Анна Смирнова' },
    { email: 'bob@example.com', extension: '0102', name: 'Bob Bobby O’Neil: sales' },
  ]);
});

test('both languages have the same commands', () => {
  const words = [
    'agents.csv',
    'apache.conf',
    'server.yaml <<',
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
