import type { CallEvent } from '../CallEvent';
import type { CallRecord } from '../CallRecord';
import type { Origin } from '../Telephony';
import { newJournal, type Journal } from './Journal';
import { recordOf } from './recordOf';
import { isOver, withCallEvent } from './withCallEvent';

/** Journals that are kept; beyond it the oldest goes. One that is over stays for a while: an agent may take the call again. */
const MOST_KEPT = 1_000;

/** Makes journals of agents' call events, for telephony drivers that write none themselves. In memory. */
export class EventJournals {
  private readonly journals = new Map<string, Journal>();

  constructor(
    /** Called when all have left a whole call, again when it goes on after that and ends again. */
    private readonly closed: (journal: Journal, record: CallRecord | null) => void,
  ) {}

  /** Takes an event of an agent's call. Without a trace it can't be told which whole call it belongs to. */
  take(extension: string, event: CallEvent, origin: Origin | null): void {
    if (origin === null || origin.trace === '') return;
    const { trace, at } = origin;
    const before = this.journals.get(trace) ?? newJournal(trace, at);
    const after = withCallEvent(before, extension, event);
    if (after === before) return;
    this.journals.set(trace, after);
    if (this.journals.size > MOST_KEPT) this.forgetOldest();
    if (isOver(after) && !isOver(before)) this.closed(after, recordOf(after, trace));
  }

  private forgetOldest(): void {
    for (const oldest of this.journals.keys()) return void this.journals.delete(oldest);
  }
}
