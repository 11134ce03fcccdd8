import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Feature } from './Feature';
import { LogLine } from './LogLine';
import { featureLog } from './messages';

/**
 * Runs one of a feature's steps of closing. An error is logged and not passed on, so that the server and the other
 * features still close.
 */
async function closing(
  { log }: FastifyInstance,
  name: string,
  step: () => Promise<void> | void,
): Promise<void> {
  try {
    await step();
  } catch (err) {
    log.error(new LogLine(featureLog.closeFailed, { feature: name, err }));
  }
}

/**
 * Makes a Fastify plugin of a feature.
 * @param name names it in the log
 */
function featurePlugin(name: string, feature: Feature): FastifyPluginAsync {
  return async (http) => {
    await feature.openRoutes?.(http);
    http.addHook('onReady', async () => feature.start?.());
    http.addHook('preClose', () => closing(http, name, () => feature.release?.()));
    http.addHook('onClose', () => closing(http, name, () => feature.close?.()));
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
  return async () => {
    for (const [name, feature] of Object.entries(features))
      await closing(http, name, () => feature.cancelStart?.());
    await http.close();
  };
}
