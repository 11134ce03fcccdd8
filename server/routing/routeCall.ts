import type { Presence } from '../calls/presence';
import type { Clock } from '../system/Clock';
import type { RoutingDecision } from '../calls/RoutingDecision';
import type { RoutingSettings } from './routingSettings';

/** Settings and dependencies of `routeCall`. */
export interface Routing {
  readonly settings: RoutingSettings;
  readonly clock: Clock;
  /** Extension of the agent who is responsible for the client; null when there is none or the client is unknown. */
  readonly responsibleExtension: (number: string, signal: AbortSignal) => Promise<string | null>;
  /** Presence of the agent with this extension. */
  readonly presenceOf: (extension: string) => Presence;
  /** Called with each decision. */
  readonly onDecision: (number: string, decision: RoutingDecision) => void;
  /** Called with the error when the look-up fails, but not when it exceeds its time. */
  readonly onFault: (cause: unknown) => void;
}

/** A number that can be looked up; `anonymous` and extensions can't. */
const CLIENT = /^\+?\d{5,20}$/;

/**
 * Extension of the agent responsible for a caller, or `byDefault`: when there is none, the look-up fails or exceeds
 * `settings.budgetMs`, or the agent is busy and `settings.busy` is `default`. Never rejects.
 * @param number caller's number from the dialplan; any text
 */
export async function routeCall(routing: Routing, number: string, byDefault: string): Promise<string> {
  const dialled = number.replace(/[\s().-]/g, '');
  if (!CLIENT.test(dialled)) return byDefault;
  const decision = decide(routing, await lookUp(routing, dialled));
  routing.onDecision(dialled, decision);
  return decision.kind === 'responsible' ? decision.extension : byDefault;
}

function decide({ settings, presenceOf }: Routing, extension: string | null): RoutingDecision {
  if (extension === null || !/^\d{2,8}$/.test(extension)) return { kind: 'none' };
  const presence = presenceOf(extension);
  // A phone that is not there is the dialplan's to try: it may know another one.
  const isFree = presence === 'FREE' || presence === 'UNREGISTERED';
  if (settings.busy === 'extension' || isFree) return { kind: 'responsible', extension };
  const reason = presence === 'DO_NOT_DISTURB' ? presence : 'BUSY';
  return { kind: 'notFree', extension, reason };
}

/** Result of the look-up; null when it fails or takes longer than `settings.budgetMs`. */
function lookUp({ settings, clock, responsibleExtension, onFault }: Routing, number: string) {
  return new Promise<string | null>((resolve) => {
    const limit = new AbortController();
    const stop = clock.after(settings.budgetMs, () => {
      limit.abort();
      resolve(null);
    });
    const finish = (extension: string | null): void => {
      stop();
      resolve(extension);
    };
    // Called within a promise, so that a synchronous throw is handled like a rejection.
    void Promise.resolve()
      .then(() => responsibleExtension(number, limit.signal))
      .then(finish, (error: unknown) => {
        // After the time limit it fails because its signal was aborted: no error to report.
        if (!limit.signal.aborted) onFault(error);
        finish(null);
      });
  });
}
