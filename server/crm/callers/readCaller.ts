import type { AmoCard } from './amoAnswers';
import type { AmoCards } from './AmoCards';
import type { AmoUsers } from './AmoUsers';
import { noCaller, responsibleId, severalCallers, wholeParty, type AmoCaller } from './AmoCaller';

/** A caller, and whether all of its data could be read. */
export interface ReadCaller {
  readonly caller: AmoCaller;
  readonly isWhole: boolean;
}

/** Where cards are read from. All functions fail with an `AmoFault`. */
export type CardSource = Pick<AmoCards, 'contactsWith' | 'companiesWith' | 'company' | 'leads'>;

/** Where users are read from. All functions fail with an `AmoFault`. */
export type UserSource = Pick<AmoUsers, 'all' | 'nameOf'>;

/**
 * Searches amoCRM for the number: contacts first, then companies. Leads, the company's name and the user's name are left
 * out when they can't be read. Fails with an `AmoFault`.
 */
export async function readCaller(
  number: string,
  cards: CardSource,
  users: UserSource,
  signal: AbortSignal,
): Promise<ReadCaller> {
  const found = await cards.contactsWith(number, signal);
  const [contact] = found.cards;
  if (found.cards.length > 1) return { caller: severalCallers(number, found), isWhole: true };
  if (contact !== undefined) {
    const { caller, isWhole } = await callerOfCard(number, 'contacts', contact, cards, users, signal);
    return { caller: found.isAll ? caller : { ...caller, responsibleId: null }, isWhole };
  }
  const [company, ...others] = (await cards.companiesWith(number, signal)).cards;
  if (company === undefined || others.length > 0) return { caller: noCaller(number), isWhole: true };
  return callerOfCard(number, 'companies', company, cards, users, signal);
}

/** Makes the caller of a card, with its leads, company and responsible user. */
async function callerOfCard(
  number: string,
  kind: 'contacts' | 'companies',
  card: AmoCard,
  cards: CardSource,
  users: UserSource,
  signal: AbortSignal,
): Promise<ReadCaller> {
  let isWhole = true;
  const orNull = <T>(work: Promise<T>): Promise<T | null> =>
    work.catch(() => {
      isWhole = false;
      return null;
    });
  const { companyId, leadIds } = card;
  const [company, leads] = await Promise.all([
    companyId === null ? null : orNull(cards.company(companyId, signal)),
    leadIds.length === 0 ? [] : orNull(cards.leads(leadIds, signal)),
  ]);
  const owner = responsibleId(card, leads ?? []);
  const responsible = owner === null ? null : await orNull(users.nameOf(owner));
  const isContact = kind === 'contacts';
  return {
    caller: {
      party: {
        number,
        name: card.name,
        contactId: isContact ? String(card.id) : null,
        company: isContact ? (company?.name ?? null) : card.name,
        responsible,
        matches: [],
      },
      whole: isContact ? wholeParty([card], company, leads ?? []) : wholeParty([], card, leads ?? []),
      responsibleId: owner,
      sources: [
        `${kind}:${card.id}`,
        ...(companyId === null ? [] : [`companies:${companyId}`]),
        ...leadIds.map((id) => `leads:${id}`),
      ],
    },
    isWhole,
  };
}
