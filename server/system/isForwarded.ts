import type { IncomingMessage } from 'node:http';

/** Headers that proxies add: the request may then come from any machine. All that begin with `x-forwarded-` are, too. */
const FORWARDED = ['forwarded', 'via', 'x-real-ip'];

/** Did a proxy send this request on? */
export function isForwarded({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return Object.keys(headers).some((name) => name.startsWith('x-forwarded-') || FORWARDED.includes(name));
}
