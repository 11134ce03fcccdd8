import { readlinkSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** More links than this one after the other are a ring. */
const LONGEST = 40;

/**
 * Where a file itself is, by links too: SQLite has its own files beside that one, and renaming a link would not move the
 * file. It need not be there yet.
 */
export function realFile(path: string): string {
  let place = resolve(path);
  for (let links = 0; links < LONGEST; links += 1) {
    const real = orNull(() => realpathSync(place));
    if (real !== null) return real;
    // A link to a file that is not there yet goes on from its own real folder.
    const target = orNull(() => resolve(realpathSync(dirname(place)), readlinkSync(place)));
    if (target === null) return place;
    place = target;
  }
  return place;
}

function orNull(find: () => string): string | null {
  try {
    return find();
  } catch {
    return null;
  }
}
