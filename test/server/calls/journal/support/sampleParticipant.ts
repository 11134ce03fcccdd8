import type { Participant } from '../../../../../server/calls/journal/Journal';

export const CLIENT = '+79101234567';

/** A participant of the call `c1`: an agent, when the id begins with an extension, else the client. */
export function sampleParticipant(id: string, more: Partial<Participant> = {}): Participant {
  const extension = /^\d{3}/.exec(id)?.[0] ?? null;
  return {
    id,
    call: 'c1',
    side: extension === null ? 'outside' : 'agent',
    extension,
    number: extension === null ? CLIENT : '',
    isCaller: false,
    line: null,
    from: 0,
    end: null,
    ...more,
  };
}
