import type { AmoCards } from '../callers/AmoCards';
import type { ClientOwner } from '../rights/ClientOwners';
import { numbersWithin } from '../rights/numbersWithin';
import type { CallJob, CallResult, Entity } from './CallJob';
import { isHandedOn } from './isHandedOn';

/** A call that an agent has dialled and handed on (`isHandedOn`). */
export interface HandedOnCall {
  /** As it was dialled. */
  readonly number: string;
  /** Of the agent who had it last. */
  readonly extension: string;
}

/** The cards that may have what was said in such a call. */
export interface OwnCards {
  has(card: Entity): boolean;
}

/** What is asked of cards. */
export interface HandedOnCallsOptions {
  /** Fail with an `AmoFault`. */
  readonly cards: Pick<AmoCards, 'contactsWith' | 'companiesWith'>;
  /** Is the card the agent's, or may all who view it view what the agent has? Always where amoCRM's rights are not asked. */
  readonly isOfAgent: (
    card: { readonly responsibleId: number | null },
    kind: 'contacts' | 'companies',
    extension: string,
  ) => boolean;
  /** The cards that have one of these numbers; null: they can't be known without a request. */
  readonly cardsWith: (numbers: readonly string[]) => Promise<readonly ClientOwner[] | null>;
}

/**
 * Which cards may have what a colleague says in a call that another agent has dialled. amoCRM puts it to the card with the number
 * as it was dialled, but the telephone system may have called another one: who makes a card with a client's number and a digit too
 * many would have the colleague's talk with that client there.
 */
export class HandedOnCalls {
  constructor(private readonly options: HandedOnCallsOptions) {}

  /**
   * What the entry of a call, of any one, has of the talk: recording and outcome, unless the card may not have them on which amoCRM
   * puts it. A deal may have them by a rule of its own (`dealOf`). Fails with an `AmoFault`.
   */
  async said(
    { record, stage, result }: Pick<CallJob, 'record' | 'stage' | 'result'>,
    link: string | null,
    signal: AbortSignal,
  ): Promise<{ readonly link: string | null; readonly result?: CallResult | undefined }> {
    const { number, extension } = record;
    if (stage === 'deal' || extension === null || !isHandedOn(record)) return { link, result };
    const own = await this.ownCards({ number, extension }, signal);
    return own === null ? { link, result } : { link: null };
  }

  /** Null: any may. Fails with an `AmoFault`. */
  async ownCards({ number, extension }: HandedOnCall, signal: AbortSignal): Promise<OwnCards | null> {
    const { cards, isOfAgent, cardsWith } = this.options;
    const numbers = numbersWithin(number);
    if (numbers.length === 0) return null;
    const { cards: contacts } = await cards.contactsWith(number, signal);
    const { cards: companies } = await cards.companiesWith(number, signal);
    const dialled = [
      ...contacts.map((card) => ({ ...card, kind: 'contacts' as const })),
      ...companies.map((card) => ({ ...card, kind: 'companies' as const })),
    ];
    const isOwn = (card: ClientOwner): boolean => isOfAgent(card, card.kind, extension);
    if (dialled.every(isOwn)) return null;
    const within = await cardsWith(numbers);
    if (within?.length === 0) return null;
    // amoCRM may compare the ends of numbers alone.
    const own = [...dialled, ...(within ?? [])].filter(isOwn);
    return {
      has: ({ type, id }) =>
        own.some((card) =>
          type === 'leads' ? card.leadIds.includes(id) : type === card.kind && card.id === id,
        ),
    };
  }
}
