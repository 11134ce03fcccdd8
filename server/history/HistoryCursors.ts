import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { CallPosition } from '../store/StoredCall';
import { readJson } from '../system/readJson';

const IV_BYTES = 12;
const TAG_BYTES = 16;

const positionSchema = v.strictTuple([v.number(), v.string()]);

/**
 * Makes and reads cursors: where a page ends, encrypted (AES-256-GCM), since that may be a call that the agent may not see. One
 * agent's cursor is no other's. The key is derived from the integration's secrets, as that of sessions: all backends of a
 * cluster have it, also after a restart.
 */
export class HistoryCursors {
  private readonly keys: readonly Uint8Array[];

  /** @param secrets the first one makes cursors; those of all are read */
  constructor(secrets: readonly string[]) {
    this.keys = secrets.map(
      (secret) => new Uint8Array(hkdfSync('sha256', secret, '', 'asterisk-ng history cursor', 32)),
    );
  }

  /** Letters, digits, `-` and `_`. */
  write({ startedAt, id }: CallPosition, extension: string): string {
    const [key] = this.keys;
    if (key === undefined) throw new Error('there is no secret');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(extension));
    const hidden = Buffer.concat([cipher.update(JSON.stringify([startedAt, id])), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url');
  }

  /** Null: it was not made for this agent. */
  read(cursor: string, extension: string): CallPosition | null {
    const bytes = Buffer.from(cursor, 'base64url');
    for (const key of this.keys) {
      const text = decrypted(bytes, key, extension);
      const position = text === null ? null : readJson(positionSchema, text);
      if (position !== null) return { startedAt: position[0], id: position[1] };
    }
    return null;
  }
}

function decrypted(bytes: Buffer, key: Uint8Array, extension: string): string | null {
  if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
  const [iv, rest] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES)];
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(extension))
      .setAuthTag(rest.subarray(0, TAG_BYTES));
    return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString();
  } catch {
    return null;
  }
}
