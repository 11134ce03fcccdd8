import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Clock } from './Clock';
import { endsWithin } from './endsWithin';
import type { Feature } from './Feature';
import { LogLine } from './LogLine';
import { featureLog } from './messages';

/** Time limit of one step of closing, ms: one that hangs leaves the others more than half of the process's 9 s. */
const STEP_LIMIT_MS = 4_000;

/**
 * Runs one of a feature's steps of closing. An error, or that it takes too long, is logged and not passed on, so that the
 * server and the other features still close.
 */
async function closing(
  { log }: FastifyInstance,
  clock: Clock,
  name: string,
  step: () => Promise<void> | void,
): Promise<void> {
  try {
    if (await endsWithin(STEP_LIMIT_MS, step, clock)) return;
    log.error(new LogLine(featureLog.closeTooLong, { feature: name }));
  } catch (err) {
    log.error(new LogLine(featureLog.closeFailed, { feature: name, err }));
  }
}

/**
 * Makes a Fastify plugin of a feature.
 * @param name names it in the log
 */
function featurePlugin(name: string, feature: Feature, clock: Clock): FastifyPluginAsync {
  return async (http) => {
    await feature.openRoutes?.(http);
    http.addHook('onReady', async () => feature.start?.());
    http.addHook('preClose', () => closing(http, clock, name, () => feature.release?.()));
    http.addHook('onClose', () => closing(http, clock, name, () => feature.close?.()));
  };
}

/**
 * Registers features with the server, by name. They start in the order of the object's keys and close in the reverse one.
 * @returns closes the server and its features; may be called while a `start` is pending
 */
export async function registerFeatures(
  http: FastifyInstance,
  clock: Clock,
  features: Readonly<Record<string, Feature>>,
): Promise<() => Promise<void>> {
  for (const [name, feature] of Object.entries(features))
    await http.register(featurePlugin(name, feature, clock));
  return async () => {
    for (const [name, feature] of Object.entries(features))
      await closing(http, clock, name, () => feature.cancelStart?.());
    await http.close();
  };
}
