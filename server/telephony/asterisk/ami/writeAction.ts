import { AmiFault, type AmiAction } from './Ami';

/** Asterisk reads at most 1,024 bytes of a line, with its end, and 128 lines of an action. */
const LINE_LIMIT = 1_022;
const HEADERS_LIMIT = 128;

const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
// A line break in a phone number or name would inject a header or an action.
const UNSENDABLE = /[\r\n\0]/;
/** Headers that the connection itself writes. */
const RESERVED = new Set(['action', 'actionid']);

/** Serializes an action. Fails with the `AmiFault` `badField`, which names the header and never its value. */
export function writeAction({ name, fields = {} }: AmiAction, actionId: string): string {
  const lines = [headerLine('Action', name), headerLine('ActionID', actionId)];
  for (const [field, value] of Object.entries(fields)) {
    if (RESERVED.has(field.toLowerCase())) throw new AmiFault('badField', field);
    for (const one of typeof value === 'string' ? [value] : value) lines.push(headerLine(field, one));
  }
  if (lines.length > HEADERS_LIMIT) throw new AmiFault('badField', `more than ${HEADERS_LIMIT} headers`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function headerLine(name: string, value: string): string {
  if (!NAME.test(name)) throw new AmiFault('badField', 'a header name that is not valid');
  const line = `${name}: ${value}`;
  if (UNSENDABLE.test(value) || Buffer.byteLength(line) > LINE_LIMIT) throw new AmiFault('badField', name);
  return line;
}
