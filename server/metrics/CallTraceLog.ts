import type { FastifyBaseLogger } from 'fastify';
import type { CallEvent } from '../calls/CallEvent';
import type { CallRecord } from '../calls/CallRecord';
import type { Origin } from '../calls/Telephony';

/** How many call ids are remembered with their trace; beyond it the oldest is dropped. */
export const MOST_TRACES = 10_000;

/** Number of last digits of a client's number that are logged. */
const SHOWN_DIGITS = 4;

/**
 * Logs each event of the telephone system with the trace (id) of its whole call, and remembers the trace of each agent's
 * call, so that commands can be logged under the same trace.
 */
export class CallTraceLog {
  private readonly traces = new Map<string, string>();

  constructor(private readonly logger: Pick<FastifyBaseLogger, 'info'>) {}

  /** Trace of the whole call that an agent's call belongs to; null when the call is unknown or was dropped. */
  traceOf(callId: string): string | null {
    return this.traces.get(callId) ?? null;
  }

  /** Logs an event of an agent's call. @param now ms since 1970 */
  event(extension: string, event: CallEvent, { trace, at }: Origin, now: number): void {
    this.remember(event.id, trace);
    const { type, id: call } = event;
    this.logger.info({ trace, extension, call, type, ...detailsOf(event), lagMs: now - at }, 'event');
  }

  /** Logs the end of a whole call. */
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

/** Fields of an event that are logged in addition to its type; none contains a telephone number. */
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
