import type { Call } from '../../../domain/calls/Call';
import { knownParty, type KnownCallers } from '../../../domain/calls/knownParty';
import type { NoteClient } from '../../../domain/notes/CallNote';
import { partyView } from '../call/callView';
import { formatNumber } from '../formatNumber';

/** Whose call a note is of: the client, also while the other end of the call is a colleague who asks about them. Pure. */
export function noteClient({ party, via, card }: Call, callers: KnownCallers): NoteClient {
  const known = knownParty(party, callers);
  const leads = (card?.leads ?? []).map(({ id, name }) => ({ id, name }));
  const rest = { via, leads, company: card?.company?.name ?? (card?.about ? null : known.company) };
  if (!card?.about)
    return { ...rest, title: partyView(known).title, number: known.number, contactId: known.contactId };
  const { about, contact } = card;
  return {
    ...rest,
    title: contact?.name ?? formatNumber(about),
    number: about,
    contactId: contact?.id ?? null,
  };
}
