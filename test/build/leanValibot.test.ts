import { readFileSync } from 'node:fs';
import { Module } from 'node:module';
import fc from 'fast-check';
import * as whole from 'valibot';
import leanValibot from '../../scripts/leanValibotLoader.js';

type Valibot = typeof whole;

const path = require.resolve('valibot');

function load(text: string): Valibot {
  const loaded = new Module(path) as Module & { _compile(text: string, name: string): void };
  loaded._compile(text, path);
  return loaded.exports as Valibot;
}

const lean = load(leanValibot(readFileSync(path, 'utf8')));

/** Schemas of each kind that the widget uses. */
const schemas = (v: Valibot) => [
  v.string(),
  v.nullish(v.number(), 3),
  v.array(v.pipe(v.number(), v.integer())),
  v.union([
    v.string(),
    v.pipe(v.number(), v.finite()),
    v.pipe(
      v.picklist(['true', 'a']),
      v.transform((text) => text.length),
    ),
  ]),
  v.record(v.string(), v.nullable(v.boolean())),
  v.object({ a: v.optional(v.string(), 'x'), b: v.looseObject({ c: v.unknown() }) }),
  v.looseObject({ a: v.nullish(v.string()), b: v.union([v.number(), v.string()]) }),
  v.variant('a', [
    v.looseObject({ a: v.literal('x'), b: v.number() }),
    v.looseObject({ a: v.literal('y'), b: v.optional(v.null()) }),
  ]),
  v.pipe(
    v.string(),
    v.regex(/^a/),
    v.transform((text) => text.toUpperCase()),
  ),
];

test('without its error texts valibot accepts, rejects and converts the same values', () => {
  const leaf = fc.oneof(
    fc.constantFrom('x', 'y', 'a', 'true', null, true, 1, 1.5, NaN, undefined),
    fc.string(),
  );
  const key = fc.constantFrom('a', 'b', 'c', '__proto__');
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('any')), fc.dictionary(key, tie('any'))),
  })).any;
  const pairs = schemas(whole).map((schema, index) => [schema, schemas(lean)[index] ?? schema] as const);
  fc.assert(
    fc.property(value, (input) => {
      for (const [full, small] of pairs) {
        const [expected, found] = [whole.safeParse(full, input), lean.safeParse(small, input)];
        expect(found.success).toBe(expected.success);
        if (expected.success) expect(found.output).toEqual(expected.output);
      }
    }),
    { numRuns: 500 },
  );
});

test('an unknown version of valibot is refused', () => {
  expect(() => leanValibot('export {}')).toThrow('valibot has changed');
});
