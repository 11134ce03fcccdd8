/** A request or a response of SIP (RFC 3261). Header names are in lower case. */
export interface SipMessage {
  /** Of a request. */
  readonly method: string;
  readonly uri: string;
  /** Of a response; 0: a request. */
  readonly code: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

export function parseSip(text: string): SipMessage {
  const split = text.indexOf('\r\n\r\n');
  const [start = '', ...lines] = (split < 0 ? text : text.slice(0, split)).split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  const [first = '', second = ''] = start.split(' ');
  const isResponse = first === 'SIP/2.0';
  return {
    method: isResponse ? '' : first,
    uri: isResponse ? '' : second,
    code: isResponse ? Number(second) : 0,
    headers,
    body: split < 0 ? '' : text.slice(split + 4),
  };
}

/** The first of that name; empty: none. */
export function header(message: SipMessage, name: string): string {
  return message.headers.get(name)?.[0] ?? '';
}

/** `<number> <method>`: the method that a response answers. */
export function sequence(message: SipMessage): { readonly number: number; readonly method: string } {
  const [number = '', method = ''] = header(message, 'cseq').split(' ');
  return { number: Number(number), method };
}

/** Headers in the order in which they are written; the length is added. */
export function writeSip(start: string, headers: readonly string[], body = ''): string {
  return [start, ...headers, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

export const tagOf = (address: string): string => /;tag=([^;>\s]+)/.exec(address)?.[1] ?? '';

export const uriOf = (address: string): string =>
  /<([^>]+)>/.exec(address)?.[1] ?? (address.split(';')[0] ?? '').trim();

/** The number in an address such as `"Anna" <sip:101@host>;tag=1`. */
export const numberOf = (address: string): string => /sips?:([^@;>]+)@/.exec(address)?.[1] ?? '';
