import type { TelephonyListener } from '../../../calls/Telephony';
import type { Clock } from '../../../system/Clock';
import type { AmiMessage } from '../ami/AmiMessage';
import type { AmiEvent } from './AmiEvent';
import { CallBook } from './CallBook';
import type { CallRecordDraft } from './CallRecordDraft';
import { viewOf, type TrackedCallView } from './TrackedCallView';
import { applyEvent } from './applyEvent';
import { deriveCalls } from './deriveCalls';
import { finishRecord, updateDraft } from './updateDraft';
import type { AsteriskNumbering } from './AsteriskNumbering';
import { readAmiEvent } from './readAmiEvent';
import { readStatus, type LegStatus } from './readStatus';
import { restoreLegs } from './restoreLegs';
import { isLive } from './TrackedCall';
import type { WholeCall } from './WholeCall';

/** How long to wait for the end of a call's other end before the call counts as transferred, ms. */
const DECISION_MS = 500;
/** Largest number of events buffered during a resync. */
export const MOST_KEPT = 50_000;

/** What the tracker needs. */
export interface CallTrackerOptions {
  readonly numbering: AsteriskNumbering;
  readonly listener: Pick<TelephonyListener, 'call' | 'finished' | 'resynced'>;
  readonly clock: Clock;
  /** Called when an event is not valid and was skipped, once for each kind. */
  readonly onFault: (event: string, error: Error) => void;
  /** Called when the dialplan or the network does not have the number that the agent called. */
  readonly onUnknownNumber?: (extension: string, number: string) => void;
  /** Drafts of calls that were open when the backend stopped. */
  readonly drafts?: readonly CallRecordDraft[];
}

/** Derives agents' calls and a record of each whole call from Asterisk's events, and reports them to the listener. */
export class CallTracker {
  private readonly book: CallBook;
  private readonly undecided = new Map<string, () => void>();
  private readonly reportedKinds = new Set<string>();
  private storedDrafts: Map<string, CallRecordDraft>;
  /** Events that arrive during a resync; null: no resync is under way. */
  private buffered: AmiEvent[] | null = null;
  /** More events arrived during the resync than can be buffered. */
  private hasLost = false;

  constructor(private readonly options: CallTrackerOptions) {
    this.book = new CallBook(options.numbering);
    this.storedDrafts = new Map(options.drafts?.map((draft) => [draft.id, draft]));
  }

  /** Numbers of entries, for tests and metrics. */
  get size() {
    return { ...this.book.size, undecided: this.undecided.size, drafts: this.storedDrafts.size };
  }

  /** Handles an event of Asterisk. */
  handleEvent(message: AmiMessage): void {
    const event = this.readOrReport(message, () => readAmiEvent(message, this.options.clock.now()));
    if (event === null) return;
    if (this.buffered === null) this.apply(event, true);
    else if (this.buffered.length < MOST_KEPT) this.buffered.push(event);
    else this.hasLost = true;
  }

  /** Starts a resync: events are buffered until `resync`. */
  beginResync(): void {
    this.buffered = [];
    this.hasLost = false;
  }

  /**
   * Makes the legs match the answer to `statusAction`, reports the difference, then applies the buffered events. Calls
   * that ended while disconnected end now.
   * @returns false: too many events came to buffer them all, so the resync must be repeated
   */
  resync(events: readonly AmiMessage[]): boolean {
    const at = this.options.clock.now();
    const statuses = events.flatMap((message): LegStatus[] => {
      const status = this.readOrReport(message, () => readStatus(message));
      return status === null ? [] : [status];
    });
    for (const stop of this.undecided.values()) stop();
    this.undecided.clear();
    restoreLegs(this.book, statuses, this.storedDrafts, this.options.numbering, at);
    for (const { id } of [...this.book.all()]) this.reportChanges(id, at, true);
    for (const draft of this.storedDrafts.values()) this.finish(draft, at);
    this.storedDrafts = new Map();
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

  /** Drafts of the records of all open calls, to be stored for a restart. */
  drafts(): readonly CallRecordDraft[] {
    const open = [...this.book.all()].flatMap(({ draft }) => (draft.client === null ? [] : [draft]));
    return [...open, ...this.storedDrafts.values()];
  }

  /** Stops all timers. */
  close(): void {
    for (const stop of this.undecided.values()) stop();
    this.undecided.clear();
  }

  private apply(event: AmiEvent, mayAddLeg: boolean): void {
    for (const id of applyEvent(this.book, event, this.options.numbering, mayAddLeg))
      this.reportChanges(id, event.at, false);
  }

  /** Reports what has changed for agents; ends the whole call with its last leg. */
  private reportChanges(id: string, at: number, isDecided: boolean): void {
    const call = this.book.call(id);
    if (call === undefined) return;
    const { numbering, listener } = this.options;
    const draft = updateDraft(call.draft, call.legs, numbering, at);
    const legsAround = (legId: string) => this.book.legsAround(legId);
    const context = { call: draft === call.draft ? call : { ...call, draft }, numbering, legsAround };
    const { calls, events, isUndecided } = deriveCalls(context, at, isDecided);
    for (const { extension, event } of events)
      listener.call(extension, event, { trace: id, at: Math.round(at) });
    for (const { extension, event } of events) {
      if (event.type !== 'ended' || event.reason !== 'unknownNumber') continue;
      const ended = calls.find((one) => one.id === event.id);
      this.options.onUnknownNumber?.(extension, ended?.number ?? '');
    }
    const missed = events.flatMap(({ extension, event }) =>
      event.type === 'ended' && event.reason === 'missed' ? [extension] : [],
    );
    const isSame = draft === call.draft && calls === call.calls && missed.length === 0;
    const now = isSame ? call : { ...call, draft, calls, missed: [...call.missed, ...missed] };
    const after = withoutGone(now);
    this.book.replace(call, after);
    this.scheduleDecision(id, isUndecided);
    if (after.legs.size === 0) this.finish(draft, at);
  }

  /** Starts the wait for the other end's fate, or stops it when that is known. */
  private scheduleDecision(id: string, isUndecided: boolean): void {
    const stop = this.undecided.get(id);
    if (isUndecided === (stop !== undefined)) return;
    if (stop !== undefined) {
      stop();
      this.undecided.delete(id);
      return;
    }
    const decide = (): void => {
      this.undecided.delete(id);
      this.reportChanges(id, this.options.clock.now(), true);
    };
    this.undecided.set(id, this.options.clock.after(DECISION_MS, decide));
  }

  private finish(draft: CallRecordDraft, at: number): void {
    const record = finishRecord(draft, this.options.numbering, at);
    if (record !== null) this.options.listener.finished(record);
  }

  private liveIds(): ReadonlySet<string> {
    return new Set([...this.book.all()].flatMap(({ calls }) => calls.filter(isLive).map(({ id }) => id)));
  }

  /** Parses a message; reports the first invalid one of each kind. */
  private readOrReport<T>(message: AmiMessage, how: () => T): T | null {
    try {
      return how();
    } catch (error) {
      const kind = message['Event'] ?? '';
      if (!(error instanceof Error)) throw error;
      if (!this.reportedKinds.has(kind)) this.options.onFault(kind, error);
      this.reportedKinds.add(kind);
      return null;
    }
  }
}

/** Removes legs that are gone and ended calls without legs. */
function withoutGone(call: WholeCall): WholeCall {
  let isWhole = true;
  for (const leg of call.legs.values()) isWhole &&= leg.end === null;
  if (isWhole) return call;
  const needed = new Set(call.calls.filter(isLive).flatMap(({ legs }) => legs));
  const legs = new Map([...call.legs].filter(([id, leg]) => leg.end === null || needed.has(id)));
  return {
    ...call,
    legs,
    calls: call.calls.filter((one) => isLive(one) || one.legs.some((id) => legs.has(id))),
  };
}
