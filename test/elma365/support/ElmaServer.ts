import fastify from 'fastify';
import type { FakeElma } from './FakeElma';

/** ELMA365 as the backend reaches it: a real HTTP server whose webhook runs the module. */
export class ElmaServer {
  /** Answers this in place of the module while it is set. */
  broken: number | null = null;
  private readonly http = fastify();
  private came = 0;
  private waiting: (() => void)[] = [];

  private constructor(elma: FakeElma) {
    this.http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    this.http.post('/api/hook/token-1', async (request, reply) => {
      const { status, content } =
        this.broken === null ? await elma.webhook(request.body) : { status: this.broken, content: '' };
      this.came += 1;
      this.waiting.forEach((look) => look());
      return reply.code(status).send(content);
    });
  }

  static async start(elma: FakeElma): Promise<ElmaServer> {
    const server = new ElmaServer(elma);
    await server.http.listen({ host: '127.0.0.1', port: 0 });
    return server;
  }

  get origin(): string {
    const address = this.http.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** The webhook's address as ELMA365 shows it. */
  get webhook(): string {
    return `${this.origin}/api/hook/token-1`;
  }

  /** Waits until `count` requests have come in all. */
  async arrived(count: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.came >= count) resolve();
      };
      this.waiting.push(look);
      look();
    });
  }

  async close(): Promise<void> {
    await this.http.close();
  }
}
