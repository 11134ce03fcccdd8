import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTexts, unescaped } from '../../scripts/zip/checkTexts';
import { checkZip, textsOf } from '../../scripts/zip/checkZip';
import { pack } from '../../scripts/zip/pack';
import { unpack, type Files } from '../../scripts/zip/unpack';

const zip = readFileSync(join(__dirname, '../../build/widget.zip'));
let files: Map<string, Buffer>;

beforeEach(async () => {
  files = new Map(await unpack(zip));
});

const check = (bytes = zip.length): string[] => checkZip(files, bytes, true);
const edit = (name: string, change: (text: string) => string): void =>
  void files.set(name, Buffer.from(change(files.get(name)?.toString('utf8') ?? '')));

test('the committed zip has no fault, and manifest and script are at its root', () => {
  expect(check()).toEqual([]);
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([
      'manifest.json',
      'script.js',
      'i18n/ru.json',
      'i18n/en.json',
      'images/logo_main.png',
    ]),
  );
});

test.each<[string, () => void, RegExp]>([
  ['a missing image', () => files.delete('images/logo.png'), /^no images\/logo\.png$/],
  [
    'an image of a wrong size',
    () => files.set('images/logo.png', files.get('images/logo_min.png') ?? Buffer.alloc(0)),
    /logo\.png is 84x84, not 130x100/,
  ],
  ['an image that is no PNG', () => files.set('images/logo.png', Buffer.from('x')), /logo\.png is no PNG/],
  [
    'an image file that is too large',
    () =>
      files.set(
        'images/logo.png',
        Buffer.concat([files.get('images/logo.png') ?? Buffer.alloc(0), Buffer.alloc(300_000)]),
      ),
    /larger than 300000/,
  ],
  [
    'a file that does not belong into the zip',
    () => files.set('notes.txt', Buffer.from('x')),
    /^stray file notes\.txt$/,
  ],
  ['no manifest', () => files.delete('manifest.json'), /^manifest\.json: /],
  ['a broken manifest', () => edit('manifest.json', () => '{'), /^manifest\.json: /],
  [
    'a version that was not written',
    () => edit('manifest.json', (text) => text.replace('1.0.0', '0.0.0')),
    /widget\.version/,
  ],
  [
    'no init_once',
    () => edit('manifest.json', (text) => text.replace('"init_once": true', '"init_once": false')),
    /init_once/,
  ],
  [
    'a location that amoCRM does not know',
    () => edit('manifest.json', (text) => text.replace('"everywhere"', '"everywhere", "lcard-1"')),
    /locations/,
  ],
  [
    'a manifest without the location "everywhere"',
    () => edit('manifest.json', (text) => text.replace('"everywhere", ', '')),
    /everywhere/,
  ],
  ['a language without its file', () => files.delete('i18n/en.json'), /i18n\/en\.json is missing/],
  [
    'a text that the manifest names and a language lacks',
    () => edit('i18n/en.json', (text) => text.replace(/"call_action": "[^"]*"/, '"call_action": " "')),
    /en\.json has no widget\.call_action/,
  ],
  ['no script', () => files.delete('script.js'), /^no script\.js$/],
  ['no ecss10.js', () => files.delete('ecss10.js'), /^no ecss10\.js$/],
  [
    'too large a part for an ECSS-10',
    () => files.set('ecss10.js', randomBytes(31_000)),
    /^ecss10\.js has \d+ bytes gzipped, more than 30000$/,
  ],
  ['a script that is no AMD module', () => edit('script.js', () => 'alert(1)'), /no AMD module/],
  [
    'a script with debug logging',
    () => edit('script.js', () => 'define(["jquery"],console.debug)'),
    /debug logging/,
  ],
  [
    'too large a script',
    () => files.set('script.js', Buffer.concat([Buffer.from('define(["jquery"],'), randomBytes(30_000)])),
    /more than 25000/,
  ],
])('finds %s', (_what, spoil, fault) => {
  spoil();
  expect(check()).toEqual([expect.stringMatching(fault)]);
});

test('a zip that is too large is a fault', () => {
  expect(check(180_001)).toEqual(['the zip has 180001 bytes, more than 180000']);
});

test('zipping is reproducible, in any order of files, and unzipping gives the same files', async () => {
  const backwards: Files = new Map([...files].reverse());
  const [one, two] = [await pack(files), await pack(backwards)];
  expect(one.equals(two)).toBe(true);
  expect(new Map([...(await unpack(one))].sort())).toEqual(new Map([...files].sort()));
});

describe('texts', () => {
  const language = (texts: object): ReadonlyMap<string, string> =>
    textsOf({ a: texts }) ?? new Map<string, string>();
  const faults = (ru: object, en: object, sources = `'a.x' 'a.y'`): string[] =>
    checkTexts(
      new Map([
        ['ru', language(ru)],
        ['en', language(en)],
      ]),
      sources,
    );

  test.each<[string, string[], string[]]>([
    ['no fault', faults({ x: '1 {n}' }, { x: '2 {n}' }), []],
    ['a text that one language lacks', faults({ x: '1', y: '2' }, { x: '1' }), ['en has no a.y']],
    ['an empty text', faults({ x: ' ' }, { x: '1' }), ['ru has an empty a.x']],
    ['other placeholders', faults({ x: '{a}' }, { x: '{b}' }), ['a.x: placeholders differ: ru {a}, en {b}']],
    ['an unused text', faults({ z: '1' }, { z: '1' }), ['a.z is used nowhere']],
  ])('%s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('a language file whose texts are not in sections is rejected', () => {
    expect([textsOf({ a: 'x' }), textsOf({ a: { b: 1 } }), textsOf(undefined)]).toEqual([null, null, null]);
  });
});

test('an unescaped value in a template is found', () => {
  expect(unescaped('<b>{{ a|e }}</b>{{ b }} {{c|e}} {{ d|raw }} {{ e|e|raw }}')).toEqual([
    'b',
    'd|raw',
    'e|e|raw',
  ]);
});
