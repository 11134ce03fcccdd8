import { onMachineClock } from '../../../calls/onMachineClock';
import type { TelephonyListener } from '../../../calls/Telephony';
import { machineNow, type Clock } from '../../../system/Clock';
import type { EventPush, HistoryPush } from '../pushes/VatsPush';
import { vatsCallRecord } from './vatsCallRecord';
import { expire, nextExpiry } from './expire';
import type { VatsNumbering } from './VatsNumbering';
import { acceptOrder, dropOrder, placeOrder } from './orders';
import { ReportedRecords } from './ReportedRecords';
import { trackEvent } from './trackEvent';
import { trackHistory } from './trackHistory';
import { noCalls, type VatsStep, type VatsCalls } from './VatsCalls';

/** What the tracker needs. */
export interface VatsCallTrackerOptions {
  readonly listener: Pick<TelephonyListener, 'call' | 'finished'>;
  readonly clock: Clock;
  readonly numbering: VatsNumbering;
  /** The person in a push; null: no person. */
  readonly personOf: (user: string, extension: string) => string | null;
  /** After this time without a push a call counts as over, ms. */
  readonly longestMs: number;
}

/** Holds the state of all calls, reports changes to the listener, and owns the timer for `expire`. */
export class VatsCallTracker {
  private state: VatsCalls = noCalls;
  private readonly records = new ReportedRecords();
  private stop: () => void = () => undefined;
  private orders = 0;

  constructor(private readonly options: VatsCallTrackerOptions) {}

  /** Ids of all calls that were reported as begun and not as ended. */
  get liveIds(): ReadonlySet<string> {
    const { calls, orders } = this.state;
    const legs = [...calls.values()].flatMap((call) => call.legs.filter(({ phase }) => phase !== 'over'));
    const shown = orders.filter(({ phase }) => phase === 'shown');
    return new Set([...legs, ...shown].map(({ id }) => id));
  }

  handleEvent(push: EventPush): void {
    const { clock, numbering } = this.options;
    this.apply(trackEvent(this.state, push, this.personOf(push), clock.now(), numbering));
  }

  /** Handles the history push of a call. */
  handleHistory(push: HistoryPush): void {
    this.reportRecord(push);
    this.apply(trackHistory(this.state, push, this.personOf(push), this.options.clock.now()));
  }

  /** Adds a call from the history that was read. It ended a while ago, so no other push of it is expected. */
  addFromHistory(push: HistoryPush): void {
    const call = this.state.calls.get(push.callid);
    if (call !== undefined && !call.isOver) this.handleHistory(push);
    else this.reportRecord(push);
  }

  /** Adds an agent's order for a call. @returns the order's id */
  addOrder(person: string, number: string): string {
    const at = this.options.clock.now();
    this.orders += 1;
    const id = `order-${at}-${this.orders}`;
    this.apply({ state: placeOrder(this.state, { id, person, number, at }), events: [] });
    return id;
  }

  /** The VATS has accepted the order and rings the agent. @param callid null: its answer has no id */
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

  private apply({ state, events }: VatsStep): void {
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
    // The VATS shows what the machine's clock shows, also where ours has not taken over a correction yet.
    const now = machineNow(clock);
    const call = this.state.calls.get(push.callid);
    const record = vatsCallRecord(push, call, this.personOf(push), now, numbering);
    if (record !== null && this.records.addIfNew(record, clock.elapsed()))
      listener.finished(onMachineClock(record, clock.now() - now));
  }

  private personOf({ user, ext }: EventPush | HistoryPush): string | null {
    return this.options.personOf(user, ext);
  }
}
