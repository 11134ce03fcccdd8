import fc from 'fast-check';
import { toJson } from '../../protocol/toJson';

test('is what JSON.stringify gives', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(toJson(value)).toBe(JSON.stringify(value));
    }),
  );
  const gaps = { a: undefined, b: [undefined, null], c: { d: undefined } };
  expect(toJson(gaps)).toBe(JSON.stringify(gaps));
});

test('calls no toJSON that a page has put on its prototypes', () => {
  const prototypes: object[] = [Array.prototype, Object.prototype, String.prototype];
  const value = { list: ['x', { y: 1 }] };
  const expected = JSON.stringify(value);
  for (const prototype of prototypes)
    Object.defineProperty(prototype, 'toJSON', { configurable: true, value: () => 'spoilt' });
  try {
    expect(toJson(value)).toBe(expected);
  } finally {
    for (const prototype of prototypes) Reflect.deleteProperty(prototype, 'toJSON');
  }
});
