/** Least length of a key that opens the wire, characters. */
export const KEY_LENGTH = 16;

/** Least number of different characters: fewer are a pattern such as `abababab…`. */
const LEAST_DIFFERENT = 6;

/** Keys that stand in guides and samples, this project's and others', so everybody knows them. */
const SAMPLES: ReadonlySet<string> = new Set([
  'a-long-random-key',
  'put-a-long-secret-here',
  'your-secret-key-here',
  'change-me-change-me',
  'changemechangeme',
  'passwordpassword',
  'secret-key-secret-key',
  '0123456789abcdef',
  '1234567890123456',
  'qwertyuiopasdfgh',
]);

/** Why a key is easily guessed; null: it is not. */
export function keyWeakness(key: string): 'short' | 'sample' | 'pattern' | null {
  if (SAMPLES.has(key.toLowerCase())) return 'sample';
  if (key.length < KEY_LENGTH) return 'short';
  return new Set(key).size < LEAST_DIFFERENT ? 'pattern' : null;
}
