import type { CallEvent } from '../../calls/CallEvent';
import type { Party } from '../../calls/Party';
import type { CallerLookup } from './CallerLookup';

/**
 * Asks amoCRM who calls when nobody here knows the number, and tells it to the agent's calls.
 * @param identify of the agent's board
 * @param onFault the caller stays a number: told of why
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
        if (party.name !== null || party.matches.length > 0) identify(extension, number, party);
      },
      (cause: unknown) => {
        if (!signal.aborted) onFault(cause);
      },
    );
  };
}
