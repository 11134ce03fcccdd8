/**
 *     calling --200--> up --BYE of either end--> ended
 *     calling --refusal, cancel()--> ended
 *     ringing --answer()--> up
 *     ringing --reject(), CANCEL--> ended
 */
export type SipPhase = 'calling' | 'ringing' | 'up' | 'ended';
