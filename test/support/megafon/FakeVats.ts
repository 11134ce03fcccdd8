import formbody from '@fastify/formbody';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { openNewApi } from './openNewApi';
import { oldCommand } from './oldCommand';
import { newVats } from './vatsData';

/** What is answered in place of the truth. */
export interface Spoiled {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly location?: string;
}

/** A request that came, as it came. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly type: string;
}

/**
 * A simulator of MegaFon VATS, our own: a real HTTP server with both generations of the API, written from public
 * sources (docs/ELMA365.md). It parses what it gets and refuses what the real one is known to refuse.
 */
export class FakeVats {
  readonly state = newVats();
  readonly seen: Seen[] = [];
  /** Both APIs answer this while it is set; `silent`: they never answer. */
  spoiled: Spoiled | 'silent' | null = null;
  private readonly http = fastify({ forceCloseConnections: true });

  static async start(): Promise<FakeVats> {
    const vats = new FakeVats();
    await vats.open();
    return vats;
  }

  /** Address without a path. */
  get address(): string {
    const address = this.http.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    await this.http.close();
  }

  private async open(): Promise<void> {
    await this.http.register(formbody);
    this.http.addHook('onRequest', (request, reply, next) => this.admit(request, reply, next));
    this.http.route({
      method: ['GET', 'POST'],
      url: '/sys/crm_api.wcgp',
      handler: (request, reply) => {
        const { status, body } = oldCommand(
          this.state,
          request.method === 'GET' ? request.query : request.body,
        );
        return reply.code(status).send(body);
      },
    });
    openNewApi(this.http, this.state);
    // The page that a wrong path leads to.
    this.http.setNotFoundHandler((_request, reply) => {
      void reply.code(200).type('text/html').send('<!DOCTYPE html><title>VATS</title>');
    });
    await this.http.listen({ host: '127.0.0.1', port: 0 });
  }

  private admit(request: FastifyRequest, reply: FastifyReply, next: () => void): void {
    this.seen.push({ method: request.method, url: request.url, type: request.headers['content-type'] ?? '' });
    if (this.spoiled === null || !/^\/(?:sys|crmapi)\//.test(request.url)) next();
    else if (this.spoiled !== 'silent') {
      const { status, body, type = 'text/html', location } = this.spoiled;
      if (location !== undefined) void reply.header('location', location);
      void reply.code(status).type(type).send(body);
    }
  }
}
