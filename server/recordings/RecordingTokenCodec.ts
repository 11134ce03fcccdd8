import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Recording } from './Recording';

interface Keys {
  readonly signing: Uint8Array;
  readonly hiding: Uint8Array;
}

/** Bytes of the signature, in front of the token. */
const SIGNATURE = 32;

/** Longest token that is read, characters. */
export const MOST_TOKEN = 4_096;

const text = v.nullable(v.string());
/** What stands in a token: a list, since names would make links longer. */
const tokenSchema = v.strictTuple([
  v.string(),
  text,
  v.picklist(['inbound', 'outbound']),
  v.string(),
  text,
  v.number(),
  v.number(),
  v.number(),
]);

/**
 * Makes tokens of recordings and reads them again. A token is signed with HMAC-SHA256, and hidden, since a file's
 * name has numbers and paths in it. The signature is also the cipher's start, so the same recording always has
 * the same token.
 */
export class RecordingTokenCodec {
  private readonly keys: readonly [Keys, ...Keys[]];

  /** @param secrets the first signs; all are good */
  constructor(secrets: readonly [string, ...string[]]) {
    const [first, ...others] = secrets;
    this.keys = [derive(first), ...others.map(derive)];
  }

  /** Token of the recording: letters, digits, `-` and `_`. */
  encode(recording: Recording): string {
    const [{ signing, hiding }] = this.keys;
    const { id, file, direction, number, extension, startedAt, endedAt, expiresAt } = recording;
    const plain = Buffer.from(
      JSON.stringify([id, file, direction, number, extension, startedAt, endedAt, expiresAt]),
    );
    const signature = sign(signing, plain);
    const cipher = createCipheriv('aes-256-ctr', hiding, signature.subarray(0, 16));
    return Buffer.concat([signature, cipher.update(plain), cipher.final()]).toString('base64url');
  }

  /** The recording of a token; null when none of the keys has signed it. */
  decode(token: string): Recording | null {
    if (token.length > MOST_TOKEN || !/^[\w-]+$/.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    // Other characters that decode to the same bytes are no token of ours.
    if (bytes.length <= SIGNATURE || bytes.toString('base64url') !== token) return null;
    // All are tried, so that the time does not tell which one fits.
    const opened = this.keys.map((keys) => openWith(keys, bytes));
    return opened.find((recording) => recording !== null) ?? null;
  }
}

function openWith({ signing, hiding }: Keys, bytes: Buffer): Recording | null {
  const signature = bytes.subarray(0, SIGNATURE);
  const decipher = createDecipheriv('aes-256-ctr', hiding, signature.subarray(0, 16));
  const plain = Buffer.concat([decipher.update(bytes.subarray(SIGNATURE)), decipher.final()]);
  return timingSafeEqual(sign(signing, plain), signature) ? read(plain.toString()) : null;
}

function read(json: string): Recording | null {
  // Signed by us, so it is JSON; what an older version of ours wrote may have another shape.
  const parsed = v.safeParse(tokenSchema, JSON.parse(json));
  if (!parsed.success) return null;
  const [id, file, direction, number, extension, startedAt, endedAt, expiresAt] = parsed.output;
  return { id, file, direction, number, extension, startedAt, endedAt, expiresAt };
}

function sign(key: Uint8Array, plain: Uint8Array): Buffer {
  return createHmac('sha256', key).update(plain).digest();
}

function derive(secret: string): Keys {
  const key = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, 'asterisk-ng recordings', purpose, 32));
  return { signing: key('signing'), hiding: key('hiding') };
}
