import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { TextFile } from './WebhookAddress';

/** A small file that only its owner may read; a crash while it is written leaves the old one. */
export function secretFile(path: string): TextFile {
  return {
    read: () => (existsSync(path) ? readFileSync(path, 'utf8') : null),
    write: (text) => {
      writeFileSync(`${path}.new`, text, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}
