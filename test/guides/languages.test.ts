import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(__dirname, '../../docs');
const read = (name: string): string => readFileSync(join(docs, name), 'utf8');

/** Guides that exist in both languages: `X.md` is Russian, `X.en.md` English. */
const pairs = globSync('*.en.md', { cwd: docs }).map((name) => name.replace('.en.md', ''));

/** The code blocks of a guide, which administrators copy, each with its language. */
const blocksOf = (name: string): readonly (readonly [string, readonly string[]])[] =>
  [...read(name).matchAll(/^ *```(\w*)\n(.*?)^ *```$/gms)].map(([, language = '', text = '']) => [
    language,
    text.split('\n'),
  ]);

/** A pattern for a line in which any words may replace the Russian ones. */
function inOtherWords(line: string): RegExp {
  const parts = line.split(/[а-яё]+(?: (?:[а-яё]+|\d+))*/i);
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\w -]+')}$`);
}

test('the guides for administrators exist in Russian and in English', () => {
  expect(pairs).toEqual(
    expect.arrayContaining(['AMOCRM', 'ECSS10', 'INSTALL', 'MEGAFON', 'OPERATIONS', 'ROUTING', 'SECURITY']),
  );
  expect(pairs.filter((name) => !existsSync(join(docs, `${name}.md`)))).toEqual([]);
});

describe.each(pairs)('%s', (name) => {
  const [russian, english] = [`${name}.md`, `${name}.en.md`];

  test('each guide is in its language and links to the other', () => {
    const headings = (file: string): string =>
      read(file)
        .match(/^#+ .*$/gm)
        ?.join('\n') ?? '';
    expect(headings(russian)).toMatch(/[а-яё]/i);
    expect(headings(english)).not.toMatch(/[а-яё]/i);
    expect(read(russian)).toContain(`](${english})`);
    expect(read(english)).toContain(`](${russian})`);
  });

  test('both have the same sections, tables and code blocks, except for names in the reader’s language', () => {
    const outline = (file: string): readonly (readonly string[])[] =>
      [/^#+ /gm, /^\|.*\|$/gm].map((form) =>
        (read(file).match(form) ?? []).map((found) => found.slice(0, 1)),
      );
    expect(outline(english)).toEqual(outline(russian));
    const [here, there] = [blocksOf(russian), blocksOf(english)];
    expect(there.map(([language, lines]) => [language, lines.length])).toEqual(
      here.map(([language, lines]) => [language, lines.length]),
    );
    here.forEach(([language, lines], index) => {
      // Output of the program is compared with the program by the test of each guide.
      if (language === 'text') return;
      lines.forEach((line, at) => expect(there[index]?.[1][at]).toMatch(inOtherWords(line)));
    });
  });
});
