import type * as v from 'valibot';
import { issueMessage } from '../system/issueMessage';
import { sameInAll, type Message } from '../system/Message';
import { settingMessages as why } from './messages';

/** Values that administrators write in place of a section to switch it off. */
const OFF: ReadonlySet<unknown> = new Set(['off', 'no', 'none', 'false', false]);

/** Explains an issue of a schema to an administrator. Never quotes the value, which may be a secret. */
export function faultReason(issue: v.BaseIssue<unknown>): Message {
  const { type, expected, input, message } = issue;
  if (type === 'strict_object' && expected === 'never') return why.noSuchSetting;
  if (input === undefined) return why.needed(choiceOf(expected));
  const own = issueMessage(message);
  if (own !== null) return own;
  // A text that a schema gives as a plain string, without translation.
  if (!message.startsWith('Invalid')) return sameInAll(message);
  if (Array.isArray(input) && input.length === 0 && type === 'min_length') return why.entryNeeded;
  switch (type) {
    case 'integer':
      return why.wholeNumber;
    case 'min_value':
      return why.least(bound(issue));
    case 'max_value':
      return why.most(bound(issue));
    case 'min_length':
      return input === '' ? why.empty : why.shortest(bound(issue));
    case 'max_length':
      return Array.isArray(input) ? why.tooManyEntries(bound(issue)) : why.longest(bound(issue));
    default:
      return kindExpected(expected, input);
  }
}

/** The message for a value of a wrong type. @param expected valibot's name of the expected type */
function kindExpected(expected: string | null, input: unknown): Message {
  switch (expected) {
    case 'Object':
      return OFF.has(input) ? why.switchedOff : why.section;
    case 'Array':
      return why.list;
    case 'number':
      return isNumeric(input) ? why.numberUnquoted : why.number;
    case 'boolean':
      return input === 'true' || input === 'false' ? why.booleanUnquoted : why.boolean;
    case 'string':
      return typeof input === 'number' || typeof input === 'boolean' ? why.textUnquoted : why.text;
    default:
      return why.otherValue(choiceOf(expected));
  }
}

function isNumeric(input: unknown): boolean {
  return typeof input === 'string' && /^\s*-?\d+\s*$/.test(input);
}

/** valibot's `("a" | "b")` as `: a or b`; empty for less than two alternatives. */
function choiceOf(expected: string | null): Message {
  const words = [...(expected ?? '').matchAll(/"([^"]+)"/g)].map(([, word = '']) => word);
  return words.length < 2 ? why.noChoice : why.choice(words.slice(0, -1).join(', '), words.at(-1) ?? '');
}

/** The number in valibot's `>=2` or `<=8`. */
function bound(issue: v.BaseIssue<unknown>): string {
  return (issue.expected ?? '').replace(/^[<>]=/, '');
}
