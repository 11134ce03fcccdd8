import { readFileSync } from 'node:fs';
import { errorCode } from './errorCode';
import { FileFault, whyNoFile } from './FileFault';

/** Text of a file of this machine; null: there is none. Fails with a `FileFault` when it is there and can't be read. */
export function readLocalFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = errorCode(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new FileFault(whyNoFile(code), { cause });
  }
}
