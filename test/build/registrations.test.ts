import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
