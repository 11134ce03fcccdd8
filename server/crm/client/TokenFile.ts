import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { storedTokensSchema, type StoredTokens, type TokenStore } from './TokenStore';

const fileSchema = v.pipe(v.string(), v.parseJson(), storedTokensSchema);

/** Stores tokens in a file that only the owner may read. */
export class TokenFile implements TokenStore {
  constructor(private readonly path: string) {}

  async read(): Promise<StoredTokens | null> {
    const text = await readFile(this.path, 'utf8').catch(() => null);
    const parsed = v.safeParse(fileSchema, text);
    return parsed.success ? parsed.output : null;
  }

  /** Replaces the file atomically, so that a crash leaves the old or the new one. */
  async write(tokens: StoredTokens): Promise<void> {
    const fresh = `${this.path}.new`;
    const file = await open(fresh, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(tokens));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, this.path);
    const folder = await open(dirname(this.path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
