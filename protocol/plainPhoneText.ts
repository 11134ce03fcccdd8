/** Longest text that is read, characters; the rest is ignored. */
const LONGEST_TEXT = 500;

/** Labels that people write before or after a number: `тел.`, `моб:`, `fax`. */
const LABEL =
  /(^|[^\p{L}])(?:т|тел(?:ефон)?|моб(?:ильный)?|сот(?:овый)?|раб(?:очий)?|дом(?:ашний)?|факс|tel|phone|mob(?:ile)?|cell?|work|home|fax)(?!\p{L})[.:)/№]*/giu;

/**
 * Simplifies a text before numbers are searched in it (`phoneText.ts`): ordinary digits, blanks and dashes only;
 * percent escapes decoded; invisible characters, labels, URI schemes and `(0)` removed; words such as "or" and the
 * numbering of a list replaced by separators; clock times replaced by a letter.
 */
export function plainPhoneText(text: string): string {
  const whole = text.slice(0, LONGEST_TEXT);
  // A number that the limit cuts in two is dropped whole: its first digits would be another number.
  return (text.length > LONGEST_TEXT ? whole.replace(/[\d\s().\-/+]*$/, '') : whole)
    .normalize('NFKC')
    .replace(/%(2[0-9b-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/[\p{Cf}\p{Extended_Pictographic}\ufe0f]/gu, (mark) => (/[\d#*]/.test(mark) ? mark : ''))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[^\S\n]/g, ' ')
    .trim()
    .replace(/^sip:([^@]*)@\S*$/i, '$1')
    .replace(/^\+ ?8(?=9\d{9}$|[ (-]+[3-9]\d\d\D)/, '8')
    .replace(/^(?:tel|callto|sip):(?:\/\/)?/i, '')
    .replace(/;phone-context=\S*/gi, '')
    .replace(LABEL, '$1')
    .replace(/((?:\+|^00|^)\d{1,3})[\s-]*\(0\)/g, '$1 ')
    .replace(/(?<!\d)\d?\d:\d\d(?!\d)/g, 'x')
    .replace(/ (?:или|либо|or|и|and|e|y|o|ou) /gi, ',')
    .replace(/(^|[,;\n] *| (?=\d\)))[1-9]\d?[.)] +(?=[+(\d])/g, '$1;')
    .trim();
}
