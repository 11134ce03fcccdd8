import type { CallEvent } from '../../calls/CallEvent';
import type { Party } from '../../calls/Party';
import type { CallerLookup } from './CallerLookup';

/**
 * Returns a listener that looks up unknown callers in amoCRM and passes the result to the agent's calls.
 * @param looked marks what was found, where all cards are known without amoCRM: then it is also said that no one has the number
 * @param identify method of the agents' board
 * @param onFault called when a lookup fails and the caller stays unnamed
 */
export function nameCallers(
  lookup: CallerLookup,
  looked: (number: string, party: Party) => Party,
  identify: (extension: string, number: string, party: Party) => void,
  onFault: (cause: unknown) => void,
  signal: AbortSignal,
): (extension: string, event: CallEvent) => void {
  return (extension, event) => {
    if (event.type !== 'began' && event.type !== 'connected') return;
    const { number } = event;
    if (lookup.known(number) !== null) return;
    lookup.find(number, signal).then(
      (found) => {
        const party = looked(number, found);
        const isFound = party.name !== null || party.matches.length > 0 || party.whole !== undefined;
        if (isFound || party.lookup === 'done') identify(extension, number, party);
      },
      (cause: unknown) => {
        if (!signal.aborted) onFault(cause);
      },
    );
  };
}
