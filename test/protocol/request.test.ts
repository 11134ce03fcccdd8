import fc from 'fast-check';
import { isMethod, methods } from '../../protocol/methods';
import { encodeRequest } from '../../protocol/encodeRequest';
import { decodeRequest } from '../../protocol/request';

/** The original protocol's own example, word for word. */
const ORIGINAL_REQUEST = `{
    "headers": {
        "amouser_email": "myname@mail.com",
        "amouser_id": 7461242,
        "widget_version":"1.0.0"
    },
    "content":{
        "id":18,
        "jsonrpc":"2.0",
        "method":"originate",
        "params":{"phone":"123456"}
    }
}`;

const headers = { amouser_email: 'myname@mail.com', amouser_id: 7461242, widget_version: '1.0.0' };

test('reads the original example', () => {
  expect(decodeRequest(ORIGINAL_REQUEST)).toEqual({
    headers,
    content: { id: 18, jsonrpc: '2.0', method: 'originate', params: { phone: '123456' } },
  });
});

test('writes the original example', () => {
  expect(JSON.parse(encodeRequest(headers, 18, 'originate', { phone: '123456' }))).toEqual(
    JSON.parse(ORIGINAL_REQUEST),
  );
});

test('accepts a user id as text, ignores unknown fields, and fills in missing parameters', () => {
  const text = JSON.stringify({
    headers: { ...headers, amouser_id: '42', extra: 1 },
    content: { id: 'a', jsonrpc: '2.0', method: 'ping', extra: 2 },
  });
  expect(decodeRequest(text)).toEqual({
    headers: { ...headers, amouser_id: 42 },
    content: { id: 'a', jsonrpc: '2.0', method: 'ping', params: {} },
  });
});

test.each([
  ['no JSON', '{'],
  ['null', 'null'],
  ['an array', '[]'],
  ['a number', '1'],
  ['no headers', '{"content":{"id":1,"jsonrpc":"2.0","method":"ping","params":{}}}'],
  ['positional parameters', ORIGINAL_REQUEST.replace('{"phone":"123456"}', '["123456"]')],
  ['another version of JSON-RPC', ORIGINAL_REQUEST.replace('"2.0"', '"1.0"')],
  ['a user id that is none', ORIGINAL_REQUEST.replace('7461242', '"anna"')],
  ['no e-mail', ORIGINAL_REQUEST.replace('myname@mail.com', '')],
])('refuses %s', (_what, text) => {
  expect(decodeRequest(text)).toBeNull();
});

test('never throws, for any input', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.anything().map((value) => JSON.stringify(value)),
      ),
      (text) => {
        const request = decodeRequest(text);
        expect(request === null || typeof request.content.method === 'string').toBe(true);
      },
    ),
  );
});

test('a written request is read back unchanged', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 64 }), fc.nat(), (phone, id) => {
      const read = decodeRequest(encodeRequest(headers, id, 'redirect', { phone }));
      expect(read?.content).toEqual({ id, jsonrpc: '2.0', method: 'redirect', params: { phone } });
    }),
  );
});

test('a text that was cut within a pair of UTF-16 can be sent on: it has a replacement character there', () => {
  const read = (text: string): unknown =>
    decodeRequest(encodeRequest(headers, 1, 'get_contacts', { start_with: text, max_results: 5 }))?.content
      .params['start_with'];
  expect([read('a\uD83D'), read('\uDE00b'), read('😀'), read('\\ud83d')]).toEqual([
    'a\uFFFD',
    '\uFFFDb',
    '😀',
    '\\ud83d',
  ]);
});

test('names that every object inherits are not methods', () => {
  expect(['constructor', 'toString', '__proto__', 'hasOwnProperty', ''].map(isMethod)).toEqual(
    Array(5).fill(false),
  );
  expect(Object.keys(methods).filter((name) => !isMethod(name))).toEqual([]);
});
