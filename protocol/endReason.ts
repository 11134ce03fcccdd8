/** How a call ended. */
export type EndReason =
  | 'hungUp'
  | 'busy'
  | 'noAnswer'
  | 'rejected'
  | 'missed'
  | 'answeredElsewhere'
  | 'transferred'
  | 'failed'
  /** The telephone system has no such number. */
  | 'unknownNumber';
