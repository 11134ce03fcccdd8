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

/** Fails when there is none. */
export function unpackedAsterisk(): UnpackedAsterisk {
  const folder = process.env['ASTERISK_DIR'] ?? join(projectFolder, 'build/asterisk22');
  const command = join(folder, 'asterisk');
  if (!existsSync(command)) throw new Error('There is no Asterisk: run scripts/ensureAsterisk.sh first.');
  const libraries = join(folder, 'root/usr/lib');
  const modules = readdirSync(libraries)
    .map((name) => join(libraries, name, 'asterisk/modules'))
    .find((place) => existsSync(place));
  if (modules === undefined) throw new Error(`There are no modules of Asterisk below ${libraries}.`);
  return { command, modules, data: join(folder, 'root/usr/share/asterisk') };
}
