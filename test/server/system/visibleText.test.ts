import { visibleText } from '../../../server/system/visibleText';

const hex = (code: number): string => `U+${code.toString(16).toUpperCase()}`;

test.each(
  [
    0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a, 0x202e, 0x2060,
    0x2066, 0x2069, 0x206f, 0x3164, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xe0001, 0xe0041, 0xe007f, 0xe0100,
    0xd800, 0xdfff,
  ].map((code) => [hex(code), code] as const),
)('%s is not seen, and goes', (_name, code) => {
  const unseen = code >= 0xd800 && code <= 0xdfff ? String.fromCharCode(code) : String.fromCodePoint(code);
  expect(visibleText(`Иван ${unseen}Петров`)).toBe('Иван Петров');
  expect(visibleText(unseen)).toBe('');
});

test.each([
  ['joiners of Persian', 'می‌خواهم'],
  ['joiners of Hindi', 'क्‍ष'],
  ['a family of several signs', 'Анна 👩‍👩‍👧'],
  ['a coloured heart', '❤️'],
  ['an accent of its own', 'e\u0301'],
  ['signs of two halves', '𝐀 🏠'],
])('what scripts and emoji need stays: %s', (_what, text) => {
  expect(visibleText(text)).toBe(text);
});

test('joiners alone are nothing; controls become a blank', () => {
  expect(visibleText('\u200d\u200c\ufe0f')).toBe('');
  expect(visibleText('Иван\r\n\u0000Петров')).toBe('Иван Петров');
});
