import { isIPv6 } from 'node:net';

/**
 * What stands for a client when tries are counted: an IPv4 address, or the /64 of an IPv6 one, such as `2001:db8:0:1::/64`.
 * Any other text stands for itself.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(bare)) return address;
  // The URL's host is written in one form: hexadecimal, without leading zeros, with the longest zeros as `::`.
  const [before = '', after = ''] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string): string[] => text.split(':').filter((group) => group !== '');
  const missing = 8 - groups(before).length - groups(after).length;
  const all = [...groups(before), ...Array<string>(missing).fill('0'), ...groups(after)];
  return `${all.slice(0, 4).join(':')}::/64`;
}
