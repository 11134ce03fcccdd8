import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(__dirname, '../../docs');
const text = readFileSync(join(docs, 'SYSTEMS.md'), 'utf8');
const lines = text.split('\n').filter((line) => line.startsWith('| '));
const [head = [], , ...rows] = lines.map((line) => line.slice(2, -2).split(' | '));
/** Rows of the table of features; bold ones are headings. */
const features = rows.filter(([name = '']) => !name.startsWith('**'));
/** Link definitions: name -> file and title of the test. */
const links = new Map(
  [...text.matchAll(/^\[([\w-]+)\]: (\S+) "(.+)"$/gm)].map(([, name = '', file = '', title = '']) => [
    name,
    { file, title },
  ]),
);
const named = [...text.matchAll(/\]\[([\w-]+)\]/g)].map(([, name = '']) => name);

test('there is a cell for each feature and system, and no feature twice', () => {
  expect(head).toHaveLength(10);
  for (const row of rows) expect([row[0], row.length]).toEqual([row[0], head.length]);
  const names = features.map(([name]) => name);
  expect(names.length).toBeGreaterThan(25);
  expect(new Set(names).size).toBe(names.length);
});

test.each(features.map(([name = '', ...cells]) => [name, cells] as const))(
  '%s: each cell is yes with its test, no with its reason, or a dash',
  (_name, cells) => {
    const odd = cells.filter(
      (cell) => !/^(?:\[yes\]\[[\w-]+\](?:, .+)?|(?:no|\[no\]\[[\w-]+\]): .+|—)$/.test(cell),
    );
    expect(odd).toEqual([]);
    expect(cells.filter((cell) => cell.includes(']['))).not.toEqual([]);
  },
);

test('each link has a definition, and each definition is used', () => {
  expect([...new Set(named)].sort()).toEqual([...links.keys()].sort());
});

test.each([...links].map(([name, { file, title }]) => [name, file, title] as const))(
  '%s: the test is there',
  (_name, file, title) => {
    const path = join(docs, file);
    expect(existsSync(path)).toBe(true);
    // As the title of a test, not anywhere in the file.
    const source = readFileSync(path, 'utf8');
    expect([`('${title}'`, `\n  '${title}'`, `\n    '${title}'`].some((one) => source.includes(one))).toBe(
      true,
    );
  },
);
