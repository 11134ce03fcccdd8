import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elmaModules } from './elma365/elmaModules';

/** Writes the paste-ready modules into `build/elma365/`. They are committed, as the zip is. */
const folder = join(__dirname, '../build/elma365');
mkdirSync(folder, { recursive: true });
for (const [name, text] of elmaModules()) {
  writeFileSync(join(folder, name), text);
  console.log(`build/elma365/${name}: ${(Buffer.byteLength(text) / 1_000).toFixed(1)} kB`);
}
