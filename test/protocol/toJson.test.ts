import fc from 'fast-check';
import { toJson } from '../../protocol/toJson';

test('returns what JSON.stringify returns', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(toJson(value)).toBe(JSON.stringify(value));
    }),
  );
  const gaps = { a: undefined, b: [undefined, null], c: { d: undefined } };
  expect(toJson(gaps)).toBe(JSON.stringify(gaps));
});

test('does not call a toJSON that the page has added to prototypes', () => {
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
