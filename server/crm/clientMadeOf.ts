import type { AgentCall } from '../calls/AgentCall';
import { CommandFault } from '../calls/CommandFault';
import type { Crm } from './Crm';

/** A card that an agent has made, as the wire names it. */
interface MadeCard {
  readonly kind: 'contacts' | 'leads';
  /** Digits. */
  readonly id: string;
}

/**
 * What `client_made` does; undefined: there is no amoCRM. Only the agent's own call is believed, also one that is over, and of
 * its caller only which cards are to be read.
 */
export function clientMadeOf(
  crm: Pick<Crm, 'made' | 'endedCalls'> | null,
  states: { callsOf(extension: string): readonly AgentCall[] },
): ((extension: string, callId: string, cards: readonly MadeCard[]) => void) | undefined {
  if (crm === null) return undefined;
  return (extension, callId, cards) => {
    const call = states.callsOf(extension).find(({ id }) => id === callId);
    const number = call?.party.number ?? crm.endedCalls.numberOf(extension, callId);
    if (number === null) throw new CommandFault('NoActiveCall');
    crm.made(
      { extension, callId, number },
      cards.map(({ kind, id }) => ({ kind, id: Number(id) })),
    );
  };
}
