import { renameSync, writeFileSync } from 'node:fs';
import { FileFault } from '../system/FileFault';
import { readLocalFile } from '../system/readLocalFile';
import type { TextFile } from './WebhookAddress';
import { elma365SettingMessages } from './messages';

/**
 * A file that only its owner may read. It is replaced atomically, so a crash leaves the old one. Reading fails with a
 * `FileFault`.
 */
export function secretFile(path: string): TextFile {
  return {
    read: () => {
      try {
        return readLocalFile(path);
      } catch (cause) {
        if (!(cause instanceof FileFault)) throw cause;
        throw new FileFault(elma365SettingMessages.fileUnreadable(path, cause.text), { cause });
      }
    },
    write: (text) => {
      writeFileSync(`${path}.new`, text, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}
