import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callCases } from './callCases';

/** The rows of the guide's tables, without their heads. */
function rowsOf(guide: string): readonly (readonly string[])[] {
  const lines = readFileSync(join(__dirname, '../../docs', guide), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const isRow =
      line.startsWith('|') && !line.startsWith('|--') && lines[index + 1]?.startsWith('|--') !== true;
    return isRow
      ? [
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ]
      : [];
  });
}

const casesOf = (guide: string): readonly string[] => rowsOf(guide).map(([name = '']) => name);

test('each case of the guide has its tests, and no case is left over', () => {
  const cases = [...new Set(casesOf('CALLS.en.md'))].sort();
  expect(Object.keys(callCases).sort()).toEqual(cases);
});

test.each(Object.entries(callCases))('%s: the tests that show it are there', (_, proofs) => {
  expect(proofs.length).toBeGreaterThan(0);
  const isThere = ([file, title]: readonly [string, string]): boolean =>
    readFileSync(join(__dirname, '..', file), 'utf8').includes(title);
  expect(proofs.filter((proof) => !isThere(proof))).toEqual([]);
});

test('both guides have the same cases: as many in each table, about the same phones and words of Asterisk', () => {
  const names = (guide: string): readonly (readonly string[])[] =>
    rowsOf(guide).map((cells) =>
      [...new Set(cells.join(' ').match(/\b\d{3}\b|`[^`]+`|[A-Z]\w*[A-Z]\w*/g))].sort(),
    );
  expect(names('CALLS.en.md')).toEqual(names('CALLS.md'));
});
