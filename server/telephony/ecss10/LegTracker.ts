import type { TelephonyListener } from '../../calls/Telephony';
import type { Clock } from '../../system/Clock';
import { ecss10CallRecord, isCallOver } from './ecss10CallRecord';
import type { Ecss10Leg, LegBook, Ecss10Numbering } from './Ecss10Leg';
import { trackLegs, type LegChange } from './trackLegs';

/** How long after a leg's end a queue may try the next phone, ms. */
const NEXT_LEG_MS = 3_000;

/** Holds the legs, and reports calls and records to the listener. */
export class LegTracker {
  private book: LegBook = new Map();
  /** Calls without a live leg -> function that stops the timer after which they count as over. */
  private readonly ending = new Map<string, () => void>();

  constructor(
    private readonly listener: TelephonyListener,
    private readonly numbering: Ecss10Numbering,
    private readonly clock: Clock,
  ) {}

  /** Ids of all agents' live calls. */
  get liveIds(): ReadonlySet<string> {
    const live = [...this.book.values()].filter(
      (leg) => leg.endedAt === null && this.numbering.isAgent(leg.own),
    );
    return new Set(live.map(({ id }) => id));
  }

  /** The agent's live leg; null: there is none with this id. */
  legOf(extension: string, id: string): Ecss10Leg | null {
    const leg = this.book.get(id);
    return leg === undefined || leg.own !== extension || leg.endedAt !== null ? null : leg;
  }

  apply(change: LegChange): void {
    const { book, events } = trackLegs(this.book, change, this.numbering);
    this.book = book;
    for (const { extension, callId, event } of events)
      this.listener.call(extension, event, { trace: callId, at: this.clock.now() });
    for (const callId of new Set([...book.values()].map((leg) => leg.callId))) this.scheduleFinish(callId);
  }

  close(): void {
    for (const stop of this.ending.values()) stop();
    this.ending.clear();
  }

  private scheduleFinish(callId: string): void {
    const stop = this.ending.get(callId);
    const isEnding = isCallOver(this.book, callId);
    if (isEnding && stop === undefined)
      this.ending.set(
        callId,
        this.clock.after(NEXT_LEG_MS, () => this.finish(callId)),
      );
    if (!isEnding && stop !== undefined) {
      stop();
      this.ending.delete(callId);
    }
  }

  private finish(callId: string): void {
    this.ending.delete(callId);
    const record = ecss10CallRecord(this.book, callId, this.numbering);
    this.book = trackLegs(this.book, { type: 'forgotten', callId }, this.numbering).book;
    if (record !== null) this.listener.finished(record);
  }
}
