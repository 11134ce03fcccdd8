import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-imports-'));
  for (const name of ['.dependency-cruiser.cjs', 'package.json'])
    cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** An import that breaks each rule: from, what is imported, the rule's name. */
const FORBIDDEN = [
  ['protocol/x.ts', '../src/domain/y', 'protocol-is-alone'],
  ['src/domain/x.ts', '../../protocol/y', 'domain-is-pure'],
  ['src/domain/x.ts', '../infrastructure/y', 'domain-is-pure'],
  ['src/system/x.ts', '../domain/y', 'system-is-alone'],
  ['src/infrastructure/x.ts', '../createCallbacks', 'infrastructure-below-composition'],
  ['src/script.ts', './domain/y', 'script-knows-createCallbacks'],
  ['src/createCallbacks.ts', '../server/calls/y', 'widget-and-server-meet-in-protocol'],
  [
    'src/infrastructure/ecss10/x.ts',
    '../../../server/inBrowser/createPageTransport',
    'widget-and-server-meet-in-protocol',
  ],
  [
    'src/infrastructure/ecss10/ecss10Transport.ts',
    '../../../server/inBrowser/y',
    'infrastructure-below-composition',
  ],
  ['server/inBrowser/x.ts', '../http/y', 'in-browser-knows-the-core'],
  ['server/inBrowser/x.ts', '../telephony/ecss10/node/y', 'in-browser-knows-the-core'],
  ['server/system/x.ts', '../calls/y', 'system-of-server-is-alone'],
  ['server/access/x.ts', '../http/y', 'access-is-alone'],
  ['server/telephony/ecss10/x.ts', './node/y', 'ecss10-core-runs-anywhere'],
  ['server/calls/x.ts', '../../src/domain/y', 'server-knows-no-widget'],
  ['server/http/x.ts', '../calls/y', 'http-above-rpc'],
  ['server/rpc/x.ts', '../telephony/y', 'rpc-above-calls'],
  ['server/calls/x.ts', '../telephony/y', 'calls-know-no-driver'],
  ['server/telephony/x.ts', '../rpc/y', 'drivers-know-calls'],
  ['server/phonebook/x.ts', '../telephony/y', 'phonebook-knows-calls'],
  ['elma365/x.ts', '../protocol/y', 'elma365-is-alone'],
  ['server/elma365/x.ts', '../crm/y', 'elma365-routes-know-calls'],
  ['sandbox/x.ts', '../src/domain/y', 'sandbox-never-src'],
] as const;

test('every import rule reports an import that breaks it', () => {
  const importsOf = new Map<string, string[]>();
  for (const [from, to] of FORBIDDEN) {
    importsOf.set(from, [...(importsOf.get(from) ?? []), to]);
    importsOf.set(`${join(dirname(from), to)}.ts`, importsOf.get(`${join(dirname(from), to)}.ts`) ?? []);
  }
  importsOf.set('protocol/one.ts', ['./two']);
  importsOf.set('protocol/two.ts', ['./one', './nowhere']);
  for (const [name, imports] of importsOf) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(
      join(folder, name),
      [
        ...imports.map((path, index) => `import { a as a${index} } from '${path}';`),
        `export const a = ${imports.map((_, index) => `a${index}`).join(' + ') || 1};`,
      ].join('\n'),
    );
  }
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout } = spawnSync(
    process.execPath,
    [
      cruiser,
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'protocol',
      'src',
      'server',
      'elma365',
      'sandbox',
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 10_000_000 },
  );
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  const broken = summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`);
  expect(broken).toEqual(
    expect.arrayContaining(
      FORBIDDEN.map(([from, to, rule]) => `${rule}: ${from} -> ${join(dirname(from), to)}.ts`),
    ),
  );
  expect(broken).toEqual(
    expect.arrayContaining([
      'no-unresolved: protocol/two.ts -> ./nowhere',
      expect.stringMatching(/^no-circular: protocol\//) as string,
    ]),
  );
});
