import type { IncomingMessage, ServerResponse } from 'node:http';

/** May this one ask? A page of another site where its origin is allowed; who is no browser has none. */
export function isAllowed({ headers }: IncomingMessage, origin: string | null): boolean {
  return headers.origin === undefined || headers.origin === origin;
}

/** Tells a browser whether it may hand the answer to its page. False: the request is answered already. */
export function admits(incoming: IncomingMessage, outgoing: ServerResponse, origin: string | null): boolean {
  const { headers, method } = incoming;
  const isPage = headers.origin !== undefined && isAllowed(incoming, origin);
  if (isPage)
    outgoing.setHeader('access-control-allow-origin', headers.origin ?? '').setHeader('vary', 'Origin');
  if (method === 'OPTIONS') {
    // What a browser asks before it sends JSON to another site.
    const isLogin =
      headers['access-control-request-method'] === 'POST' &&
      headers['access-control-request-headers'] === 'content-type';
    if (isPage && isLogin)
      outgoing
        .setHeader('access-control-allow-methods', 'POST')
        .setHeader('access-control-allow-headers', 'content-type');
    outgoing.writeHead(isPage && isLogin ? 204 : 403).end();
    return false;
  }
  if (headers.cookie === undefined && headers.referer === undefined) return true;
  outgoing.writeHead(400).end('neither cookies nor a referrer belong here');
  return false;
}

/** The token: of a backend in the header, of a page in the query and nowhere else. Empty: none. */
export function tokenOf({ headers, url = '' }: IncomingMessage): string {
  const { pathname, searchParams } = new URL(url, 'https://localhost');
  if (pathname !== '/') return '';
  if (headers.origin === undefined) return (headers.authorization ?? '').replace('Bearer ', '');
  return [...searchParams.keys()].join() === 'token' ? (searchParams.get('token') ?? '') : '';
}
