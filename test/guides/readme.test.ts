import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Structure that both languages share: commands, heading levels, table rows, list items and linked files. */
function shapeOf(path: string): object {
  const text = readFileSync(join(root, path), 'utf8');
  const commands = [...text.matchAll(/^ *```bash\n(.*?)^ *```$/gms)].map(([, block]) => block);
  const prose = text.replace(/^ *```.*?^ *```$/gms, '');
  return {
    commands,
    headings: [...prose.matchAll(/^#+(?= )/gm)].map(([level]) => level.length),
    tableRows: [...prose.matchAll(/^\|/gm)].length,
    items: [...prose.matchAll(/^(?:-|\d+\.) /gm)].length,
    links: [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) =>
      // A section is named in its language.
      address.replace(/#.*/, '').replace(/(?:\.en|-en|-ru)(?=\.(?:md|png)$)/, ''),
    ),
  };
}

test('README.md and README.en.md have the same commands, headings, tables, lists and links', () => {
  expect(shapeOf('README.en.md')).toEqual(shapeOf('README.md'));
});
