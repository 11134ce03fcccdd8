import fc from 'fast-check';
import { AmiFault } from '../../../../../server/telephony/asterisk/ami/Ami';
import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { AmiReader } from '../../../../../server/telephony/asterisk/ami/AmiReader';

const BANNER = 'Asterisk Call Manager/11.0.0\r\n';

/** Reads the bytes in pieces that end at these places. */
function readInPieces(bytes: Buffer, cuts: readonly number[], reader = new AmiReader()): AmiMessage[] {
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let from = 0;
  return places.flatMap((to) => {
    const messages = reader.read(bytes.subarray(from, to));
    from = to;
    return messages;
  });
}

const read = (text: string, reader = new AmiReader()): AmiMessage[] =>
  readInPieces(Buffer.from(text), [], reader);

/** A plain record: messages have no prototype. */
const plain = (messages: readonly AmiMessage[]): object[] => messages.map((message) => ({ ...message }));

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_()-]{0,12}$/);
const value = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map((text) => text.replace(/[\r\n\u{d800}-\u{dfff}]/gu, '').replace(/^ /, ''));
const message = fc.uniqueArray(fc.tuple(name, value), {
  minLength: 1,
  maxLength: 12,
  selector: ([header]) => header,
});

test('every message is the same, wherever its bytes are cut', () => {
  const extraEnd = fc.constantFrom('', '\r\n', '\r\n\r\n');
  const stream = fc.array(fc.tuple(message, extraEnd), { maxLength: 6 });
  fc.assert(
    fc.property(stream, fc.array(fc.nat(), { maxLength: 30 }), (sent, cuts) => {
      const text = sent
        .map(([headers, extra]) => `${headers.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n${extra}`)
        .join('');
      const messages = readInPieces(Buffer.from(BANNER + text), cuts);
      expect(messages.map((one) => new Map(Object.entries(one)))).toEqual(
        sent.map(([headers]) => new Map(headers)),
      );
    }),
    { numRuns: 500 },
  );
});

test('it may come byte by byte', () => {
  const bytes = Buffer.from(
    `${BANNER}Event: Newchannel\r\nCallerIDName: Ёлка 🎄\r\n\r\n\r\nEvent: Hangup\r\n\r\n`,
  );
  const messages = readInPieces(bytes, [...bytes.keys()]);
  expect(plain(messages)).toEqual([{ Event: 'Newchannel', CallerIDName: 'Ёлка 🎄' }, { Event: 'Hangup' }]);
});

test('a header that comes several times has all its values', () => {
  expect(plain(read(`${BANNER}Response: Success\r\nOutput: one\r\nOutput: \r\nOutput: two\r\n\r\n`))).toEqual(
    [{ Response: 'Success', Output: 'one\n\ntwo' }],
  );
});

test('a line without a colon is left out, and one space alone belongs to the colon', () => {
  expect(plain(read(`${BANNER}Event: A\r\nno header\r\nX:1\r\nY:  2\r\n\r\n`))).toEqual([
    { Event: 'A', X: '1', Y: ' 2' },
  ]);
});

test('names of a dialplan can not reach the prototype', () => {
  const [first] = read(`${BANNER}Event: UserEvent\r\n__proto__: x\r\nconstructor: y\r\n\r\n`);
  expect(Object.entries(first ?? {})).toContainEqual(['__proto__', 'x']);
  expect(first?.['toString']).toBeUndefined();
});

test('events without a listener are skipped, save those that answer an action', () => {
  const reader = new AmiReader({
    names: new Set(['Hangup']),
    variables: new Set(),
    headers: new Set(['Event']),
  });
  const messages = read(
    `${BANNER}Event: VarSet\r\nValue: Event: Hangup\r\n\r\nEvent: Hangup\r\n\r\nEvent: Status\r\nActionID: 7\r\n\r\n` +
      'Event: HangupRequest\r\n\r\nResponse: Success\r\nActionID: 7\r\n\r\nEvent: VarSet\r\nX: ActionID: 7\r\n\r\n',
    reader,
  );
  expect(messages.map((one) => one['Event'] ?? one['Response'])).toEqual(['Hangup', 'Status', 'Success']);
});

test('of variables those that are followed are parsed, and the headers that are used', () => {
  const reader = new AmiReader({
    names: new Set(['VarSet']),
    variables: new Set(['OWN']),
    headers: new Set(['Event', 'Variable']),
  });
  const sets = ['OWN', 'OTHER', 'OWNED', ''].map(
    (name) => `Event: VarSet\r\nVariable: ${name}\r\nValue: Variable: OWN\r\n\r\n`,
  );
  const messages = read(`${BANNER}Event: VarSet\r\n\r\n${sets.join('')}`, reader);
  expect(messages.map((one) => ({ ...one }))).toEqual([{ Event: 'VarSet', Variable: 'OWN' }]);
});

test('of an event that is followed the kept headers are those that reading all of it gives', () => {
  const alike = fc.constantFrom('Channel', 'Chancel', 'Context', 'Contest', 'Exten', 'Event', 'ActionID', '');
  const headers = fc.array(fc.tuple(fc.oneof(alike, name), value), { maxLength: 12 });
  const kept = new Set(['Event', 'Channel', 'Context', 'Exten']);
  fc.assert(
    fc.property(fc.array(headers, { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 9 }), (sent, cuts) => {
      const text = sent
        .map((one) => `Event: Hangup\r\n${one.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`)
        .join('');
      const bytes = Buffer.from(BANNER + text);
      const followed = { names: new Set(['Hangup']), variables: new Set<string>(), headers: kept };
      expect(plain(readInPieces(bytes, cuts, new AmiReader(followed)))).toEqual(
        readInPieces(bytes, cuts).map((one) =>
          Object.fromEntries(Object.entries(one).filter(([header]) => kept.has(header))),
        ),
      );
    }),
    { numRuns: 300 },
  );
});

test('an answer between events that are skipped is found by its own ActionID', () => {
  const followed = { names: new Set(['Hangup']), variables: new Set<string>(), headers: new Set(['Event']) };
  const skipped = 'Event: Newexten\r\nExtension: 1\r\n\r\n';
  const answer = 'Event: Status\r\nActionID: 7\r\n\r\n';
  const messages = read(`${BANNER}${skipped}${answer}${skipped}${answer}${skipped}`, new AmiReader(followed));
  expect(plain(messages)).toEqual([
    { Event: 'Status', ActionID: '7' },
    { Event: 'Status', ActionID: '7' },
  ]);
});

describe('a server that is no Asterisk is reported at once', () => {
  const limits = { header: 100, message: 1_000 };
  const fault = (text: string | Buffer, cuts: readonly number[] = []): AmiFault => {
    try {
      readInPieces(Buffer.from(text), cuts, new AmiReader(null, limits));
    } catch (error) {
      if (error instanceof AmiFault) return error;
    }
    throw new Error('no fault');
  };

  test.each([
    ['another greeting', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['another greeting that has no end yet', 'HTTP/1.1 400'],
    ['a greeting that is cut short', 'Asterisk\r\n'],
    ['a greeting without an end', `Asterisk Call Manager/${'1'.repeat(300)}`],
    ['a header that is too long', `${BANNER}Event: ${'x'.repeat(101)}\r\n\r\n`],
    ['a message that is too long', `${BANNER}${'A: b\r\n'.repeat(200)}\r\n`],
    ['a message that never ends', BANNER + 'x'.repeat(1_001)],
  ])('%s', (_, text) => {
    expect(fault(text).reason).toBe('badAnswer');
    expect(fault(text, [...Buffer.from(text).keys()]).reason).toBe('badAnswer');
  });
});

test('a long message is taken when its bytes come in many pieces', () => {
  const output = Array.from({ length: 20_000 }, (_, line) => `Output: line ${line}`).join('\r\n');
  const bytes = Buffer.from(`${BANNER}Response: Success\r\n${output}\r\n\r\nEvent: Hangup\r\n\r\n`);
  const messages = readInPieces(
    bytes,
    Array.from({ length: 500 }, (_, cut) => cut * 997),
  );
  expect(messages[0]?.['Output']?.split('\n')).toHaveLength(20_000);
  expect(messages[1]?.['Event']).toBe('Hangup');
});
