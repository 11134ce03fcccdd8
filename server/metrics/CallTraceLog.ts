import type { FastifyBaseLogger } from 'fastify';
import type { CallEvent } from '../calls/CallEvent';
import type { CallRecord } from '../calls/CallRecord';
import type { Origin } from '../calls/Telephony';

/** How many calls' traces are remembered; beyond it the oldest is forgotten. */
export const MOST_TRACES = 10_000;

/** Digits of a client's number that the log shows. */
const SHOWN_DIGITS = 4;

/**
 * Writes each event of the telephone system into the log under the trace of its whole call, and remembers which
 * call belongs to which trace, so that commands are found under it as well.
 */
export class CallTraceLog {
  private readonly traces = new Map<string, string>();

  constructor(private readonly logger: Pick<FastifyBaseLogger, 'info'>) {}

  /** Key of the whole call that this call of an agent is part of; null: not known, or long forgotten. */
  traceOf(callId: string): string | null {
    return this.traces.get(callId) ?? null;
  }

  /** An event of an agent's call. @param now ms since 1970 */
  event(extension: string, event: CallEvent, { trace, at }: Origin, now: number): void {
    this.remember(event.id, trace);
    const { type, id: call } = event;
    this.logger.info({ trace, extension, call, type, ...detailsOf(event), lagMs: now - at }, 'event');
  }

  /** A whole call is over. */
  finished(record: CallRecord): void {
    const { id: trace, direction, outcome, extension, answeredAt, endedAt } = record;
    const talkMs = answeredAt === null ? 0 : endedAt - answeredAt;
    const number = `…${record.number.slice(-SHOWN_DIGITS)}`;
    this.logger.info({ trace, extension, direction, outcome, talkMs, number }, 'call over');
  }

  private remember(callId: string, trace: string): void {
    this.traces.set(callId, trace);
    const [oldest] = this.traces.keys();
    if (oldest !== undefined && this.traces.size > MOST_TRACES) this.traces.delete(oldest);
  }
}

/** What the log shows of an event beside its type: never a number. */
function detailsOf(event: CallEvent): Readonly<Record<string, string | boolean>> {
  switch (event.type) {
    case 'began':
      return { direction: event.direction, phase: event.phase };
    case 'held':
    case 'farHeld':
      return { isHeld: event.isHeld };
    case 'muted':
      return { isMuted: event.isMuted };
    case 'ended':
      return { reason: event.reason };
    case 'answered':
    case 'connected':
    case 'answeredElsewhere':
      return {};
  }
}
