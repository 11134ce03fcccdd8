import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where scripts/ensureAsterisk.sh has put an Asterisk. */
export interface UnpackedAsterisk {
  /** The command that runs it with its own libraries. */
  readonly command: string;
  readonly modules: string;
  readonly data: string;
}

export const projectFolder = join(__dirname, '../../..');

/** Which one the tests run with: ASTERISK_SERIES is `16`, `22` (as if not set) or `newest`. Fails when it is not there. */
export function unpackedAsterisk(): UnpackedAsterisk {
  const series = process.env['ASTERISK_SERIES'] ?? '22';
  const folder = process.env['ASTERISK_DIR'] ?? join(projectFolder, `build/asterisk${series}`);
  const command = join(folder, 'asterisk');
  if (!existsSync(command))
    throw new Error(`There is no Asterisk in ${folder}: run scripts/ensureAsterisk.sh first.`);
  const libraries = join(folder, 'root/usr/lib');
  const modules = ['', ...readdirSync(libraries)]
    .map((name) => join(libraries, name, 'asterisk/modules'))
    .find((place) => existsSync(place));
  if (modules === undefined) throw new Error(`There are no modules of Asterisk below ${libraries}.`);
  return { command, modules, data: join(folder, 'root/usr/share/asterisk') };
}
