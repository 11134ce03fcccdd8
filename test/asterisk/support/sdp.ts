export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** A-law and dialled digits: what every telephone system speaks. */
export const ALAW = 8;
export const DIGITS = 101;

/** An offer or an answer (RFC 4566). */
export function writeSdp(host: string, port: number, version: number, direction: MediaDirection): string {
  return [
    'v=0',
    `o=- 1 ${version} IN IP4 ${host}`,
    's=-',
    `c=IN IP4 ${host}`,
    't=0 0',
    `m=audio ${port} RTP/AVP ${ALAW} ${DIGITS}`,
    `a=rtpmap:${ALAW} PCMA/8000`,
    `a=rtpmap:${DIGITS} telephone-event/8000`,
    'a=ptime:20',
    `a=${direction}`,
    '',
  ].join('\r\n');
}

/** Where the other end wants its sound; `null`: it says nothing of it. */
export function readSdp(body: string): { readonly host: string; readonly port: number } | null {
  const host = /^c=IN IP4 (\S+)/m.exec(body)?.[1];
  const port = /^m=audio (\d+)/m.exec(body)?.[1];
  return host === undefined || port === undefined ? null : { host, port: Number(port) };
}
