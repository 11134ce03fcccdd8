import type { EndReason } from '../calls/AgentCall';
import type { CallOutcome } from '../calls/CallRecord';
import type { ElmaOutcome } from './elma365Wire';

/** Outcome of an agent's ended call. A call that a colleague took is `answered`, since it was not missed. */
export function outcomeOfEnd(reason: EndReason, wasAnswered: boolean): ElmaOutcome {
  if (wasAnswered) return 'answered';
  switch (reason) {
    case 'answeredElsewhere':
    case 'transferred':
      return 'answered';
    case 'busy':
    case 'rejected':
      return 'busy';
    case 'noAnswer':
    case 'missed':
      return 'noAnswer';
    case 'hungUp':
    case 'failed':
    case 'unknownNumber':
      return 'cancelled';
  }
}

/** Outcome of a whole call. */
export function outcomeOfCall(outcome: CallOutcome): ElmaOutcome {
  switch (outcome) {
    case 'answered':
      return 'answered';
    case 'busy':
    case 'rejected':
      return 'busy';
    case 'missed':
    case 'noAnswer':
      return 'noAnswer';
    case 'failed':
      return 'cancelled';
  }
}
