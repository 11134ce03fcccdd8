import { BlockList, isIPv4 } from 'node:net';

/** Fewest bits of a network of the internet that is one of proxies: the greatest there are have 13, of IPv6 29. */
const LEAST_BITS = { ipv4: 12, ipv6: 24 } as const;

/** Networks that no packet of the internet comes from, however wide they are. */
const OWN: readonly (readonly [network: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
];

/**
 * Has the network so many addresses of the internet that strangers have some of them? Who is trusted as a proxy may
 * claim any address.
 * @param network an address, or one with its bits, such as `10.0.0.0/8`
 */
export function isWideNetwork(network: string): boolean {
  const [text = '', length] = network.split('/');
  const { address, isMapped } = unmapped(text);
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  if (length === undefined) return false;
  const bits = Number(length) - (isMapped ? 96 : 0);
  if (bits >= LEAST_BITS[family]) return false;
  return !OWN.some(([own, ownBits, ownFamily]) => {
    const block = new BlockList();
    block.addSubnet(own, ownBits, ownFamily);
    return family === ownFamily && bits >= ownBits && block.check(address, family);
  });
}

/** The IPv4 address of `::ffff:10.0.0.1` or `::ffff:a00:1`; any other as it is. */
function unmapped(address: string): { readonly address: string; readonly isMapped: boolean } {
  if (isIPv4(address)) return { address, isMapped: false };
  const [, high, low] =
    /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(new URL(`http://[${address}]`).hostname) ?? [];
  if (high === undefined || low === undefined) return { address, isMapped: false };
  const value = parseInt(high, 16) * 65_536 + parseInt(low, 16);
  return {
    address: [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.'),
    isMapped: true,
  };
}
