/** How a call ended for the agent. `answeredElsewhere`: another phone took it. */
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
