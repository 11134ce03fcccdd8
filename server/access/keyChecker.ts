import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a key with `keys`, in a time that depends neither on the key nor on which one is equal. */
export function keyChecker(keys: readonly string[]): (key: string) => boolean {
  const digests = keys.map(digest);
  return (key) => {
    const given = digest(key);
    // No early return: all are compared each time.
    return digests.map((known) => timingSafeEqual(known, given)).includes(true);
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
