import { unknownParty, type Party } from '../../calls/Party';
import type { HandedOnCallsOptions } from '../callLog/HandedOnCalls';
import type { CallerLookup } from '../callers/CallerLookup';
import type { ClientIndexStore } from '../clientIndex/ClientIndexStore';
import type { Crm } from '../Crm';
import type { AgentRights } from '../rights/AgentRights';
import type { createClientOwners } from '../rights/createClientOwners';
import { ClientLeads } from './ClientLeads';
import { mayViewClientOf } from './mayViewClientOf';
import type { NoteMethodsOptions } from './NoteMethods';
import type { NoteRightsOptions } from './NoteRights';

/** In whose turn the index is read, which is none of an agent. */
const NO_ONE = '';

/** Where it is asked who a client is. */
interface NoteSources extends Pick<Crm, 'isIndexed' | 'shown'> {
  readonly owners: Pick<ReturnType<typeof createClientOwners>, 'asked' | 'indexed'>;
  readonly lookup: Pick<CallerLookup, 'known' | 'find'>;
  readonly signal: AbortSignal;
}

/** What users may view of clients and deals, for the methods of notes. */
export type NoteViews = Pick<NoteMethodsOptions, 'leads' | 'partyOf'> &
  Pick<NoteRightsOptions, 'mayViewClient'> &
  Pick<HandedOnCallsOptions, 'cardsWith'>;

/** @param indexStore undefined: there is no index @param rights null: users are not proven */
export function noteViewsOf(
  { owners, lookup, isIndexed, shown, signal }: NoteSources,
  indexStore: ClientIndexStore | undefined,
  rights: AgentRights | null,
): NoteViews {
  const { indexed } = owners;
  return {
    cardsWith: async (numbers) => {
      if (indexed === undefined || !isIndexed()) return null;
      const found = Promise.all(numbers.map((number) => indexed.of(number, NO_ONE)));
      return found.then(
        (all) => all.flat(),
        () => null,
      );
    },
    leads: new ClientLeads(indexStore, owners.indexed, rights),
    mayViewClient: mayViewClientOf(owners.asked, rights),
    partyOf: async (extension, number) => {
      const known = (): Party => lookup.known(number) ?? unknownParty(number);
      return shown(extension, isIndexed() ? await lookup.find(number, signal).catch(known) : known());
    },
  };
}
