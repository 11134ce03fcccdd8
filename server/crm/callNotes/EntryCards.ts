import type { CallMarks } from '../callLog/CallMarks';
import type { Entity } from '../callLog/CallJob';
import type { HandedOnCallsOptions } from '../callLog/HandedOnCalls';
import type { LoggedCallFinder } from '../callLog/LoggedCallFinder';
import type { FoundCards } from '../callers/FoundCards';
import type { NoteJob } from './NoteJob';

/** On so many cards with the number an entry is looked for. */
const MOST_CARDS = 20;

/** The cards with a number. */
export type CardsWith = Readonly<Record<'contacts' | 'companies', FoundCards['cards']>>;

/** What entries are looked for with. */
export interface EntryCardsOptions {
  readonly finder: Pick<LoggedCallFinder, 'findCallOn' | 'isUnsorted'>;
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
   * The card with the entry, of the deal that was chosen and these with the client's number, where amoCRM puts it; null: there is
   * none. An unsorted lead shows the key that amoCRM gives the entry when the lead is accepted, so anyone may have written
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
    for (const one of this.candidates(job, cards)) {
      const found = await finder.findCallOn([one.card], sought, signal);
      if (found === null) continue;
      if (keys.includes(found.uniq)) return one.card;
      accepted.push(one);
    }
    if (accepted.length === 0 || (await finder.isUnsorted(call, signal))) return null;
    const [first] = accepted.length > 1 ? accepted.filter(({ isOwn }) => isOwn) : accepted;
    return first?.card ?? null;
  }

  private candidates(
    { call, leadId, by }: Pick<NoteJob, 'call' | 'leadId' | 'by'>,
    { contacts, companies }: CardsWith,
  ): readonly Candidate[] {
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
    const lead: readonly Candidate[] =
      leadId === null ? [] : [{ card: { type: 'leads', id: leadId }, isOwn: true }];
    return [...lead, ...own].slice(0, MOST_CARDS);
  }
}

interface Candidate {
  readonly card: Entity;
  /** Is it the agent's who had the call, or may all who view it view what the agent has? */
  readonly isOwn: boolean;
}
