import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StorePlace } from './storeSettings';

/** Beginnings of what follows a store's name in the names of files that were put aside, or left by a command that ended early. */
const OF_FILE = ['.damaged-', '.before-restore-', '.restoring'];
const OF_FOLDER = ['.taken-over', '.repaired'];

/**
 * Files and folders with clients' calls that lie beside a store and are not in use any more.
 * @param outbox folder of the outbox of 1.0.0; undefined: there was none
 */
export function asideFiles(place: StorePlace, outbox: string | undefined): readonly string[] {
  const folder = outbox?.replace(/\/+$/, '');
  return [
    ...(place.kind === 'sqlite' ? beside(place.path, OF_FILE) : []),
    ...(folder === undefined ? [] : [...beside(folder, OF_FOLDER), ...beside(`${folder}-open`, OF_FOLDER)]),
  ];
}

function beside(path: string, ends: readonly string[]): readonly string[] {
  const [folder, name] = [dirname(path), basename(path)];
  return namesIn(folder)
    .filter((one) => ends.some((end) => one.startsWith(`${name}${end}`)))
    .map((one) => join(folder, one));
}

/** A folder that is not there, or can't be read, has none. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
