import type { CallMarks } from '../callLog/CallMarks';
import type { Entity } from '../callLog/CallJob';
import type { HandedOnCallsOptions } from '../callLog/HandedOnCalls';
import type { LoggedCallFinder } from '../callLog/LoggedCallFinder';
import type { AmoCards } from '../callers/AmoCards';
import { CLOSED_STATUSES, type AmoLead } from '../callers/amoAnswers';
import type { FoundCards } from '../callers/FoundCards';
import type { NoteJob } from './NoteJob';

/** On so many cards with the number an entry is looked for, and on so many of their deals. */
const MOST_CARDS = 20;

/** Largest difference between amoCRM's clock and ours, ms. */
const SKEW_MS = 300_000;

/** The cards with a number. */
export type CardsWith = Readonly<Record<'contacts' | 'companies', FoundCards['cards']>>;

/** What entries are looked for with. */
export interface EntryCardsOptions {
  readonly finder: Pick<LoggedCallFinder, 'findCallOn' | 'isUnsorted'>;
  readonly cards: Pick<AmoCards, 'leads'>;
  readonly isOfAgent: HandedOnCallsOptions['isOfAgent'];
  readonly marks: Pick<CallMarks, 'entryKeys' | 'unsortedKeys'>;
}

/** Finds the card that has a call's entry. */
export class EntryCards {
  constructor(private readonly options: EntryCardsOptions) {}

  /** Has this card, which amoCRM itself has named, the entry still? It may have been merged into another one. Fails with an `AmoFault`. */
  async isOn(card: Entity, { call }: Pick<NoteJob, 'call'>, signal: AbortSignal): Promise<boolean> {
    const { finder, marks } = this.options;
    const sought = { keys: marks.entryKeys(call), startedAt: call.startedAt };
    return (await finder.findCallOn([card], sought, signal)) !== null;
  }

  /**
   * The card with the entry, of the deal that was chosen, these with the client's number and their open deals, where amoCRM puts it;
   * null: there is none. An unsorted lead shows the key that amoCRM gives the entry when the lead is accepted, so anyone may have written
   * that into a card of their own: it does not count while the lead is there, and of several cards only on one of the agent's.
   * Fails with an `AmoFault`.
   */
  async find(
    job: Pick<NoteJob, 'call' | 'leadId' | 'by'>,
    cards: CardsWith,
    signal: AbortSignal,
  ): Promise<Entity | null> {
    const { finder, marks } = this.options;
    const { call } = job;
    const keys = marks.entryKeys(call);
    const sought = { keys: [...keys, ...marks.unsortedKeys(call)], startedAt: call.startedAt };
    const accepted: Candidate[] = [];
    for (const one of await this.candidates(job, cards, signal)) {
      const found = await finder.findCallOn([one.card], sought, signal);
      if (found === null) continue;
      if (keys.includes(found.uniq)) return one.card;
      accepted.push(one);
    }
    if (accepted.length === 0 || (await finder.isUnsorted(call, signal))) return null;
    const [first] = accepted.length > 1 ? accepted.filter(({ isOwn }) => isOwn) : accepted;
    return first?.card ?? null;
  }

  private async candidates(
    { call, leadId, by }: Pick<NoteJob, 'call' | 'leadId' | 'by'>,
    { contacts, companies }: CardsWith,
    signal: AbortSignal,
  ): Promise<readonly Candidate[]> {
    const { isOfAgent } = this.options;
    const { extension = by } = call;
    const holders = [
      ...contacts.map((holder) => ({ holder, type: 'contacts' as const })),
      ...companies.map((holder) => ({ holder, type: 'companies' as const })),
    ];
    const own = holders.map(({ holder, type }): Candidate => {
      const isOwn = extension === null || isOfAgent(holder, type, extension);
      return { card: { type, id: holder.id }, isOwn };
    });
    const dealOf = (id: number, isOwn: boolean): Candidate => ({ card: { type: 'leads', id }, isOwn });
    const chosen = leadId === null ? [] : [dealOf(leadId, true)];
    const linked = holders.flatMap(({ holder }) => holder.leadIds).filter((id) => id !== leadId);
    const deals = await this.openAt(call.startedAt, new Set(linked), signal);
    return [...chosen, ...own.slice(0, MOST_CARDS), ...deals.map((id) => dealOf(id, false))];
  }

  /** Deals that may have been open then, and so when the entry was made. @param at ms since 1970 */
  private async openAt(
    at: number,
    ids: ReadonlySet<number>,
    signal: AbortSignal,
  ): Promise<readonly number[]> {
    if (ids.size === 0) return [];
    const found = await this.options.cards.leads([...ids], signal);
    return found
      .filter((lead) => wasOpen(lead, at))
      .slice(0, MOST_CARDS)
      .map(({ id }) => id);
  }
}

interface Candidate {
  readonly card: Entity;
  /** Is it the agent's who had the call, or may all who view it view what the agent has? */
  readonly isOwn: boolean;
}

/** Of closed deals those that have changed since. @param at ms since 1970 */
function wasOpen({ status_id, updated_at, is_deleted }: AmoLead, at: number): boolean {
  if (is_deleted === true) return false;
  const isClosed = CLOSED_STATUSES.includes(status_id ?? 0);
  return !isClosed || (updated_at ?? Infinity) * 1_000 >= at - SKEW_MS;
}
