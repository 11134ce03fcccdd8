import { readFileSync } from 'node:fs';
import { errorCode } from './errorCode';
import { FileFault, explainFileError } from './FileFault';

/** Reads a text file (UTF-8) of this machine; null when it does not exist. Throws a `FileFault` when it can't be read. */
export function readLocalFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = errorCode(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new FileFault(explainFileError(code), { cause });
  }
}
