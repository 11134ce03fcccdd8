import type * as v from 'valibot';

/** Values that people write to switch a section off. */
const OFF: ReadonlySet<unknown> = new Set(['off', 'no', 'none', 'false', false]);

/** Why a setting can't be taken, in words; never quotes its value, which may be a secret. */
export function faultReason(issue: v.BaseIssue<unknown>): string {
  const { type, expected, input, message } = issue;
  if (type === 'strict_object' && expected === 'never') return 'no such setting';
  if (input === undefined) return `it is needed${choiceOf(expected)}`;
  // Those that have a sentence of their own.
  if (!message.startsWith('Invalid')) return message;
  if (Array.isArray(input) && input.length === 0 && type === 'min_length') return 'an entry is needed';
  switch (type) {
    case 'integer':
      return 'a whole number is expected';
    case 'min_value':
      return `${bound(issue)} or more is expected`;
    case 'max_value':
      return `${bound(issue)} at the most is expected`;
    case 'min_length':
      return input === '' ? 'it is empty' : `${bound(issue)} characters or more are expected`;
    case 'max_length':
      return `it is too long: ${bound(issue)} ${Array.isArray(input) ? 'entries' : 'characters'} at the most`;
    default:
      return kindExpected(expected, input);
  }
}

function kindExpected(expected: string | null, input: unknown): string {
  switch (expected) {
    case 'Object':
      if (OFF.has(input))
        return 'it has settings below it and is not switched off so: write { enabled: false } where it has that, or leave it out';
      return 'settings are expected below it, and not a single value';
    case 'Array':
      return 'a list is expected: a line for each entry, which begins with a dash, or [a, b]';
    case 'number':
      return `a number is expected${isNumeric(input) ? ': take the quotation marks away' : ''}`;
    case 'boolean':
      return `true or false is expected${input === 'true' || input === 'false' ? ': take the quotation marks away' : ''}`;
    case 'string':
      return typeof input === 'number' || typeof input === 'boolean'
        ? 'a text is expected: put it into quotation marks'
        : 'a text is expected, and not settings or a list';
    default:
      return `another value is expected${choiceOf(expected)}`;
  }
}

function isNumeric(input: unknown): boolean {
  return typeof input === 'string' && /^\s*-?\d+\s*$/.test(input);
}

/** `("a" | "b")` as `: a or b`; empty: there is no choice of words. */
function choiceOf(expected: string | null): string {
  const words = [...(expected ?? '').matchAll(/"([^"]+)"/g)].map(([, word = '']) => word);
  return words.length < 2 ? '' : `: ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function bound(issue: v.BaseIssue<unknown>): string {
  return (issue.expected ?? '').replace(/^[<>]=/, '');
}
