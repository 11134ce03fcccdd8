import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv4 } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/**
 * Warns once of a proxy that is trusted and sends no `X-Forwarded-For`: behind it everybody has its address, so tries of keys are
 * counted together, and what is for this machine alone may be open to all.
 */
export class ProxyLog {
  private readonly trusted = new BlockList();
  private isSaid = false;

  /** @param trustProxy addresses and networks, see `httpSettingsSchema` */
  constructor(
    private readonly logger: Pick<FastifyBaseLogger, 'warn'>,
    trustProxy: readonly string[],
  ) {
    for (const network of trustProxy) {
      const [address = '', bits] = network.split('/');
      const family = isIPv4(address) ? 'ipv4' : 'ipv6';
      if (bits === undefined) this.trusted.addAddress(address, family);
      else this.trusted.addSubnet(address, Number(bits), family);
    }
  }

  /** @param request of a widget: programs of this machine itself have no reason to send it */
  report({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): void {
    if (this.isSaid || headers['x-forwarded-for'] !== undefined) return;
    const address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=[\d.]+$)/, '').replace(/%.*$/, '');
    if (address === '' || !this.trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')) return;
    this.isSaid = true;
    this.logger.warn(new LogLine(httpLog.proxyNamesNoClient, { address }));
  }
}
