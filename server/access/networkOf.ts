import { isIPv4, isIPv6 } from 'node:net';
import { ownText } from '../system/ownText';

/** Longest name of a client that is no address, characters: a proxy may pass on what its own client wrote. */
const LONGEST = 64;

/**
 * What stands for a client when tries are counted: an IPv4 address, or the /64 of an IPv6 one, such as `2001:db8:0:1::/64`.
 * The port that some proxies write behind it, with an IPv6 address in brackets, does not count. Any other text stands for itself.
 * Counts keep it for long, so it holds nothing of the header in which the address stood.
 */
export function networkOf(address: string): string {
  const bare = withoutPort(address).replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return ownText(mapped);
  if (!isIPv6(bare)) return ownText(isIPv4(bare) ? bare : address.slice(0, LONGEST));
  // The URL's host is written in one form: hexadecimal, without leading zeros, with the longest zeros as `::`.
  const [before = '', after = ''] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string): string[] => text.split(':').filter((group) => group !== '');
  const missing = 8 - groups(before).length - groups(after).length;
  const all = [...groups(before), ...Array<string>(missing).fill('0'), ...groups(after)];
  return `${all.slice(0, 4).join(':')}::/64`;
}

/** The address of `203.0.113.9:1001` or `[2001:db8::1]:443`: each connection has another port. */
function withoutPort(address: string): string {
  const [, inBrackets, beforePort] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(address) ?? [];
  return inBrackets ?? beforePort ?? address;
}
