import type { CallEvent } from '../../calls/CallEvent';
import type { Party } from '../../calls/Party';
import type { CallerLookup } from './CallerLookup';

/**
 * Returns a listener that looks up unknown callers in amoCRM and passes the result to the agent's calls.
 * @param identify method of the agents' board
 * @param onFault called when a lookup fails and the caller stays unnamed
 */
export function nameCallers(
  lookup: CallerLookup,
  identify: (extension: string, number: string, party: Party) => void,
  onFault: (cause: unknown) => void,
  signal: AbortSignal,
): (extension: string, event: CallEvent) => void {
  return (extension, event) => {
    if (event.type !== 'began' && event.type !== 'connected') return;
    const { number } = event;
    if (lookup.known(number) !== null) return;
    lookup.find(number, signal).then(
      (party) => {
        const isFound = party.name !== null || party.matches.length > 0 || party.whole !== undefined;
        if (isFound) identify(extension, number, party);
      },
      (cause: unknown) => {
        if (!signal.aborted) onFault(cause);
      },
    );
  };
}
