import type { Clock } from '../system/Clock';
import type { CardId } from './clientIndex/ClientIndexStore';

/** The call of whose client an agent has made cards. */
export interface MadeOnCall {
  /** The agent's. */
  readonly extension: string;
  readonly callId: string;
  readonly number: string;
}

/** What reads made cards. */
export interface MadeCardsOptions {
  /** Null: there is no index. */
  readonly index: { readonly isFilled: boolean; changed(cards: readonly CardId[]): void } | null;
  readonly clock: Clock;
  /** Asks amoCRM again who has the number, in the agent's turn; it reports its failures. */
  readonly readAgain: (number: string, extension: string) => void;
  /** Earlier calls of the number go from the unsorted leads to its card, as the agent may see them; it reports its failures. */
  readonly moveCalls: (number: string, extension: string) => void;
}

/** Cards of one call that are believed: an agent makes a contact and a deal of its client. */
const CARDS_OF_CALL = 8;

/** Calls whose cards are remembered; beyond it the oldest is forgotten. */
const MOST_CALLS = 2_000;

/** Shortest pause between two looks of the index that agents cause, ms. */
const INDEX_EVERY_MS = 5_000;

/**
 * Has the cards read that agents say they have made. An agent may say so of any card and as often as requests are allowed, so
 * each is read once for a call, and only a few of a call. Owns one timer, which runs only while cards wait for the index.
 */
export class MadeCards {
  /** A call's id -> its cards that were taken. */
  private readonly taken = new Map<string, Set<string>>();
  private waiting: CardId[] = [];
  private toldAt = Number.NEGATIVE_INFINITY;
  private stopTimer: (() => void) | null = null;

  constructor(private readonly options: MadeCardsOptions) {}

  made({ extension, callId, number }: MadeOnCall, cards: readonly CardId[]): void {
    const fresh = this.take(callId, cards);
    if (fresh.length === 0) return;
    const { index, readAgain, moveCalls } = this.options;
    moveCalls(number, extension);
    if (index !== null) {
      this.waiting.push(...fresh);
      this.tellIndex();
    }
    if (index?.isFilled !== true) readAgain(number, extension);
  }

  close(): void {
    this.stopTimer?.();
    this.stopTimer = null;
  }

  /** Those of the cards that are new for the call, as far as it may have more. */
  private take(callId: string, cards: readonly CardId[]): readonly CardId[] {
    const taken = this.taken.get(callId) ?? new Set();
    this.taken.set(callId, taken);
    const [oldest] = this.taken.keys();
    if (oldest !== undefined && this.taken.size > MOST_CALLS) this.taken.delete(oldest);
    return cards.filter(({ kind, id }) => {
      const card = `${kind}:${id}`;
      if (taken.has(card) || taken.size >= CARDS_OF_CALL) return false;
      taken.add(card);
      return true;
    });
  }

  private tellIndex(): void {
    if (this.stopTimer !== null) return;
    const { index, clock } = this.options;
    const wait = this.toldAt + INDEX_EVERY_MS - clock.elapsed();
    if (wait > 0) {
      this.stopTimer = clock.after(wait, () => {
        this.stopTimer = null;
        this.tellIndex();
      });
      return;
    }
    this.toldAt = clock.elapsed();
    const cards = this.waiting;
    this.waiting = [];
    index?.changed(cards);
  }
}
