import { readYaml } from '../../../server/config/readYaml';
import { english } from '../support/inEnglish';

test.each<[string, string, string]>([
  ['a bracket that is not closed', 'port: 1\na: [', 'line 2, column 4: it is no YAML: a bracket'],
  [
    'a quotation mark that is not closed',
    'name: "Anna\nport: 1\n',
    'line 1, column 7: it is no YAML: a bracket or a quo',
  ],
  ['a tab', 'agents:\n\t- email: a', 'line 2, column 1: it is no YAML: a tab'],
  ['another indentation', 'a:\n  b: 1\n c: 2\n', 'line 3, column 1: it is no YAML: it is indented otherwise'],
  [
    'an entry of a list that is not indented',
    'a:\n  - b: 1\n  c: 2\n',
    'line 3, column 1: it is no YAML: it is ind',
  ],
  ['a second colon', 'name: Anna: boss\n', 'line 1, column 7: it is no YAML: a second colon'],
  ['a colon that is missing', 'host: x\nport 8080\npath: y\n', 'line 2, column 1: it is no YAML: a colon'],
  [
    'a blank that is missing',
    'port:8080\nhost: x\n',
    'line 1, column 1: it is no YAML: a colon with a blank',
  ],
  ['a comma that is missing', '[{a: "10" b: A}]\n', 'line 1, column 11: it is no YAML: a comma'],
  [
    'an apostrophe',
    "name: 'O'Brien'\n",
    'line 1, column 10: it is no YAML: a comma is missing before this, or a quo',
  ],
  ['a star', 'extension: *101\n', 'line 1, column 12: it is no YAML: a value can not begin with *'],
  ['an at', 'name: @anna\n', 'line 1, column 7: it is no YAML: a value can not begin with this'],
  ['a backslash', 'folder: "C:\\Users"\n', 'line 1, column 12: it is no YAML: a backslash'],
  ['two documents', 'a: 1\n---\nb: 2\n', 'line 2, column 1: it is no YAML: ---'],
  ['UTF-16', 'a\0: \x001\0', 'line 1: the file is not saved as UTF-8'],
  ['an old code page', 'a: 1\nname: \uFFFD\uFFFD', 'line 2: the file is not saved as UTF-8'],
  [
    'a key that stands behind the dash',
    'agents:\n - email: a@b\n   extension: 1\n  name: A\n',
    'line 4, column 1: it is no YAML: it is indented less',
  ],
  [
    'a second colon in brackets',
    'a: { b: 1, name: I: P }\n',
    'line 1, column 18: it is no YAML: a second colon',
  ],
])('%s is reported with its place and reason', (_what, text, fault) => {
  const { value, faults } = readYaml(text);
  expect(value).toBeNull();
  expect(english(faults)).toEqual([expect.stringContaining(fault)]);
});

test('all duplicated settings are reported, with the places of both', () => {
  const text = 'telephony:\n  driver: asterisk\nport: 1\ntelephony:\n  driver: megafon\n  driver: ecss10\n';
  expect(english(readYaml(text).faults)).toEqual([
    'line 4, column 1: telephony stands here a second time, the first is on line 1: keep one of them',
    'line 6, column 3: driver stands here a second time, the first is on line 5: keep one of them',
  ]);
  expect(english(readYaml("phones: {101: {}, '101': {}}").faults)).toHaveLength(1);
});

test('no value is quoted in a fault, since it may be a secret', () => {
  for (const text of [
    'key: hush: hush',
    'key: "hush',
    'key: [hush',
    'key: *hush',
    "key: 'a'hush'",
    '\tkey: hush',
  ])
    expect(english(readYaml(text).faults).join()).not.toMatch(/hush|^$/);
});

test('aliases that expand without bound are refused', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const lines = names.map(
    (name, at) => `${name}: &${name} [${at === 0 ? '1' : `*${names[at - 1] ?? ''},`.repeat(9)}]`,
  );
  expect(english(readYaml(lines.join('\n')).faults)).toEqual(['too many values are repeated by * and &']);
});

test('valid YAML is read, also with a byte order mark and CRLF, and an empty file', () => {
  expect(readYaml('\uFEFFa: &x 1\r\nb: *x\r\n')).toMatchObject({ value: { a: 1, b: 1 }, faults: [] });
  expect(readYaml('')).toMatchObject({ value: null, faults: [] });
});
