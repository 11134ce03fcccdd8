import fc from 'fast-check';
import { keyChecker } from '../../../server/access/keyChecker';

test('any of our keys fits, with any characters and of any length', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '\0', 'ключ', 'key', 'KEY'),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 2 }), text, (keys, given) => {
      const isKey = keyChecker(keys);
      // What is no text is sent as U+FFFD, so it is compared as it is sent.
      const sent = (key: string): string => Buffer.from(key).toString();
      expect(isKey(given)).toBe(keys.map(sent).includes(sent(given)));
      expect(keys.every((key) => isKey(key))).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
