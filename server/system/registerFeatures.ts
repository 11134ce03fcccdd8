import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Feature } from './Feature';
import { LogLine } from './LogLine';
import { featureLog } from './messages';

/**
 * The feature as a plugin of Fastify. One that fails to close is logged, and the others close all the same.
 * @param name for the log
 */
function featurePlugin(name: string, feature: Feature): FastifyPluginAsync {
  return async (http) => {
    await feature.openRoutes?.(http);
    http.addHook('onReady', async () => feature.start?.());
    http.addHook('preClose', (done) => {
      feature.release?.();
      done();
    });
    http.addHook('onClose', async () => {
      try {
        await feature.close?.();
      } catch (err) {
        http.log.error(new LogLine(featureLog.closeFailed, { feature: name, err }));
      }
    });
  };
}

/**
 * Registers features, by name. They start in this order, and close in the reverse order.
 * @returns closes the server with its features, also while one of them waits in its start
 */
export async function registerFeatures(
  http: FastifyInstance,
  features: Readonly<Record<string, Feature>>,
): Promise<() => Promise<void>> {
  for (const [name, feature] of Object.entries(features)) await http.register(featurePlugin(name, feature));
  return () => {
    for (const feature of Object.values(features)) feature.cancelStart?.();
    return http.close();
  };
}
