import { mergeJournals } from '../../../calls/journal/changeJournal';
import { endJournal } from '../../../calls/journal/endJournal';
import { participantOf, type Journal } from '../../../calls/journal/Journal';
import { lastMoment, withUnheard } from '../../../calls/journal/withUnheard';
import type { CallBook } from './CallBook';
import type { StoredJournals } from './JournalPersistence';
import { storedRings } from './storedRings';

/** A stored call of which no leg is left, and when it was certainly there for the last time, ms since 1970. */
export interface GoneCall {
  readonly journal: Journal;
  readonly seenAt: number;
}

/** What becomes of late journals: ids of the whole calls that go on, and those that are over. */
export interface TakenJournals {
  readonly live: readonly string[];
  readonly gone: readonly GoneCall[];
}

/** Journals from before a restart that could be read only when the calls that there are were known already. */
export class LateJournals {
  private readonly waiting: { readonly journal: Journal; readonly seenAt: number }[] = [];

  get size(): number {
    return this.waiting.length;
  }

  /** Those that wait to be taken. */
  get journals(): readonly Journal[] {
    return this.waiting.map(({ journal }) => journal);
  }

  add({ journals, seenAt }: StoredJournals): void {
    for (const journal of journals) this.waiting.push({ journal, seenAt: seenAt ?? lastMoment(journal) });
  }

  /**
   * Joins each to the call in the book that it belongs to. To be called while the book has all legs that there are.
   * @param heardSince when they were known for the first time, ms since 1970
   */
  take(book: CallBook, heardSince: number): TakenJournals {
    const live = new Set<string>();
    const gone: GoneCall[] = [];
    for (const { journal: before, seenAt } of this.waiting.splice(0)) {
      const isGone = (id: string): boolean => book.leg(id)?.end !== null;
      const journal = endJournal(before, isGone, seenAt);
      const found = before.participants.find(({ id }) => !isGone(id));
      const call = found === undefined ? undefined : book.callOf(found.id);
      if (call !== undefined) {
        const known = withUnheard(journal, seenAt, heardSince);
        book.restore(call.id, { journal: joined(known, call.journal), missed: storedRings(journal) });
        live.add(call.id);
      } else gone.push({ journal, seenAt });
    }
    return { live: [...live], gone };
  }
}

/** One journal of what was stored of a call and of what is known of it since; its parties are those who were stored. */
function joined(stored: Journal, now: Journal): Journal {
  const participants = stored.participants.map((one) => {
    const known = participantOf(now, one.id);
    if (known === undefined) return one;
    return { ...one, number: one.number || known.number, line: one.line ?? known.line, end: known.end };
  });
  return mergeJournals({ ...stored, participants }, now);
}
