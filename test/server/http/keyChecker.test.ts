import fc from 'fast-check';
import { keyChecker } from '../../../server/access/keyChecker';

test('any configured key is accepted, with any characters and of any length', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '\0', 'ключ', 'key', 'KEY'),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 2 }), text, (keys, given) => {
      const isKey = keyChecker(keys);
      // Lone surrogates are sent as U+FFFD, so the key is compared in that form.
      const sent = (key: string): string => Buffer.from(key).toString();
      expect(isKey(given)).toBe(keys.map(sent).includes(sent(given)));
      expect(keys.every((key) => isKey(key))).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
