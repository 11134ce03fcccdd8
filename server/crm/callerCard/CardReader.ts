import { isSamePhone, isWholeNumber, phoneKey } from '../../../protocol/isSamePhone';
import { searchDigits } from '../../../protocol/searchDigits';
import type { ClientIndexStore } from '../clientIndex/ClientIndexStore';
import type { IndexedCards } from '../clientIndex/IndexedCards';
import { isHandedOn } from '../callLog/isHandedOn';
import { numbersWithin } from '../rights/numbersWithin';
import { keptContact, keptLead, keptTask, readKept } from '../clientIndex/readKept';
import type { AmoCard } from '../callers/amoAnswers';
import { ownersOf, type FoundCards } from '../callers/FoundCards';
import { inTurns } from '../callers/inTurns';
import { NO_FACTS, type CardFacts, type CardHolder, type OwnedCard, type PastCall } from './CardFacts';
import type { CallHistory, HistoryCall } from './CallHistory';
import type { ChosenContacts } from './ChosenContacts';
import { numbersOfCall } from './numbersOfCall';

/** Cards with the number, leads and tasks of one card, that are looked at: more than an agent could choose among. */
const MAX_HOLDERS = 10;
const MAX_LEADS = 50;
const MAX_TASKS = 50;
/** Past calls that are looked at: an agent may not see each of them. */
const MAX_CALLS = 20;

/** Reads what the index and the journal know of a number: no request is sent. */
export class CardReader {
  private readonly underWay = new Map<string, Promise<CardFacts>>();

  constructor(
    private readonly cards: Pick<IndexedCards, 'contactsWith' | 'companiesWith'>,
    private readonly store: Pick<ClientIndexStore, 'linked' | 'get'>,
    private readonly calls: CallHistory,
    private readonly chosen: ChosenContacts,
  ) {}

  /** A call that rings at many agents is one reading. Fails when the store does. */
  read(number: string): Promise<CardFacts> {
    const key = phoneKey(number);
    const running = this.underWay.get(key);
    if (running !== undefined) return running;
    const work = this.facts(number).finally(() => this.underWay.delete(key));
    this.underWay.set(key, work);
    return work;
  }

  private async facts(number: string): Promise<CardFacts> {
    if (searchDigits(number) === '') return NO_FACTS;
    const [contacts, companies, calls, choices] = await Promise.all([
      this.cards.contactsWith(number),
      this.cards.companiesWith(number),
      this.callsWith(number),
      this.chosen.of(number),
    ]);
    const kind = contacts.cards.length > 0 ? 'contacts' : 'companies';
    // Chosen ones are there, however many there are.
    const chosen = new Set(choices.map(({ contactId }) => contactId));
    const all = inTurns((kind === 'contacts' ? contacts : companies).cards).sort(
      (a, b) => Number(chosen.has(b.id)) - Number(chosen.has(a.id)),
    );
    const holders = await Promise.all(all.slice(0, MAX_HOLDERS).map((card) => this.holder(kind, card)));
    // A national form may be of several countries: who has that form may be another client.
    const forms = new Set(calls.flatMap(({ numbers }) => numbers));
    const others = [...forms].filter((form) => phoneKey(form) !== phoneKey(number));
    const owners = [
      ...ownedBy('contacts', contacts),
      ...ownedBy('companies', companies),
      ...(await Promise.all(others.map((form) => this.ownersOf(form)))).flat(),
    ];
    const past = calls.flatMap(({ call }) => pastCall(call));
    const dialled = past.some(isHandedOn) ? [number, ...forms] : [];
    const within = new Set(dialled.flatMap(numbersWithin));
    return {
      ...{ holders, owners, contacts: ownersOf(contacts), choices, calls: past },
      within: (await Promise.all([...within].map((one) => this.ownersOf(one)))).flat(),
    };
  }

  /** Calls with the same number as `isSamePhone` has it, like contacts; a code, or part of a number, has none. */
  private async callsWith(
    number: string,
  ): Promise<readonly { readonly call: HistoryCall; readonly numbers: readonly string[] }[]> {
    if (!isWholeNumber(number)) return [];
    const numberKey = searchDigits(number);
    const { calls } = await this.calls.page({ numberKey, limit: MAX_CALLS });
    return calls
      .map((call) => ({ call, numbers: numbersOfCall(call.journal, numberKey) }))
      .filter(({ numbers }) => numbers.some((one) => isSamePhone(one, number)));
  }

  private async ownersOf(number: string): Promise<readonly OwnedCard[]> {
    const [contacts, companies] = await Promise.all([
      this.cards.contactsWith(number),
      this.cards.companiesWith(number),
    ]);
    return [...ownedBy('contacts', contacts), ...ownedBy('companies', companies)];
  }

  private async holder(kind: CardHolder['kind'], card: AmoCard): Promise<CardHolder> {
    const self = `${kind}:${card.id}`;
    const [entries, [company]] = await Promise.all([
      this.store.linked('leads', [self], MAX_LEADS),
      card.companyId === null ? [] : this.store.get('companies', [card.companyId]),
    ]);
    const leads = entries.flatMap((entry) => readKept(keptLead, entry) ?? []);
    const tasks = await this.store.linked(
      'tasks',
      [self, ...leads.map(({ id }) => `leads:${id}`)],
      MAX_TASKS,
    );
    const { id, name, responsibleId, companyId } = card;
    return {
      kind,
      card: { id, name, responsibleId, companyId },
      company: company === undefined ? null : readKept(keptContact, company),
      leads,
      tasks: tasks.flatMap((entry) => readKept(keptTask, entry) ?? []),
    };
  }
}

function ownedBy(kind: OwnedCard['kind'], found: FoundCards): readonly OwnedCard[] {
  return ownersOf(found).map(({ responsibleId }) => ({ kind, responsibleId }));
}

function pastCall({ direction, ...call }: HistoryCall): readonly PastCall[] {
  return direction === 'internal' ? [] : [{ ...call, direction }];
}
