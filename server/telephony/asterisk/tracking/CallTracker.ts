import { closeCall, partOf } from '../../../calls/journal/changeJournal';
import { callsOf, type Journal } from '../../../calls/journal/Journal';
import { recordOf } from '../../../calls/journal/recordOf';
import { lastMoment, withUnheard } from '../../../calls/journal/withUnheard';
import type { AmiMessage } from '../ami/AmiMessage';
import { absentMembers } from './absentMembers';
import type { AmiEvent } from './AmiEvent';
import { AsteriskClock } from './AsteriskClock';
import { CallBook } from './CallBook';
import type { CallTrackerOptions } from './CallTrackerOptions';
import { Decisions } from './Decisions';
import { viewOf, type TrackedCallView } from './TrackedCallView';
import { applyEvent } from './applyEvent';
import { deriveCalls } from './deriveCalls';
import type { StoredJournals } from './JournalPersistence';
import { LateJournals } from './LateJournals';
import type { Leg, Legs } from './Leg';
import { goneLegs, hasBornLeg, hasEndedLeg, keptCalls, openCalls } from './goneLegs';
import { missedRings } from './missedRings';
import { readAmiEvent } from './readAmiEvent';
import { readStatus } from './readStatus';
import { restoreLegs } from './restoreLegs';
import { SkippedEvents } from './SkippedEvents';
import { isLive } from './TrackedCall';
import { reportMissed } from './reportMissed';
import { writeJournal } from './writeJournal';

/** Largest number of events buffered during a resync. */
export const MOST_KEPT = 50_000;
const NONE: readonly string[] = [];
const NO_HOLDS: ReadonlyMap<string, boolean> = new Map();

/** Derives agents' calls and a record of each whole call from Asterisk's events, and reports them to the listener. */
export class CallTracker {
  private readonly book: CallBook;
  private readonly decisions: Decisions;
  private readonly far: AsteriskClock;
  private readonly skipped: SkippedEvents;
  private stored: readonly Journal[];
  /** When the calls were certainly there for the last time, ms since 1970; null: not known, or they are there. */
  private lostAt: number | null;
  private readonly late = new LateJournals();
  /** When all calls were known for the first time, ms since 1970. */
  private heardSince: number | null = null;
  /** All calls are known: there has been a resync since the connection was made. */
  private isKnown = false;
  /** Events that arrive during a resync; null: no resync is under way. */
  private buffered: AmiEvent[] | null = null;
  /** More events arrived during the resync than can be buffered. */
  private hasLost = false;
  /** Since when events are buffered, ms since 1970: what was before is in Asterisk's answer. */
  private bufferedSince = 0;

  private readonly legsAround = (legId: string): Legs | null => this.book.legsAround(legId);

  constructor(private readonly options: CallTrackerOptions) {
    this.book = new CallBook(options.numbering);
    this.far = new AsteriskClock(options.clock);
    this.skipped = new SkippedEvents(options.onFault);
    const decide = (id: string): void => this.reportChanges(id, options.clock.now(), true);
    this.decisions = new Decisions(options.clock, decide);
    this.stored = options.journals ?? [];
    this.lostAt = options.seenAt ?? null;
  }

  /** Numbers of entries, for tests and metrics. */
  get size() {
    return {
      ...this.book.size,
      undecided: this.decisions.size,
      journals: this.stored.length + this.late.size,
    };
  }

  /** Handles an event of Asterisk. @param members of a queue that a caller has joined by this event: its `QueueMember`s */
  handleEvent(message: AmiMessage, members?: readonly AmiMessage[]): void {
    const read = this.readEvent(message);
    if (read === null) return;
    const isAsked = members !== undefined && read.type === 'queued';
    const event = isAsked ? { ...read, absent: absentMembers(members, this.options.numbering) } : read;
    if (this.buffered === null) this.apply(event, true);
    else if (this.buffered.length < MOST_KEPT) this.buffered.push(event);
    else this.hasLost = true;
  }

  /**
   * Starts a resync: events are buffered until `resync`. Called again when Asterisk begins to answer, since events before that
   * would undo what the answer says of their channels.
   */
  beginResync(): void {
    this.buffered = [];
    this.hasLost = false;
    this.bufferedSince = this.options.clock.now();
  }

  /**
   * Makes the legs match the answer to `statusAction`, reports the difference, then applies the buffered events. Calls
   * that ended while disconnected end now.
   * @param holds by channel's id: whether its phone holds; absent: not known
   * @returns false: too many events came to buffer them all, so the resync must be repeated
   */
  resync(events: readonly AmiMessage[], holds: ReadonlyMap<string, boolean> = NO_HOLDS): boolean {
    const at = this.bufferedSince;
    const statuses = events.flatMap(
      (message) => this.skipped.read(message, () => readStatus(message, holds)) ?? [],
    );
    this.close();
    const { lostAt } = this;
    const seenAt = lostAt ?? at;
    // What could not be buffered is not known either.
    this.lostAt = this.hasLost ? at : null;
    const gone = restoreLegs(this.book, statuses, this.stored, this.options.numbering, seenAt, at);
    this.stored = [];
    for (const { id } of [...this.book.all()]) this.reportChanges(id, at, true, lostAt ?? 0);
    for (const journal of gone) this.closeGone(journal, lostAt, at);
    this.isKnown = true;
    this.heardSince ??= at;
    this.takeLate();
    this.options.listener.resynced(this.liveIds(), Math.round(at));
    const kept = this.buffered ?? [];
    this.buffered = null;
    // Only a Newchannel event may add a channel that is not in the answer.
    for (const event of kept) this.apply(event, false);
    return !this.hasLost;
  }

  /** The agent's live call as the driver needs it for actions; null: it is not known, or is over. */
  legOf(callId: string): TrackedCallView | null {
    for (const call of this.book.all()) {
      const one = call.calls.find(({ id }) => id === callId);
      if (one !== undefined && isLive(one)) return viewOf(call, one);
    }
    return null;
  }

  /** Takes in journals from before a restart that could not be read before. */
  addStored(stored: StoredJournals): void {
    this.late.add(stored);
    if (this.isKnown) this.takeLate();
  }

  /** The connection is lost: calls that are gone at the resync ended after this. */
  lose(): void {
    if (this.isKnown) this.lostAt = this.options.clock.now();
    this.isKnown = false;
  }

  /** Is the state of all calls known now? */
  isHeard(): boolean {
    return this.isKnown;
  }

  /** Journals of all open calls, to be stored for a restart. */
  journals(): readonly Journal[] {
    return [...this.book.journals(), ...this.stored, ...this.late.journals];
  }

  takeChangedJournals(): ReadonlyMap<string, Journal | null> | null {
    return this.book.takeChangedJournals();
  }

  /** Stops all timers. */
  close(): void {
    this.decisions.close();
  }

  private apply(event: AmiEvent, mayAddLeg: boolean): void {
    for (const id of applyEvent(this.book, event, this.options.numbering, mayAddLeg))
      this.reportChanges(id, event.at, false);
  }

  /** Reports what has changed for agents; ends the whole call with its last leg. */
  private reportChanges(id: string, at: number, isDecided: boolean, unheardSince = at): void {
    const call = this.book.call(id);
    if (call === undefined) return;
    const { numbering, listener } = this.options;
    const heard = writeJournal(call.journal, call.legs, call.written, numbering, at);
    const now = withUnheard(heard, unheardSince, at);
    const { legsAround } = this;
    const context = { call: now === call.journal ? call : { ...call, journal: now }, numbering, legsAround };
    const { calls, events: changes, isUndecided } = deriveCalls(context, at, isDecided);
    const { journal, missed, events: others } = missedRings(context, calls, changes);
    const events = others.length === 0 ? changes : [...changes, ...others];
    for (const { extension, event } of events)
      listener.call(extension, event, { trace: id, at: Math.round(at) });
    for (const { extension, event } of events) {
      if (event.type !== 'ended' || event.reason !== 'unknownNumber') continue;
      const ended = calls.find((one) => one.id === event.id);
      this.options.onUnknownNumber?.(extension, ended?.number ?? '');
    }
    // A leg whose begin was not heard yet: it comes, or the leg has ended before its channels were read.
    const isUnborn = !hasEndedLeg(call.legs) && !hasBornLeg(call.legs);
    this.decisions.schedule(id, isUndecided || (isUnborn && !isDecided));
    if (!hasEndedLeg(call.legs) && !(isUnborn && isDecided))
      return this.book.update(id, { journal, calls, missed }, NONE);
    const gone = goneLegs(call.legs, calls);
    const left = this.closeCalls(journal, call.legs.values());
    const kept = keptCalls(calls, call.legs, gone);
    this.book.update(id, { journal: left, calls: kept, missed }, gone);
    if (left !== journal) this.options.onClosed?.(left.id, left.participants.length === 0 ? null : left);
  }

  private takeLate(): void {
    if (this.late.size === 0) return;
    const at = this.options.clock.now();
    const { live, gone } = this.late.take(this.book, this.heardSince ?? at);
    for (const id of live) this.reportChanges(id, at, true);
    for (const { journal, seenAt } of gone)
      // Of a leg that has ended here the call was logged by what was known of it.
      if (journal.participants.some(({ id }) => this.book.isGone(id)))
        this.options.onClosed?.(journal.id, null);
      else this.closeGone(journal, seenAt, at);
  }

  /** Reports and logs a stored call of which no leg is left. */
  private closeGone(stored: Journal, lostAt: number | null, at: number): void {
    const { numbering, listener, onClosed } = this.options;
    const { journal, events } = reportMissed(stored, numbering, () => false);
    for (const { extension, event } of events)
      listener.call(extension, event, { trace: journal.id, at: Math.round(at) });
    this.closeCalls(withUnheard(journal, lostAt ?? lastMoment(journal), at), []);
    onClosed?.(journal.id, null);
  }

  /** Logs the whole calls of a journal that no live leg belongs to; returns the journal without them. */
  private closeCalls(journal: Journal, legs: Iterable<Leg>): Journal {
    const open = openCalls(journal, legs);
    let left = journal;
    for (const id of callsOf(journal)) {
      if (open.has(id)) continue;
      const part = partOf(journal, id);
      const record = this.far.named(recordOf(part, id));
      this.options.listener.closed?.(part, record);
      if (record !== null) this.options.listener.finished(record);
      left = closeCall(left, id);
    }
    return left;
  }

  /** Parses an event; null: it is not used, or not valid. */
  private readEvent(message: AmiMessage): AmiEvent | null {
    return this.skipped.read(message, () => readAmiEvent(message, (stamp) => this.far.timeOf(stamp)));
  }

  private liveIds(): ReadonlySet<string> {
    return new Set([...this.book.all()].flatMap(({ calls }) => calls.filter(isLive).map(({ id }) => id)));
  }
}
