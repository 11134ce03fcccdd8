import fc from 'fast-check';
import { layOut } from '../../elma365/core/layOut';
import { phoneDigits } from '../../server/telephony/megafon/wire/phoneDigits';
import { formPairs } from '../../elma365/megafon/formPairs';
import { fieldOf, readPushFields } from '../../server/telephony/megafon/wire/readPushFields';
import { sameSecret } from '../../elma365/core/sameSecret';
import { webLink } from '../../elma365/core/webLink';
import { readCrmPush } from '../../elma365/megafon/readCrmPush';
import { emptyMemory, readMemory, trackPhone } from '../../elma365/megafon/trackPhone';

const readFields = (body: unknown) => readPushFields(body, formPairs);

const names = fc.constantFrom(
  'cmd',
  'type',
  'phone',
  'callid',
  'user',
  'ext',
  'link',
  '__proto__',
  'constructor',
  'a b',
  'ключ',
);
const fieldMap = fc.dictionary(names, fc.string({ unit: 'grapheme' }), { noNullPrototype: true });

test('what a form or JSON was made of comes back', () => {
  fc.assert(
    fc.property(fieldMap, fc.boolean(), (fields, isJson) => {
      const body = isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
      const read = readFields(body)!;
      for (const [name, value] of Object.entries(fields)) expect(read.values.get(name)).toBe(value);
      expect(read.doubled.size).toBe(0);
    }),
  );
});

test('no body makes the parsers fail, and no push is of an unknown kind', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'cmd=event',
      'cmd=history',
      'callid=c',
      'type=INCOMING',
      '%',
      '&&',
      '=x',
      '&',
      '\uFEFF',
      '{"cmd":',
      '%D0',
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((pieces) => pieces.join('&')),
        fc.anything(),
        fc.json(),
      ),
      (body) => {
        const read = readFields(body);
        if (read === null) return;
        const push = readCrmPush(read);
        expect(['event', 'history', 'contact', 'ignored', 'broken']).toContain(push.kind);
        if (push.kind === 'history')
          expect(Number.isInteger(push.durationS) && push.durationS >= 0).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['\uFEFFa=1', 'a', '1'],
  ['a=1&&b=2&', 'b', '2'],
  ['=x&b=2', 'b', '2'],
  ['a&b=2', 'a', ''],
  ['a=1&a=2', 'a', '1'],
  ['z-flag=0', 'z-flag', '0'],
  ['telnum_name=', 'telnum_name', ''],
  ['a=%D0%9E%D1%82%D0%B4%D0%B5%D0%BB+1', 'a', 'Отдел 1'],
  [' {"a":5}', 'a', '5'],
  ['{"a":true,"b":null,"c":{"d":1}}', 'a', 'true'],
])('%j has %s = %j', (body, name, value) => {
  expect(fieldOf(readFields(body)!, name)).toBe(value);
});

test.each(['[1]', '{', '[', 7, true])('%j can not be read', (body) => {
  expect(readFields(body)).toBeNull();
});

test.each([
  ['+79101234567', '79101234567'],
  [' 79101234567', '79101234567'],
  ['8 910 123-45-67', '79101234567'],
  ['+8 910 123 45 67 8', '891012345678'],
  ['9101234567', '79101234567'],
  ['112', '112'],
  ['', ''],
  ['anonymous', ''],
])('the number %j is %j', (text, digits) => {
  expect(phoneDigits(text)).toBe(digits);
});

test('a Russian number is the same however it is written, and when it is read again', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 });
  const gap = fc.constantFrom('', ' ', '-', ' (', ') ', '.');
  fc.assert(
    fc.property(digits, fc.constantFrom('+7', '7', '8', ''), gap, gap, (rest, prefix, one, two) => {
      const number = `9${rest.join('')}`;
      const typed = `${prefix}${one}${number.slice(0, 3)}${two}${number.slice(3)}`;
      expect(phoneDigits(typed)).toBe(`7${number}`);
      expect(phoneDigits(phoneDigits(typed))).toBe(`7${number}`);
    }),
  );
});

test('a secret is equal to itself alone', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (own, given) => {
      expect(sameSecret(own, given)).toBe(own !== '' && own === given);
      expect(sameSecret(own, own)).toBe(own !== '');
      expect(sameSecret(own, own + own)).toBe(false);
    }),
  );
});

test('a secret is compared to the end, wherever it differs', () => {
  // What is read of the given text is counted: the same number of characters whatever they are.
  const reads = (given: string): number => {
    let count = 0;
    const counted = {
      length: given.length,
      charCodeAt: (at: number) => ((count += 1), given.charCodeAt(at)),
    };
    sameSecret('secret-of-ours', counted as never);
    return count;
  };
  expect([reads('xecret-of-ours'), reads('secret-of-ourx'), reads('secret-of-ours')]).toEqual([14, 14, 14]);
});

test('no link leads elsewhere than to the web', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (text) => {
      const link = webLink(text, []);
      if (link !== '') expect(['http:', 'https:']).toContain(new URL(link).protocol);
    }),
  );
});

test.each([
  ['in', 'new', '1', '2'],
  ['in', 'old', '1', '2'],
  ['out', 'new', '2', '1'],
  ['out', 'old', '1', '2'],
] as const)('a call %s in the %s layout', (way, layout, srcPhone, dstPhone) => {
  expect(layOut(way, '2', '1', layout)).toEqual({ srcPhone, dstPhone });
});

test('what is remembered of a call is bounded, and comes back from the storage as it was', () => {
  let memory = emptyMemory;
  for (let at = 0; at < 60; at += 1) {
    const push = {
      kind: 'event',
      type: 'INCOMING',
      callId: 'c',
      way: 'in',
      user: '',
      ext: '',
      client: '',
    } as const;
    memory = trackPhone(memory, push, String(at), at).memory;
  }
  expect(memory.operators).toHaveLength(40);
  expect(readMemory(JSON.parse(JSON.stringify(memory)))).toEqual(memory);
  fc.assert(fc.property(fc.anything(), (kept) => void readMemory(kept)));
});
