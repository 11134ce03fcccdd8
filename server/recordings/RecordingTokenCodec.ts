import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Recording } from './Recording';

/** Keys derived from one secret: for HMAC-SHA256, and for AES-256. */
interface Keys {
  readonly signing: Uint8Array;
  readonly encryption: Uint8Array;
}

/** Length of the signature at the start of a token, bytes. */
const SIGNATURE_BYTES = 32;

/** Length of the longest token that is accepted, characters. */
export const MAX_TOKEN_LENGTH = 4_096;

const text = v.nullable(v.string());
/**
 * Content of a token: id, file, direction, number, extension, startedAt, endedAt, expiresAt, and
 * namedAt where it differs from startedAt. No keys, to keep links short.
 */
const parts = [
  v.string(),
  text,
  v.picklist(['inbound', 'outbound']),
  v.string(),
  text,
  v.number(),
  v.number(),
  v.number(),
] as const;
const tokenSchema = v.union([v.strictTuple(parts), v.strictTuple([...parts, v.number()])]);

/**
 * Encodes recordings as tokens for links, and decodes them. A token is signed with HMAC-SHA256 and encrypted with
 * AES-256-CTR, since file names contain telephone numbers and paths. The first half of the signature is the initialization
 * vector, so that the same recording always has the same token.
 */
export class RecordingTokenCodec {
  private readonly keys: readonly [Keys, ...Keys[]];

  /** @param secrets the first one signs new tokens; tokens of all are accepted */
  constructor(secrets: readonly [string, ...string[]]) {
    const [first, ...others] = secrets;
    this.keys = [derive(first), ...others.map(derive)];
  }

  /** Token of the recording, in base64url: letters, digits, `-` and `_`. */
  encode(recording: Recording): string {
    const [{ signing, encryption }] = this.keys;
    const { id, file, direction, number, extension, startedAt, endedAt, expiresAt, namedAt } = recording;
    const content = [id, file, direction, number, extension, startedAt, endedAt, expiresAt];
    const plain = Buffer.from(JSON.stringify(namedAt === undefined ? content : [...content, namedAt]));
    const signature = sign(signing, plain);
    const cipher = createCipheriv('aes-256-ctr', encryption, signature.subarray(0, 16));
    return Buffer.concat([signature, cipher.update(plain), cipher.final()]).toString('base64url');
  }

  /** Decodes a token; null when it was not signed with one of the keys or has another version's content. */
  decode(token: string): Recording | null {
    if (token.length > MAX_TOKEN_LENGTH || !/^[\w-]+$/.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    // Only the canonical encoding is accepted: others decode to the same bytes.
    if (bytes.length <= SIGNATURE_BYTES || bytes.toString('base64url') !== token) return null;
    // All keys are tried, so that the response time does not depend on which one matches.
    const decoded = this.keys.map((keys) => decodeWith(keys, bytes));
    return decoded.find((recording) => recording !== null) ?? null;
  }
}

/** Decrypts a token and checks its signature; null when it was not signed with these keys, or has another
 * version's content.
 */
function decodeWith({ signing, encryption }: Keys, bytes: Buffer): Recording | null {
  const signature = bytes.subarray(0, SIGNATURE_BYTES);
  const decipher = createDecipheriv('aes-256-ctr', encryption, signature.subarray(0, 16));
  const plain = Buffer.concat([decipher.update(bytes.subarray(SIGNATURE_BYTES)), decipher.final()]);
  return timingSafeEqual(sign(signing, plain), signature) ? parseContent(plain.toString()) : null;
}

/** Reads the decrypted content of a token; null when another version of the backend wrote another shape. */
function parseContent(json: string): Recording | null {
  // Signed by us, so it is valid JSON; another version may have written another shape.
  const parsed = v.safeParse(tokenSchema, JSON.parse(json));
  if (!parsed.success) return null;
  const [id, file, direction, number, extension, startedAt, endedAt, expiresAt, namedAt] = parsed.output;
  const recording = { id, file, direction, number, extension, startedAt, endedAt, expiresAt };
  return namedAt === undefined ? recording : { ...recording, namedAt };
}

function sign(key: Uint8Array, plain: Uint8Array): Buffer {
  return createHmac('sha256', key).update(plain).digest();
}

/** Derives the keys from a configured secret (HKDF). The purposes must not change: links live for years. */
function derive(secret: string): Keys {
  const key = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, 'asterisk-ng recordings', purpose, 32));
  return { signing: key('signing'), encryption: key('hiding') };
}
