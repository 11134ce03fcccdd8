import type { AgentCall } from '../calls/AgentCall';
import type { AgentDirectory } from '../calls/AgentDirectory';
import type { AgentStates } from '../calls/AgentStates';
import type { Party } from '../calls/Party';
import type { TelephonyListener } from '../calls/Telephony';
import type { CallerCards } from './callerCard/CallerCards';
import type { Crm } from './Crm';

/** Names callers and makes their cards after the board has handled their call, and logs finished calls. */
export function crmListener(
  crm: Crm | null,
  states: {
    applyParty(extension: string, number: string, party: Party): void;
    applyNote: AgentStates['applyNote'];
    callsOf(extension: string): readonly AgentCall[];
  },
  { cards }: { readonly cards: Pick<CallerCards, 'call' | 'refresh'> },
  directory: Pick<AgentDirectory, 'withExtension'>,
): Partial<Pick<TelephonyListener, 'call' | 'finished' | 'resynced'>> {
  // What colleagues do was not heard meanwhile.
  if (crm === null) return { call: cards.call, resynced: () => cards.refresh() };
  crm.notes?.watch((...changed) => states.applyNote(...changed));
  const name = crm.namesFor(
    (...found) => states.applyParty(...found),
    // What the store could not say is read again.
    (extension, number) =>
      cards.refresh((other, { party }) => other === extension && party.number === number),
  );
  return {
    call: (extension, event, { trace }) => {
      const call = states.callsOf(extension).find(({ id }) => id === event.id);
      const number = call?.party.number ?? null;
      const colleague = call?.direction === 'internal' ? directory.withExtension(call.party.number) : null;
      crm.notes?.call(extension, event, trace, {
        number: colleague === null ? number : null,
        via: call?.via ?? null,
        isDialled: call?.direction === 'outbound',
        colleague: colleague?.extension,
        consultOf: call?.consultOf ?? undefined,
      });
      if (event.type === 'ended' && number !== null) crm.endedCalls.add(extension, event.id, number);
      name(extension, event);
      cards.call(extension, event);
    },
    finished: (record) => crm.finished(record),
    resynced: (liveIds) => {
      cards.refresh();
      crm.notes?.resynced(liveIds);
    },
  };
}
