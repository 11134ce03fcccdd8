/** The letters of the two layouts in the order of their keys. */
const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

/**
 * The text as the same keys write it in the other keyboard layout: "bdfy" for «иван», «ызь» for "spm". Null: it has no letters, or
 * letters of both. Pure.
 */
export function otherLayout(text: string): string | null {
  const typed = text.toLowerCase();
  const isRussian = /[а-яё]/.test(typed);
  if (isRussian === /[a-z]/.test(typed)) return null;
  const [from, to] = isRussian ? [RUSSIAN, LATIN] : [LATIN, RUSSIAN];
  return Array.from(typed, (sign) => to[from.indexOf(sign)] ?? sign).join('');
}
