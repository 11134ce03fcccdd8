import { AmiFault } from './Ami';
import type { AmiMessage } from './AmiMessage';
import { addHeader } from './parseMessage';

/** More than any character code of a header's name. */
const CODES = 128;

/** Names of headers that are kept, found in a text without making a string of each name that stands there. */
export class KeptHeaders {
  /** By length and last character, in which most names differ. */
  private readonly names: (readonly string[] | undefined)[] = [];

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const key = keyOf(name, 0, name.length);
      this.names[key] = [...(this.names[key] ?? []), name];
    }
  }

  /** The kept name between these places; null: another one is there. */
  at(text: string, from: number, end: number): string | null {
    const found = this.names[keyOf(text, from, end)];
    if (found === undefined) return null;
    for (const name of found) if (text.startsWith(name, from)) return name;
    return null;
  }
}

function keyOf(text: string, from: number, end: number): number {
  return (end - from) * CODES + (text.charCodeAt(end - 1) % CODES);
}

/**
 * Parses the headers of an event that are kept. Of thousands of events a second most headers are not used: no string is
 * made of them. Fails with the `AmiFault` `badAnswer`.
 * @param text without the empty line that ends it
 */
export function parseEvent(text: string, headerLimit: number, kept: KeptHeaders): AmiMessage {
  // Names are those that are kept, so that none can reach the prototype.
  const message: Record<string, string> = {};
  for (let from = 0; from < text.length;) {
    const lineEnd = text.indexOf('\r\n', from);
    const end = lineEnd < 0 ? text.length : lineEnd;
    if (end - from > headerLimit) throw new AmiFault('badAnswer', 'a header is too long');
    const colon = text.indexOf(':', from);
    const name = colon > from && colon < end ? kept.at(text, from, colon) : null;
    if (name !== null) addHeader(message, name, text, colon, end);
    from = end + 2;
  }
  return message;
}
