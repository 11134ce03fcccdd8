import type { FastifyInstance, FastifyPluginAsync } from 'fastify';

/** A part of the backend with a life of its own, such as amoCRM's side or the recordings. */
export interface Feature {
  /** Registers its HTTP routes. */
  openRoutes?(http: FastifyInstance): Promise<void> | void;
  /** Begins its work, before the server listens. A failure keeps the backend from starting. */
  start?(): Promise<void> | void;
  /** Ends its work, once the last request is answered. */
  close?(): Promise<void> | void;
}

/**
 * The feature as a plugin of Fastify, which starts features in the order in which they are registered and closes them in
 * the reverse order. One that fails to close does not keep the others from closing.
 */
export function featurePlugin(feature: Feature): FastifyPluginAsync {
  return async (http) => {
    await feature.openRoutes?.(http);
    http.addHook('onReady', async () => feature.start?.());
    http.addHook('onClose', async () => feature.close?.());
  };
}
