import { backOff } from '../../../protocol/backOff';
import type { CallEvent } from '../../calls/CallEvent';
import { isNamed, unknownParty, type Party } from '../../calls/Party';
import type { Clock } from '../../system/Clock';
import type { CallerLookup } from './CallerLookup';

/** Pauses between look-ups that fail while the call lives, ms. */
const PAUSES = { first: 5_000, longest: 60_000, jitter: 0.2 };

/** What callers are named with. */
export interface NameCallersOptions {
  readonly lookup: Pick<CallerLookup, 'find' | 'findUncached'>;
  /** Does the agent see who has the number from the beginning of a call? */
  readonly isShownAtOnce: (extension: string, number: string) => boolean;
  /** Are all cards known without amoCRM, so that no one else asks it? */
  readonly isIndexed: () => boolean;
  /** Marks what was found where `isIndexed`: then it is also said that no one has the number. */
  readonly looked: (number: string, party: Party) => Party;
  /** Called when a lookup fails and the caller stays unnamed. */
  readonly onFault: (cause: unknown) => void;
  readonly clock: Clock;
  /** Numbers from 0 to 1. */
  readonly random: () => number;
  /** Ends all that is under way. */
  readonly signal: AbortSignal;
}

/**
 * Returns a listener that looks up unknown callers in amoCRM and passes the result to the agent's calls. Where no one else asks
 * amoCRM, a failed look-up is said, and made again while the call lives.
 * @param identify method of the agents' board
 * @param recovered called when a look-up succeeds that has failed before
 */
export function nameCallers(
  { lookup, isShownAtOnce, isIndexed, looked, onFault, clock, random, signal }: NameCallersOptions,
  identify: (extension: string, number: string, party: Party) => void,
  recovered: (extension: string, number: string) => void = () => undefined,
): (extension: string, event: CallEvent) => void {
  /** Live calls that are looked up again: stops that. */
  const waiting = new Map<string, () => void>();
  signal.addEventListener('abort', () => {
    for (const stop of waiting.values()) stop();
    waiting.clear();
  });
  const find = (key: string, extension: string, number: string, failures = 0): void => {
    const isCurrent = trackCurrent(key);
    // It was said that it is looked up, then.
    const wasIndexed = isIndexed();
    const isNotKnownNow = (): void => {
      if (wasIndexed) identify(extension, number, { ...unknownParty(number), lookup: 'failed' });
    };
    (wasIndexed ? lookup.findUncached(number, signal) : lookup.find(number, signal)).then(
      (found) => {
        const party = looked(number, found);
        if (isNamed(party) || party.whole !== undefined || party.lookup === 'done')
          identify(extension, number, party);
        else isNotKnownNow();
        if (failures > 0) recovered(extension, number);
        if (isCurrent()) waiting.delete(key);
      },
      (cause: unknown) => {
        if (signal.aborted) return;
        onFault(cause);
        isNotKnownNow();
        if (!isCurrent() || !wasIndexed) return;
        const wait = backOff(PAUSES, failures + 1, random());
        waiting.set(
          key,
          clock.after(wait, () => find(key, extension, number, failures + 1)),
        );
      },
    );
  };
  /** Until the call ends or is somebody else's. */
  const trackCurrent = (key: string): (() => boolean) => {
    const own = (): void => undefined;
    waiting.set(key, own);
    return () => waiting.get(key) === own;
  };
  return (extension, event) => {
    const key = `${extension}:${event.id}`;
    if (event.type === 'ended' || event.type === 'connected') {
      waiting.get(key)?.();
      waiting.delete(key);
    }
    if (event.type !== 'began' && event.type !== 'connected') return;
    if (!isShownAtOnce(extension, event.number)) find(key, extension, event.number);
  };
}
