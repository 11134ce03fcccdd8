import fc from 'fast-check';
import * as v from 'valibot';
import type { CallRecord } from '../../../server/calls/CallRecord';
import { RecordingTokenCodec } from '../../../server/recordings/RecordingTokenCodec';
import type { Recording } from '../../../server/recordings/Recording';
import { RecordingLinks } from '../../../server/recordings/RecordingLinks';
import { recordingsSettingsSchema } from '../../../server/recordings/recordingsSettings';

const OLD = 'the-old-key-of-links';
const NEW = 'the-new-key-of-links';
const record: CallRecord = {
  id: '1763700000.4',
  direction: 'outbound',
  number: '+79101234567',
  via: null,
  outcome: 'answered',
  extension: '101',
  extensions: ['101'],
  startedAt: 1_763_700_000_000,
  answeredAt: 1_763_700_004_000,
  endedAt: 1_763_700_060_000,
  recording: 'out-79101234567-101.wav',
};
const links = (changes: object = {}): RecordingLinks =>
  new RecordingLinks(
    v.parse(recordingsSettingsSchema, { address: 'https://pbx.example.com/ng/', linkKey: OLD, ...changes }),
  );
const tokenOf = (link: string | null): string => link?.split('/').at(-2) ?? 'no link';

test('a link is the same for the same call, can be decoded, and contains no readable data of it', () => {
  const link = links().linkOf(record);
  expect(link).toBe(links().linkOf({ ...record }));
  expect(link).toMatch(/^https:\/\/pbx\.example\.com\/ng\/recordings\/[\w-]+\/call\.mp3$/);
  expect(Buffer.from(tokenOf(link), 'base64url').toString('latin1')).not.toMatch(/79101|wav|out/);
  expect(links().read(tokenOf(link))).toEqual({
    id: record.id,
    direction: 'outbound',
    number: '+79101234567',
    extension: '101',
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    file: 'out-79101234567-101.wav',
    expiresAt: record.endedAt + 3_650 * 86_400_000,
  });
});

test.each<[string, Partial<CallRecord>, object]>([
  ['an unanswered call', { answeredAt: null }, {}],
  ['no recording is known', { recording: null }, {}],
  ['it lies outside of the folders', { recording: '/etc/shadow.wav' }, {}],
  ['there is no key', {}, { linkKey: undefined }],
])('there is no link when %s', (_what, changes, settings) => {
  expect(links(settings).linkOf({ ...record, ...changes })).toBeNull();
});

test('without conversion a link has the ending of the file', () => {
  expect(links({ mp3: { enabled: false } }).linkOf(record)).toMatch(/\/call\.wav$/);
  expect(
    links({ templates: ['{id}.ogg'], mp3: { enabled: false } }).linkOf({ ...record, recording: null }),
  ).toMatch(/\/call\.ogg$/);
});

test('with two keys the first signs new links, and links of both are accepted', () => {
  const token = tokenOf(links().linkOf(record));
  const both = links({ linkKey: `${NEW}, ${OLD}` });
  expect(both.read(token)).toMatchObject({ id: record.id });
  expect(both.linkOf(record)).toBe(links({ linkKey: NEW }).linkOf(record));
  expect(links({ linkKey: NEW }).read(token)).toBeNull();
  expect(links({ linkKey: undefined }).read(token)).toBeNull();
});

test.each(['short', '', 'a-key-of-16-chars, short', Array.from({ length: 6 }, () => NEW).join()])(
  '%j is no key of links',
  (linkKey) => {
    expect(v.safeParse(recordingsSettingsSchema, { address: 'https://a.b', linkKey }).success).toBe(false);
  },
);

test.each([
  { address: 'pbx.example.com' },
  { address: 'https://user@pbx.example.com' },
  { address: 'https://a.b/?x=1' },
  { folders: ['monitor'] },
  { folders: [] },
  { templates: ['../{name}'] },
  { timeZone: 'Mars/Olympus' },
  { origins: ['*'] },
  { mp3: { folder: 'cache' } },
])('%j can not be set', (changes) => {
  expect(v.safeParse(recordingsSettingsSchema, { address: 'https://a.b', ...changes }).success).toBe(false);
});

test('a token that was not made with the key is never decoded', () => {
  const seal = new RecordingTokenCodec([OLD]);
  const recording = links().read(tokenOf(links().linkOf(record)));
  const token = seal.encode(recording!);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
        fc
          .tuple(
            fc.nat({ max: token.length - 1 }),
            fc.constantFrom('A', 'b', 'Z', '0', '9', '-', '_', '.', '~', '/', '%', '='),
          )
          .map(([at, letter]) => token.slice(0, at) + letter + token.slice(at + 1)),
        fc.nat({ max: token.length - 1 }).map((length) => token.slice(0, length)),
        fc.string({ minLength: 1 }).map((more) => token + more),
      ),
      (text) => {
        expect(seal.decode(text)).toEqual(text === token ? recording : null);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('there is no link when its token would exceed the limit', () => {
  const id = 'x'.repeat(4_000);
  expect(links().linkOf({ ...record, id })).toBeNull();
  expect(links().linkOf({ ...record, id: id.slice(0, 2_000) })).not.toBeNull();
});

test('every recording is decoded as it was encoded', () => {
  const seal = new RecordingTokenCodec([NEW, OLD]);
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const at = fc.integer({ min: 0, max: 4e12 });
  fc.assert(
    fc.property(
      fc.record<Recording>({
        id: text,
        direction: fc.constantFrom('inbound', 'outbound'),
        number: text,
        extension: fc.option(text),
        startedAt: at,
        endedAt: at,
        file: fc.option(text),
        expiresAt: at,
      }),
      (recording) => {
        const token = seal.encode(recording);
        expect([/^[\w-]+$/.test(token), seal.decode(token)]).toEqual([true, recording]);
      },
    ),
  );
});
