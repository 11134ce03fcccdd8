import { unknownParty, type Party, type WholeParty } from '../../calls/Party';
import type { AmoUser } from '../callers/amoAnswers';
import { mayView, type CardOwner, type UsersById } from './mayView';

/**
 * The party as this user may see it: name, contact and company as far as they may view them in amoCRM, else the number
 * alone. The responsible user is the one of the last open lead that they may view, else of the card. Of several contacts
 * those that they may view are left; a single one is the party, as it would be if they searched amoCRM themselves.
 * @param viewer null: amoCRM does not know the agent
 */
export function shownParty(
  number: string,
  whole: WholeParty,
  viewer: AmoUser | null,
  users: UsersById,
): Party {
  const { company } = whole;
  const contacts = whole.contacts.filter((card) => mayView(viewer, 'contacts', card, users));
  const seenCompany = company !== null && mayView(viewer, 'companies', company, users) ? company : null;
  const [contact] = contacts;
  if (contacts.length > 1)
    return { ...unknownParty(number), matches: contacts.map(({ id, name }) => ({ id, name })), whole };
  if (contact === undefined && (whole.contacts.length > 0 || seenCompany === null))
    return { ...unknownParty(number), whole };
  return {
    number,
    name: (contact ?? seenCompany)?.name ?? null,
    contactId: contact?.id ?? null,
    company: seenCompany?.name ?? null,
    responsible: responsibleOf(contact ?? seenCompany, whole, viewer, users),
    matches: [],
    whole,
  };
}

function responsibleOf(
  card: CardOwner | null,
  { leads }: WholeParty,
  viewer: AmoUser | null,
  users: UsersById,
): string | null {
  const lead = leads.find((one) => mayView(viewer, 'leads', one, users));
  const id = lead?.responsibleId ?? card?.responsibleId ?? null;
  return id === null ? null : (users.get(id)?.name ?? null);
}
