import type { CallOutcome } from './callWords';

/** The platform's word for it. Only the five members that are known are used. */
export function dispositionOf(outcome: CallOutcome): VoipCallDisposition {
  switch (outcome) {
    case 'answered':
      return VoipCallDisposition.Answered;
    case 'busy':
      return VoipCallDisposition.Busy;
    case 'cancelled':
      return VoipCallDisposition.Cancel;
    case 'noAnswer':
      return VoipCallDisposition.NoAnswer;
    case 'unknown':
      return VoipCallDisposition.Unknown;
  }
}
