import type { TelephonyListener } from '../../../calls/Telephony';
import type { Clock } from '../../../system/Clock';
import type { EventPush, HistoryPush } from '../pushes/VatsPush';
import { callRecord } from './callRecord';
import { expire, nextExpiry } from './expire';
import type { Office } from './Office';
import { acceptOrder, dropOrder, placeOrder } from './orders';
import { ToldRecords } from './ToldRecords';
import { trackEvent } from './trackEvent';
import { trackHistory } from './trackHistory';
import { noCalls, type Step, type VatsCalls } from './VatsCalls';

/** What the tracker works with. */
export interface TrackerPorts {
  readonly listener: Pick<TelephonyListener, 'call' | 'finished'>;
  readonly clock: Clock;
  readonly office: Office;
  /** Whom a push means; null: nobody. */
  readonly personOf: (user: string, extension: string) => string | null;
  /** A call without a push counts as over after so long, ms. */
  readonly longestMs: number;
}

/** Keeps what is known of calls, tells what changes, and owns the timer for what time changes. */
export class VatsCallTracker {
  private state: VatsCalls = noCalls;
  private readonly records = new ToldRecords();
  private stop: () => void = () => undefined;
  private orders = 0;

  constructor(private readonly ports: TrackerPorts) {}

  event(push: EventPush): void {
    const { clock, office } = this.ports;
    this.apply(trackEvent(this.state, push, this.personOf(push), clock.now(), office));
  }

  /** The history of a call, as it was pushed. */
  history(push: HistoryPush): void {
    this.record(push);
    this.apply(trackHistory(this.state, push, this.personOf(push), this.ports.clock.now()));
  }

  /** A call of the history that was read: over for a while, so that no other push of it is waited for. */
  found(push: HistoryPush): void {
    const call = this.state.calls.get(push.callid);
    if (call !== undefined && !call.isOver) this.history(push);
    else this.record(push);
  }

  /** An agent asks for a call. @returns the order's id */
  place(person: string, number: string): string {
    const at = this.ports.clock.now();
    this.orders += 1;
    const id = `order-${at}-${this.orders}`;
    this.apply({ state: placeOrder(this.state, { id, person, number, at }), told: [] });
    return id;
  }

  /** The VATS rings the agent. @param callid null: it told no id */
  accept(id: string, callid: string | null): void {
    const { clock, office } = this.ports;
    this.apply(acceptOrder(this.state, id, callid, clock.now(), office));
  }

  /** The VATS has refused the order. */
  drop(id: string): void {
    this.apply({ state: dropOrder(this.state, id), told: [] });
  }

  close(): void {
    this.stop();
  }

  private apply({ state, told }: Step): void {
    const { listener, clock, longestMs } = this.ports;
    this.state = state;
    const at = clock.now();
    for (const { person, event, trace } of told) listener.call(person, event, { trace, at });
    this.stop();
    const next = nextExpiry(state, longestMs);
    if (next === null) return;
    this.stop = clock.after(Math.max(0, next - at), () =>
      this.apply(expire(this.state, clock.now(), longestMs)),
    );
  }

  private record(push: HistoryPush): void {
    const { clock, office, listener } = this.ports;
    const now = clock.now();
    const call = this.state.calls.get(push.callid);
    const record = callRecord(push, call, this.personOf(push), now, office);
    if (record !== null && this.records.take(record, now)) listener.finished(record);
  }

  private personOf({ user, ext }: EventPush | HistoryPush): string | null {
    return this.ports.personOf(user, ext);
  }
}
