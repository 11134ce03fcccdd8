import type { Presence } from '../calls/presence';
import type { Clock } from '../system/Clock';
import type { RoutingSettings } from './routingSettings';

/** Whom a client's call is for. */
export interface Routing {
  readonly settings: RoutingSettings;
  readonly clock: Clock;
  /** Extension of the agent who is responsible for the client; null: nobody is, or nobody knows. */
  readonly responsibleExtension: (number: string, signal: AbortSignal) => Promise<string | null>;
  /** What the agent's phone does. */
  readonly presenceOf: (extension: string) => Presence;
  /** Told why the default was answered when it was not for want of somebody responsible. */
  readonly onFault: (cause: unknown) => void;
}

/** A caller's number that can be looked for: `anonymous` and an extension can't. */
const CLIENT = /^\+?\d{5,20}$/;

/**
 * Extension for a call from this number, or the default: always, and within the budget.
 * @param number as the dialplan has it, whatever stands in it
 */
export async function routeCall(routing: Routing, number: string, byDefault: string): Promise<string> {
  const { settings, presenceOf } = routing;
  const dialled = number.replace(/[\s().-]/g, '');
  if (!CLIENT.test(dialled)) return byDefault;
  const extension = await inTime(routing, dialled);
  if (extension === null || !/^\d{2,8}$/.test(extension)) return byDefault;
  return settings.busy === 'default' && presenceOf(extension) !== 'FREE' ? byDefault : extension;
}

/** What the look-up says within the budget; null: nothing. */
function inTime({ settings, clock, responsibleExtension, onFault }: Routing, number: string) {
  return new Promise<string | null>((resolve) => {
    const limit = new AbortController();
    const stop = clock.after(settings.budgetMs, () => {
      limit.abort();
      resolve(null);
    });
    const end = (extension: string | null): void => {
      stop();
      resolve(extension);
    };
    // Wrapped, so that one that throws at once is as one that fails later.
    void Promise.resolve()
      .then(() => responsibleExtension(number, limit.signal))
      .then(end, (error: unknown) => {
        // After the limit it fails because its signal was aborted.
        if (!limit.signal.aborted) onFault(error);
        end(null);
      });
  });
}
