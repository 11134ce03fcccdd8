import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { shortPrivateNames } from '../../scripts/shortPrivateNames.js';

/** As the widget's build compiles it. */
function compile(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      useDefineForClassFields: false,
    },
    transformers: { after: [shortPrivateNames] },
  }).outputText;
}

test('private fields, parameters and methods get letters, wherever their class reaches them by this', () => {
  const text = compile(`
    class Counter {
      private readonly steps = new Set([this.first()]);
      readonly shown = { count: () => this.count };
      constructor(private readonly start: number, private count = start) {}
      next(start: number): number {
        const { count, steps: taken } = this;
        for (const step of [1]) { this.count = count + step + start; taken.add(this.count); }
        return this.count;
      }
      private first(): number { return this.start; }
    }
    globalThis.found = [new Counter(5).next(2), new Counter(1).shown.count(), (({ b, c }) => ({ b, c }))(new Counter(3) as any)];
  `);
  expect(text).not.toMatch(/this\.(?:steps|start|count|first)|first\(/);
  const world: { found?: unknown } = {};
  runInNewContext(text, world);
  expect(world.found).toEqual([8, 1, { b: 3, c: 3 }]);
});

test.each([
  [
    'is reached by another object',
    'class A { private x = 1; is(other: A) { return other.x === this.x; } }',
    /this\.x/,
  ],
  [
    'is an accessor',
    'class A { private get x() { return 1; } y = this.x; }',
    /get x\(\)[^]*this\.x|this\.x[^]*get x/,
  ],
  ['is static', 'class A { private static x = 1; }', /this\.x/],
  ['is of a class that extends another', 'class A extends Map { private x = 1; }', /this\.x/],
  ['is public', 'class A { x = 1; }', /this\.x/],
])('a member that %s keeps its name', (_why, text, kept) => {
  expect(compile(text)).toMatch(kept);
});

test('no letter is that of a public member', () => {
  expect(compile('class A { a = 1; private hidden = 2; }')).toContain('this.b = 2');
});
