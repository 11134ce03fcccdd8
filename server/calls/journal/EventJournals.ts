import type { CallEvent } from '../CallEvent';
import type { CallRecord } from '../CallRecord';
import type { Origin } from '../Telephony';
import { mergeJournals, partOf } from './changeJournal';
import { endJournal } from './endJournal';
import { callsOf, newJournal, participantOf, type Journal } from './Journal';
import { recordOf } from './recordOf';
import { renameCall } from './renameCall';
import { agentId, isOver, withCallEvent, withConsultation, withoutLeft } from './withCallEvent';
import { lastMoment, withUnheard } from './withUnheard';

/** Journals of whole calls that are over and are kept, since an agent may take the call again; beyond it the oldest goes. */
const MOST_KEPT = 1_000;

/**
 * Makes journals of agents' call events, for telephony drivers that write none themselves. In memory. A journal of a call
 * that goes on is kept as long as the driver has the call: the driver ends each of its calls, or `resynced` does.
 */
export class EventJournals {
  /** By the key of each whole call in it: those that have merged have the same journal. */
  private readonly journals = new Map<string, Journal>();
  /** Keys of the whole calls by agents' calls. */
  private readonly calls = new Map<string, string>();
  /** The call that an agent's call is a consultation on, by that call. */
  private readonly consultations = new Map<string, string>();
  /** Keys of whole calls in whose journals all is over, in the order in which they ended. */
  private readonly over = new Set<string>();
  /** Since when the telephone system is not heard, ms since 1970; null: it is. */
  private lostAt: number | null = null;

  constructor(
    /** Called when all have left a whole call, again when it goes on after that and ends again. */
    private readonly closed: (journal: Journal, record: CallRecord | null) => void,
  ) {}

  /** Numbers of journals, for tests. */
  get size(): { readonly open: number; readonly over: number } {
    return { open: this.journals.size - this.over.size, over: this.over.size };
  }

  /** Takes an event of an agent's call. Without a trace it can't be told which whole call it belongs to. */
  take(extension: string, event: CallEvent, origin: Origin | null): void {
    if (origin === null || origin.trace === '') return;
    const { trace: call, at } = origin;
    const id = agentId(extension, event.id);
    const own = this.calls.get(id) ?? (event.type === 'began' ? call : null);
    if (own === null) return;
    const before = this.journalFor(own, call, at);
    const after = withCallEvent(before, event, { call, extension, at });
    if (after === before) return;
    this.calls.set(id, participantOf(after, id)?.call ?? own);
    this.keep(after, before);
    this.noteConsultation(extension, event, at);
  }

  /** The telephone system is not heard any more. @param at ms since 1970 */
  lost(at: number): void {
    this.lostAt ??= at;
  }

  /**
   * The telephone system is heard, and these calls of agents are live: others have ended unheard, and of those that go on the
   * time between was not heard.
   * @param at ms since 1970
   */
  resynced(liveIds: ReadonlySet<string>, at: number): void {
    const since = this.lostAt;
    this.lostAt = null;
    for (const journal of new Set(this.journals.values())) {
      if (isOver(journal)) continue;
      const seenAt = since ?? lastMoment(journal);
      const isGone = (id: string): boolean =>
        this.calls.has(id) && !liveIds.has(id.slice(id.indexOf('/') + 1));
      const ended = withoutLeft(endJournal(journal, isGone, seenAt), seenAt, false);
      this.keep(since === null || isOver(ended) ? ended : withUnheard(ended, since, at), journal);
    }
  }

  /** The journal of an agent's call, together with that of the whole call that the event names. */
  private journalFor(own: string, call: string, at: number): Journal {
    const known = this.journals.get(own);
    const other = this.journals.get(call);
    if (known === undefined || known === other) return known ?? newJournal(own, at);
    if (other !== undefined) return mergeJournals(known, other);
    this.forget(own, false);
    for (const [id, key] of this.calls) if (key === own) this.calls.set(id, call);
    return renameCall(known, own, call);
  }

  private noteConsultation(extension: string, event: CallEvent, at: number): void {
    const id = agentId(extension, event.id);
    const consultOf = event.type === 'began' ? event.consultOf : this.consultations.get(id);
    if (consultOf === undefined || consultOf === null || !['began', 'ended'].includes(event.type)) return;
    if (event.type === 'began') this.consultations.set(id, consultOf);
    else this.consultations.delete(id);
    const journal = this.journals.get(this.calls.get(agentId(extension, consultOf)) ?? '');
    if (journal === undefined) return;
    const number = event.type === 'began' ? event.number : null;
    this.keep(withConsultation(journal, consultOf, number, { extension, at }), journal);
  }

  private keep(after: Journal, before: Journal): void {
    const keys = callsOf(after);
    for (const key of keys) this.journals.set(key, after);
    const isAllOver = isOver(after);
    for (const key of keys) {
      this.over.delete(key);
      if (isAllOver) this.over.add(key);
    }
    for (const key of keys) {
      if (!isOver(after, key) || isOver(before, key)) continue;
      const part = partOf(after, key);
      this.closed(part, recordOf(part, key));
    }
    for (const oldest of this.over) {
      if (this.over.size <= MOST_KEPT) break;
      this.forget(oldest, true);
    }
  }

  private forget(key: string, isForGood: boolean): void {
    this.journals.delete(key);
    this.over.delete(key);
    if (!isForGood) return;
    for (const [id, call] of this.calls)
      if (call === key) {
        this.calls.delete(id);
        this.consultations.delete(id);
      }
  }
}
