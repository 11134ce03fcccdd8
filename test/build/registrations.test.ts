import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drivers } from '../../server/telephony/drivers';

const root = join(__dirname, '../..');
const telephony = join(root, 'server/telephony');

/** Folders of drivers. */
const folders = readdirSync(telephony).filter((name) => existsSync(join(telephony, name, 'driver.ts')));

test('each folder with a driver.ts is in the list of drivers', () => {
  expect(drivers.map(({ name }) => name).sort()).toEqual(folders.sort());
});

test.each(folders)('the driver %s has a conformance test', (name) => {
  expect(readFileSync(join(root, `test/drivers/${name}.test.ts`), 'utf8')).toContain(`conformance('${name}'`);
});

/** Parts that work on one telephone system by their nature (docs/ARCHITECTURE.md). */
const OF_ONE_SYSTEM = ['elma365 -> megafon', 'sandbox -> simulator', 'server/inBrowser -> ecss10'];

test('outside its folder a driver is imported by the list alone, and by parts that are of one telephone system', () => {
  const files = ['protocol', 'src', 'server', 'elma365', 'sandbox', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  const found = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']*)'/g)].flatMap(([, address = '']) => {
      const [, driver = ''] = /^server\/telephony\/(\w+)\//.exec(join(dirname(file), address)) ?? [];
      if (!folders.includes(driver) || file.startsWith(`server/telephony/${driver}/`)) return [];
      return file === 'server/telephony/drivers.ts' ? [] : [`${partOf(file)} -> ${driver}`];
    }),
  );
  expect([...new Set(found)].sort()).toEqual(OF_ONE_SYSTEM);
});

/** The folder of the top, in `server` with the one below. */
function partOf(file: string): string {
  return file
    .split('/')
    .slice(0, file.startsWith('server/') ? 2 : 1)
    .join('/');
}
