import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Feature } from './Feature';
import { LogLine } from './LogLine';
import { featureLog } from './messages';

/**
 * Makes a Fastify plugin of a feature. An error of its `close` is logged and not passed on, so that the others still close.
 * @param name names it in the log
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
 * Registers features with the server, by name. They start in the order of the object's keys and close in the reverse one.
 * @returns closes the server and its features; may be called while a `start` is pending
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
