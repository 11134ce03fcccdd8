import fc from 'fast-check';
import { methods } from '../../../protocol/methods';
import { anna } from './startBackend';

/** A request over HTTP, whatever is in it. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'OPTIONS' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | string;
}

const nasty = fc.constantFrom<unknown>(
  '__proto__',
  'constructor',
  1e308,
  -1e308,
  2 ** 53 + 1,
  -0,
  '\0',
  '\u2028',
  '${jndi:ldap://x}',
  '\r\nInjected: 1',
  null,
  [],
  {},
  '<script>',
  '😀'.repeat(50),
);
const anything = fc.oneof(nasty, fc.anything({ maxDepth: 3 }), fc.jsonValue());
const params = fc.dictionary(
  fc.constantFrom(
    'phone',
    'unique_id',
    'command_id',
    'is_hold',
    'digits',
    'current_status',
    'max_results',
    'start_with',
    'unique_ids',
    '__proto__',
  ),
  fc.oneof(anything, fc.constantFrom('+79101234567', '1', true, 5, { status: 'NOT_CONVERSATION' })),
);
const request = fc
  .record({
    headers: fc.oneof(fc.constant(anna), anything),
    content: fc.oneof(
      fc.record({
        id: fc.oneof(fc.nat(), anything),
        jsonrpc: fc.oneof(fc.constant('2.0'), anything),
        method: fc.oneof(fc.constantFrom(...Object.keys(methods), 'toString'), anything),
        params: fc.oneof(params, anything),
      }),
      anything,
    ),
  })
  .map(stringify);
const json = fc.oneof(
  { weight: 5, arbitrary: request },
  fc.string({ unit: 'binary' }),
  fc.nat({ max: 20_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.nat({ max: 5_000 }).map((depth) => '{"content":'.repeat(depth) + '1' + '}'.repeat(depth)),
  fc.nat({ max: 5_000 }).map((digits) => `{"headers":1${'0'.repeat(digits)}}`),
  fc.constantFrom('{"__proto__":{"a":1}}', '{"headers":{},"headers":{}}', '\uFEFF{}', 'NaN', '"', ''),
);
const multipart = fc
  .array(fc.tuple(fc.constantFrom('json', '__proto__', 'constructor', '', 'x'), json, fc.boolean()), {
    maxLength: 12,
  })
  .chain((parts) =>
    fc.constantFrom('\r\n--b--\r\n', '\r\n--b', '', '--', '\r\n--b\r\n').map(
      (end) =>
        parts
          .map(
            ([name, text, isFile]) =>
              `\r\n--b\r\nContent-Disposition: form-data; name="${name}"${isFile ? '; filename="f"' : ''}\r\n\r\n${text}`,
          )
          .join('')
          .slice(2) + end,
    ),
  );
const body = fc.oneof(
  { weight: 4, arbitrary: json.map((text) => new URLSearchParams({ json: text }).toString()) },
  fc
    .array(fc.tuple(fc.constantFrom('json', '__proto__', 'json[]', ''), json))
    .map((pairs) => new URLSearchParams(pairs).toString()),
  multipart,
  json,
  fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    'json=%',
    'json=%ff%fe',
    '='.repeat(2_000),
    '&'.repeat(2_000),
    'json='.repeat(2_000),
    `json=${'x'.repeat(70_000)}`,
  ),
);
const type = fc.oneof(
  fc.constantFrom(
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=utf-16',
    'multipart/form-data; boundary=b',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'application/json',
    'text/plain',
    '',
    'x',
    '/',
    ';;;',
  ),
  fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, '')),
);
/** A request to one of the addresses, with any body and any header. */
export const anyRequest = (url: fc.Arbitrary<string>): fc.Arbitrary<Sent> =>
  fc.record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'),
    url,
    headers: fc
      .record(
        {
          'content-type': type,
          origin: fc.constantFrom('null', 'https://company.amocrm.ru', '*'),
          range: fc.constantFrom(
            'bytes=0-1',
            'bytes=-',
            'bytes=9-1',
            'bytes=-0',
            'bytes=0-0,1-1',
            `bytes=${'0-1,'.repeat(500)}`,
            'bytes=1e3-',
            'x',
          ),
          'if-range': fc.constantFrom('"', 'x', 'Mon'),
          'if-none-match': fc.constantFrom('*', '"', ',,,'),
          'x-forwarded-for': fc.constantFrom('x', '1.2.3.4,', '::', ',,,'),
        },
        { requiredKeys: [] },
      )
      .map((headers) => headers as Record<string, string>),
    body,
  });
/** A part of an address, encoded or not. */
export const piece = fc.oneof(
  fc.string().map(encodeURIComponentSafe),
  fc.constantFrom('..', '%2e%2e', '%2f', '%00', '%', '%ff', '\\', 'x'.repeat(5_000), '.', '~', '__proto__'),
);

function encodeURIComponentSafe(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ''));
}

/** Requests to the simulator's routes, in JSON. */
export const simulatorOrder = fc
  .dictionary(
    fc.constantFrom(
      'from',
      'to',
      'answer',
      'answeredBy',
      'agent',
      'hold',
      'command',
      'exception',
      'via',
      'givesUpMs',
      '__proto__',
    ),
    fc.oneof(
      anything,
      fc.constantFrom<unknown>('101', ['101', '102'], 'manual', true, 'originate', 'AgentBusy', 5),
    ),
  )
  .map(stringify);

function stringify(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    // It had a BigInt in it.
    return '{';
  }
}
