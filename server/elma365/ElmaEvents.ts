import type { CallEvent } from '../calls/CallEvent';
import type { CallRecord } from '../calls/CallRecord';
import type { Origin } from '../calls/Telephony';
import type { ElmaPush } from './elma365Wire';
import { outcomeOfCall, outcomeOfEnd } from './elmaOutcome';

/** An agent's live call with a client. */
interface LiveLeg {
  readonly extension: string;
  /** Id of the whole call. */
  readonly call: string;
  readonly way: 'in' | 'out';
  readonly number: string;
  readonly wasAnswered: boolean;
}

/**
 * Converts the telephone system's events to pushes. Calls between colleagues are left out.
 *
 * ```
 *   (none) ──began──▶ start ──answered──▶ answer ──ended──▶ end, forgotten
 *   start ──ended──▶ end, forgotten        not live after a resync ──▶ end, forgotten
 * ```
 */
export class ElmaEvents {
  private readonly legs = new Map<string, LiveLeg>();

  constructor(
    /** Extensions of the agents. */
    private readonly extensions: ReadonlySet<string>,
    /** Signed URL of the recording; null: there is none. */
    private readonly linkOf: (record: CallRecord) => string | null,
    private readonly push: (push: ElmaPush) => void,
  ) {}

  /** Number of tracked calls. */
  get following(): number {
    return this.legs.size;
  }

  /** Pushes an event of an agent's call. */
  call(extension: string, event: CallEvent, origin: Origin): void {
    if (!this.extensions.has(extension)) return;
    const leg = this.legs.get(event.id);
    if (event.type === 'began' && leg === undefined && event.direction !== 'internal') {
      const way = event.direction === 'inbound' ? 'in' : 'out';
      const began = { extension, call: origin.trace, way, number: event.number, wasAnswered: false } as const;
      this.legs.set(event.id, began);
      this.pushEvent(event.id, began, 'start', 'unknown');
    } else if (event.type === 'answered' && leg !== undefined && !leg.wasAnswered) {
      this.legs.set(event.id, { ...leg, wasAnswered: true });
      this.pushEvent(event.id, leg, 'answer', 'unknown');
    } else if (event.type === 'ended' && leg !== undefined) {
      this.end(event.id, leg, outcomeOfEnd(event.reason, leg.wasAnswered));
    }
  }

  /** Pushes the record of a finished call. */
  finished(record: CallRecord): void {
    const { answeredAt, endedAt, startedAt } = record;
    this.push({
      type: 'record',
      id: `record:${record.id}`,
      call: record.id,
      way: record.direction === 'inbound' ? 'in' : 'out',
      outcome: outcomeOfCall(record.outcome),
      number: record.number,
      extension: record.extension ?? '',
      startedAt: new Date(startedAt).toISOString(),
      duration: answeredAt === null ? 0 : Math.max(0, Math.round((endedAt - answeredAt) / 1_000)),
      via: record.via ?? '',
      recording: this.linkOf(record) ?? '',
    });
  }

  /** Ends all calls that are not live; their outcome is unknown. */
  resynced(liveIds: ReadonlySet<string>): void {
    for (const [id, leg] of this.legs) {
      if (!liveIds.has(id)) this.end(id, leg, leg.wasAnswered ? 'answered' : 'unknown');
    }
  }

  private end(id: string, leg: LiveLeg, outcome: ElmaPush['outcome']): void {
    this.legs.delete(id);
    this.pushEvent(id, leg, 'end', outcome);
  }

  private pushEvent(
    id: string,
    { extension, call, way, number }: LiveLeg,
    stage: 'start' | 'answer' | 'end',
    outcome: ElmaPush['outcome'],
  ): void {
    this.push({ type: 'event', id: `${stage}:${id}`, call, way, outcome, number, stage, extension });
  }
}
