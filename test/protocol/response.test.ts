import fc from 'fast-check';
import { decodeResponse, exceptionResponse, statusResponse, successResponse } from '../../protocol/response';

/**
 * The original protocol's own example, word for word but for the comma behind `"exception_params": null`, which is a slip
 * of its author: no JSON parser takes it.
 */
const ORIGINAL_RESPONSE = `{
    "headers": {
        "status_code": 200,
        "detail": "success"
    },
    "content": {
        "jsonrpc": "2.0",
        "result": {
            "result": {"foo": "bar"},
            "exception": null,
            "exception_params": null
        },
        "id": 18
    }
}`;

const ok = { status_code: 200, detail: 'success' };
const withInner = (result: unknown, id: unknown = 18): unknown => ({
  headers: ok,
  content: { jsonrpc: '2.0', id, result },
});

test('reads the original example, as text and as a value', () => {
  const result = { kind: 'result', value: { foo: 'bar' } };
  expect(decodeResponse(ORIGINAL_RESPONSE, 18)).toEqual(result);
  expect(decodeResponse(JSON.parse(ORIGINAL_RESPONSE), 18)).toEqual(result);
});

test('writes the original example', () => {
  expect(successResponse(18, { foo: 'bar' })).toEqual(JSON.parse(ORIGINAL_RESPONSE));
});

test('a null result is a result', () => {
  expect(decodeResponse(withInner({ result: null }), 18)).toEqual({ kind: 'result', value: null });
});

test('exception and exception_name mean the same, and win over a result', () => {
  for (const name of ['exception', 'exception_name']) {
    expect(decodeResponse(withInner({ result: null, [name]: 'KeyError' }), 18)).toEqual({
      kind: 'exception',
      name: 'KeyError',
    });
  }
  expect(decodeResponse(withInner({ result: 1, exception: null, exception_name: 'X' }), 18)).toEqual({
    kind: 'exception',
    name: 'X',
  });
});

test('both ways in which backends end a long poll mean "no change"', () => {
  expect(decodeResponse({ headers: { status_code: 408 } }, 18)).toEqual({ kind: 'noChange' });
  expect(decodeResponse({ headers: { status_code: '408' } }, 18)).toEqual({ kind: 'noChange' });
  expect(decodeResponse(withInner({ exception_name: 'LongPoolTimeout' }), 18)).toEqual({ kind: 'noChange' });
});

test.each([400, 401, 404, 409, 410] as const)(
  'status %d is read as a number and as text, with and without content',
  (code) => {
    const status = { kind: 'status', code };
    expect(decodeResponse(statusResponse(code), 18)).toEqual(status);
    expect(
      decodeResponse({ headers: { status_code: String(code), detail: 'x' }, content: null }, 18),
    ).toEqual(status);
  },
);

test('a standard JSON-RPC error is an exception', () => {
  const raw = { headers: ok, content: { jsonrpc: '2.0', id: 18, error: { code: -32601, message: 'no' } } };
  expect(decodeResponse(raw, 18)).toEqual({ kind: 'exception', name: 'JSONRPC-32601' });
  expect(decodeResponse({ headers: ok, content: { id: 18, error: {} } }, 18)).toEqual({
    kind: 'exception',
    name: 'JSONRPC',
  });
});

test.each([
  ['null', null],
  ['undefined', undefined],
  ['a number', 42],
  ['a text', 'hello'],
  ['empty text', ''],
  ['HTML of a proxy', '<html><h1>502</h1></html>'],
  ['a list', []],
  ['no headers', { content: {} }],
  ['a status that is none', { headers: { status_code: 'ok' } }],
  ['no content', { headers: ok }],
  ['null content', { headers: ok, content: null }],
  ['no inner result', { headers: ok, content: { id: 18 } }],
  ['an inner result that is null', withInner(null)],
  ['an inner result that is text', withInner('x')],
  ['neither result nor exception', withInner({ exception: null })],
  ["another request's id", withInner({ result: 1 }, 19)],
  ['no id', { headers: ok, content: { result: { result: 1 } } }],
])('%s is malformed', (_what, raw) => {
  expect(decodeResponse(raw, 18).kind).toBe('malformed');
});

test('an id that comes back as text matches', () => {
  expect(decodeResponse(withInner({ result: 1 }, '18'), 18).kind).toBe('result');
});

test('an exception is written under both names and without a result', () => {
  const body = exceptionResponse(18, 'NoActiveCall');
  expect(body.content?.result).toEqual({
    exception: 'NoActiveCall',
    exception_name: 'NoActiveCall',
    exception_params: null,
  });
  expect(decodeResponse(JSON.stringify(body), 18)).toEqual({ kind: 'exception', name: 'NoActiveCall' });
});

test('never throws, and a written response is read back unchanged', () => {
  fc.assert(
    fc.property(fc.anything(), fc.json(), fc.nat(), (value, json, id) => {
      expect(decodeResponse(value, id)).toHaveProperty('kind');
      expect(decodeResponse(json, id)).toHaveProperty('kind');
      const result: unknown = JSON.parse(json);
      expect(decodeResponse(JSON.stringify(successResponse(id, result)), id)).toEqual({
        kind: 'result',
        value: result,
      });
    }),
  );
});
