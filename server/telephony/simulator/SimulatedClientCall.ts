import type { EndReason } from '../../calls/AgentCall';
import type { CallRecord, CallOutcome } from '../../calls/CallRecord';
import type { ClientCall, Line } from './Line';

/** What is known when a call with a client begins. */
export interface SimulatedClientCallOptions {
  readonly id: string;
  readonly direction: CallRecord['direction'];
  /** The client's. */
  readonly number: string;
  readonly via: string | null;
  /** ms since 1970. */
  readonly startedAt: number;
}

/**
 * A call between a client and the company over all its lines: those of a ring group, and those that it was transferred
 * to. It ends with its last line.
 */
export class SimulatedClientCall implements ClientCall {
  private readonly live = new Set<Line>();
  /** All of them, in the order in which they came. */
  private readonly lines = new Set<Line>();
  private readonly refused = new Set<Line>();
  private readonly reasons: EndReason[] = [];
  private answeredAt: number | null = null;
  /** Lines that have talked with the client. */
  private readonly talkers = new Set<Line>();
  /** When the last of them left; null: none has. */
  private talkedUntil: number | null = null;
  private lastTalker: string | null = null;
  /** During a transfer it may have no line for a moment. */
  private isHandedOver = false;
  private isOver = false;

  constructor(
    private readonly beginning: SimulatedClientCallOptions,
    private readonly now: () => number,
    /** Called once, when the call is over. */
    private readonly finished: (record: CallRecord) => void,
    /** Name of the sound file that an answered call has; null: none. */
    private readonly recording: string | null = null,
  ) {}

  get id(): string {
    return this.beginning.id;
  }

  join(line: Line): void {
    line.clientCall = this;
    this.live.add(line);
    this.lines.add(line);
  }

  answered(line: Line): void {
    this.answeredAt ??= this.now();
    this.lastTalker = line.extension;
    this.talkers.add(line);
  }

  leave(line: Line, reason: EndReason): void {
    if (!this.live.delete(line)) return;
    this.reasons.push(reason);
    if (this.talkers.has(line)) this.talkedUntil = this.now();
    if (reason === 'rejected' || reason === 'busy') this.refused.add(line);
    this.endIfAlone();
  }

  handOver(work: () => void): void {
    this.isHandedOver = true;
    work();
    this.isHandedOver = false;
    this.endIfAlone();
  }

  private endIfAlone(): void {
    if (this.live.size > 0 || this.isHandedOver || this.isOver) return;
    this.isOver = true;
    const extensions = [...new Set([...this.lines].map(({ extension }) => extension))];
    this.finished({
      ...this.beginning,
      outcome: this.outcome(),
      extension: this.lastTalker ?? this.lastLine()?.extension ?? null,
      extensions,
      answeredAt: this.answeredAt,
      // As in the journal: a phone that rang after the last talk does not make the talk longer.
      endedAt: this.talkedUntil ?? this.now(),
      recording: this.answeredAt === null ? null : this.recording,
    });
  }

  /** Whose phone rang last and did not refuse, as in the journal; an outbound call is its caller's, who refuses nothing. */
  private lastLine(): Line | undefined {
    const lines = [...this.lines];
    return (
      (this.beginning.direction === 'inbound' && lines.filter((line) => !this.refused.has(line)).at(-1)) ||
      lines.at(-1)
    );
  }

  private outcome(): CallOutcome {
    if (this.answeredAt !== null) return 'answered';
    const { direction } = this.beginning;
    const isRefused = this.reasons.length > 0 && this.reasons.every((reason) => reason === 'rejected');
    if (direction === 'inbound') return isRefused ? 'rejected' : 'missed';
    const reason = this.reasons.at(-1);
    return reason === 'busy' || reason === 'rejected' || reason === 'failed' ? reason : 'noAnswer';
  }
}
