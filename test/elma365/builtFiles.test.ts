import { join } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import ts from 'typescript';
import { bundle } from '../../scripts/elma365/bundle';
import { elmaModules } from '../../scripts/elma365/elmaModules';
import { elmaSource } from './support/elmaSource';
import { FakeElma } from './support/FakeElma';

const root = join(__dirname, '../..');
const names = ['megafon', 'asteriskng'] as const;
const CONTRACT = [
  'VoipTestConnection',
  'VoipParseWebhookRequest',
  'VoipGetMembers',
  'VoipGenerateCall',
  'VoipGetCallLink',
  'VoipOnWebhookUpdated',
];

/** What the compiler says of a pasted file beside the platform's declarations. */
function faults(name: (typeof names)[number], options: ts.CompilerOptions): string[] {
  const files = [join(root, 'elma365/platform.d.ts'), join(root, 'build/elma365', `${name}.ts`)];
  const program = ts.createProgram(files, {
    noEmit: true,
    strict: true,
    types: [],
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2017,
    ignoreDeprecations: '6.0',
    ...options,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe.each(names)('%s', (name) => {
  test('the committed file is what the sources build', () => {
    expect(elmaModules().get(`${name}.ts`)).toBe(elmaSource(name));
  });

  test('it has no imports and no exports, and all six functions under their exact names', () => {
    expect(elmaSource(name)).not.toMatch(/^\s*(?:import|export)\b|\brequire\(/m);
    const script = new FakeElma(elmaSource(name), () => Promise.resolve(null));
    expect(script.globals).toEqual(expect.arrayContaining(CONTRACT));
  });

  test.each<[string, ts.CompilerOptions]>([
    [
      '29: strictly, with neither DOM nor Node',
      { lib: ['lib.es2015.d.ts'], noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
    ],
    [
      '29: with caught values of any type, beside the names of a browser',
      { lib: ['lib.es2015.d.ts', 'lib.dom.d.ts'], useUnknownInCatchVariables: false },
    ],
  ])('it compiles %s', (_what, options) => {
    expect(faults(name, options)).toEqual([]);
  });

  test('29: no cast and no any stands in it', () => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const isCast = ts.isAsExpression(node) && node.type.getText() !== 'const';
      if (isCast || ts.isTypeAssertionExpression(node) || node.kind === ts.SyntaxKind.AnyKeyword)
        found.push(node.getText());
      node.forEachChild(visit);
    };
    visit(ts.createSourceFile('pasted.ts', elmaSource(name), ts.ScriptTarget.Latest, true));
    expect(found).toEqual([]);
  });
});

describe('the bundler', () => {
  let folder = '';
  const write = (files: Record<string, string>): string => {
    folder = mkdtempSync(join(tmpdir(), 'asteriskng-bundle-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return join(folder, 'entry.ts');
  };

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('puts what is imported first, once, and keeps the words of a comment', () => {
    const text = bundle(
      write({
        'entry.ts': `import { a } from './a';\nimport { b } from './b';\n\n/** Says export. */\nexport const entry = a + b;\n`,
        'a.ts': `export const a = 1;\n`,
        'b.ts': `import { a } from './a';\n\nexport const b = a;\n`,
      }),
    );
    expect(text.replace(/\/\/ ---- .*\n\n/g, '')).toBe(
      `const a = 1;\n\nconst b = a;\n\n/** Says export. */\nconst entry = a + b;\n`,
    );
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a name in two files',
      { 'entry.ts': `import { a } from './a';\nconst x = a;`, 'a.ts': `const x = 1;\nexport const a = x;` },
      /^x stands in /,
    ],
    ['a renamed import', { 'entry.ts': `import { a as b } from './a';`, 'a.ts': '' }, /as they are/],
    ['a package', { 'entry.ts': `import { a } from 'a';` }, /as they are/],
    ['a whole namespace', { 'entry.ts': `import * as a from './a';`, 'a.ts': '' }, /as they are/],
    ['an export list', { 'entry.ts': `const a = 1;\nexport { a };` }, /only declarations/],
    ['a statement', { 'entry.ts': `start();` }, /can not have this/],
  ])('refuses %s', (_what, files, fault) => {
    expect(() => bundle(write(files))).toThrow(fault);
  });
});
