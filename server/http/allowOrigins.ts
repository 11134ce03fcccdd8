import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** How long a browser may keep that it may ask, s. */
const MAX_AGE = 86_400;

/**
 * Lets pages of these origins ask the wire from the browser (CORS). The plugin would answer OPTIONS at each path below it; there
 * is an answer at the wire's own path alone, to others none, as to any method that a path does not have.
 * @param wire where the wire's route is, with the wire's path as prefix
 */
export async function allowOrigins(wire: FastifyInstance, origins: readonly string[]): Promise<void> {
  wire.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'OPTIONS') return done();
    const [path = ''] = request.url.split('?');
    if (path !== wire.prefix && path !== `${wire.prefix}/`) return reply.callNotFound();
    void reply.header('Allow', 'GET, POST, OPTIONS');
    done();
  });
  // Also without the headers by which a browser asks before a request: which methods there are may be asked by anybody.
  await wire.register(cors, {
    origin: [...origins],
    methods: ['POST'],
    maxAge: MAX_AGE,
    strictPreflight: false,
  });
}
