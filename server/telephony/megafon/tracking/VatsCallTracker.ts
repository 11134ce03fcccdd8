import type { TelephonyListener } from '../../../calls/Telephony';
import type { Clock } from '../../../system/Clock';
import type { EventPush, HistoryPush } from '../pushes/VatsPush';
import { callRecord } from './callRecord';
import { expire, nextExpiry } from './expire';
import type { VatsNumbering } from './VatsNumbering';
import { acceptOrder, dropOrder, placeOrder } from './orders';
import { ReportedRecords } from './ReportedRecords';
import { trackEvent } from './trackEvent';
import { trackHistory } from './trackHistory';
import { noCalls, type Step, type VatsCalls } from './VatsCalls';

/** What the tracker works with. */
export interface VatsCallTrackerOptions {
  readonly listener: Pick<TelephonyListener, 'call' | 'finished'>;
  readonly clock: Clock;
  readonly numbering: VatsNumbering;
  /** Whom a push means; null: nobody. */
  readonly personOf: (user: string, extension: string) => string | null;
  /** A call without a push counts as over after so long, ms. */
  readonly longestMs: number;
}

/** Keeps what is known of calls, tells what changes, and owns the timer for what time changes. */
export class VatsCallTracker {
  private state: VatsCalls = noCalls;
  private readonly records = new ReportedRecords();
  private stop: () => void = () => undefined;
  private orders = 0;

  constructor(private readonly options: VatsCallTrackerOptions) {}

  handleEvent(push: EventPush): void {
    const { clock, numbering } = this.options;
    this.apply(trackEvent(this.state, push, this.personOf(push), clock.now(), numbering));
  }

  /** The history of a call, as it was pushed. */
  handleHistory(push: HistoryPush): void {
    this.reportRecord(push);
    this.apply(trackHistory(this.state, push, this.personOf(push), this.options.clock.now()));
  }

  /** A call of the history that was read: over for a while, so that no other push of it is waited for. */
  addFromHistory(push: HistoryPush): void {
    const call = this.state.calls.get(push.callid);
    if (call !== undefined && !call.isOver) this.handleHistory(push);
    else this.reportRecord(push);
  }

  /** An agent asks for a call. @returns the order's id */
  addOrder(person: string, number: string): string {
    const at = this.options.clock.now();
    this.orders += 1;
    const id = `order-${at}-${this.orders}`;
    this.apply({ state: placeOrder(this.state, { id, person, number, at }), events: [] });
    return id;
  }

  /** The VATS rings the agent. @param callid null: it told no id */
  orderAccepted(id: string, callid: string | null): void {
    const { clock, numbering } = this.options;
    this.apply(acceptOrder(this.state, id, callid, clock.now(), numbering));
  }

  /** The VATS has refused the order. */
  orderRefused(id: string): void {
    this.apply({ state: dropOrder(this.state, id), events: [] });
  }

  close(): void {
    this.stop();
  }

  private apply({ state, events }: Step): void {
    const { listener, clock, longestMs } = this.options;
    this.state = state;
    const at = clock.now();
    for (const { person, event, trace } of events) listener.call(person, event, { trace, at });
    this.stop();
    const next = nextExpiry(state, longestMs);
    if (next === null) return;
    this.stop = clock.after(Math.max(0, next - at), () =>
      this.apply(expire(this.state, clock.now(), longestMs)),
    );
  }

  private reportRecord(push: HistoryPush): void {
    const { clock, numbering, listener } = this.options;
    const now = clock.now();
    const call = this.state.calls.get(push.callid);
    const record = callRecord(push, call, this.personOf(push), now, numbering);
    if (record !== null && this.records.addIfNew(record, now)) listener.finished(record);
  }

  private personOf({ user, ext }: EventPush | HistoryPush): string | null {
    return this.options.personOf(user, ext);
  }
}
