import { AmiFault } from './Ami';
import type { AmiMessage } from './AmiMessage';

/** Longest header that is accepted, characters: a variable may be long. */
export const HEADER_LIMIT = 64 * 1_024;

const SPACE = 0x20;

/**
 * Parses the headers of one message. A line without a colon is left out. A dialplan's UserEvent can have names such as
 * `__proto__`, so the record has no prototype. Fails with the `AmiFault` `badAnswer`.
 * @param text without the empty line that ends it
 */
export function parseMessage(text: string, headerLimit = HEADER_LIMIT): AmiMessage {
  const message = Object.create(null) as Record<string, string>;
  for (let from = 0; from < text.length;) {
    const lineEnd = text.indexOf('\r\n', from);
    const end = lineEnd < 0 ? text.length : lineEnd;
    if (end - from > headerLimit) throw new AmiFault('badAnswer', 'a header is too long');
    const colon = text.indexOf(':', from);
    if (colon >= 0 && colon < end) {
      addHeader(message, text.slice(from, colon), text, colon, end);
    }
    from = end + 2;
  }
  return message;
}

/** Adds the value behind a colon; values of one name are joined by line ends. @param end where the line ends */
export function addHeader(
  message: Record<string, string>,
  name: string,
  text: string,
  colon: number,
  end: number,
): void {
  const value = text.slice(text.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1, end);
  const earlier = message[name];
  message[name] = earlier === undefined ? value : `${earlier}\n${value}`;
}
