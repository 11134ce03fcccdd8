import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));

test('every relative link of every document leads to an existing file', () => {
  const links = documents.flatMap((path) =>
    [
      ...readFileSync(join(root, path), 'utf8')
        .replace(/^ *```.*?^ *```$|`[^`\n]*`(?!\])/gms, '')
        .matchAll(/\]\(([^)\s#]+)[^)\s]*\)/g),
    ]
      .map(([, address = '']) => ({ path, address }))
      .filter((link) => !/^[a-z]+:/.test(link.address)),
  );
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter(({ path, address }) => !existsSync(join(root, dirname(path), address)))).toEqual([]);
});
