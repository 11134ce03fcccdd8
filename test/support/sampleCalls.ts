import type { Call, Conversation, MissedCall, Party } from '../../src/domain/calls/Call';
import { emptyBoard, transition, type CallBoard, type Report } from '../../src/domain/calls/CallBoard';

/** Fields of a call that a test may set. */
type Facts = Partial<
  Pick<Call, 'direction' | 'party' | 'via' | 'startedAt' | 'farHeld' | 'consultOf' | 'card'>
>;

type Ended = Extract<Call, { phase: 'ended' }>;

/** A client of whom only the number is known. */
export const unknownParty: Party = {
  name: null,
  number: '+79101234567',
  contactId: null,
  company: null,
  responsible: null,
  matches: [],
};

/** A client whom the backend knows. */
export const ivan: Party = { ...unknownParty, name: 'Иван Петров', contactId: '77' };

const facts = (id: string, changes: Facts) => ({
  id,
  direction: 'inbound' as const,
  party: unknownParty,
  via: null,
  startedAt: 1_000,
  farHeld: false,
  consultOf: null,
  card: null,
  ...changes,
});

/** Creates a call in each phase, with the fields that the test sets. */
export const sampleCalls = {
  dialing: (id: string, changes: Facts = {}): Call => ({
    ...facts(id, { direction: 'outbound', ...changes }),
    phase: 'dialing',
  }),
  ringing: (id: string, changes: Facts = {}): Call => ({ ...facts(id, changes), phase: 'ringing' }),
  talking: (
    id: string,
    { answeredAt = 1_000, muted = false, ...changes }: Facts & Partial<Conversation> = {},
  ): Call => ({ ...facts(id, changes), phase: 'talking', answeredAt, muted }),
  held: (
    id: string,
    { answeredAt = 1_000, muted = false, ...changes }: Facts & Partial<Conversation> = {},
  ): Call => ({ ...facts(id, changes), phase: 'held', answeredAt, muted }),
  ended: (
    id: string,
    {
      reason = 'hungUp',
      answeredAt = null,
      endedAt = 5_000,
      wentTo = null,
      ...changes
    }: Facts & Partial<Ended> = {},
  ): Call => ({ ...facts(id, changes), phase: 'ended', reason, answeredAt, endedAt, wentTo }),
};

/** The missed calls from one number. */
export const missedCall = (id: string, changes: Partial<MissedCall> = {}): MissedCall => ({
  id,
  party: unknownParty,
  count: 1,
  at: 5_000,
  ...changes,
});

/** The report of a backend with our extension of the wire. */
export const report = (calls: readonly Call[], changes: Partial<Report> = {}): Report => ({
  calls,
  missed: [],
  revision: 1,
  skewMs: 0,
  ...changes,
});

/** The report of a backend with the original protocol. */
export const originalReport = (...calls: Call[]): Report => report(calls, { revision: null, skewMs: null });

/** The board after a report of these calls. */
export const boardOf = (calls: readonly Call[], changes: Partial<Report> = {}): CallBoard =>
  transition(emptyBoard, { type: 'reported', report: report(calls, changes), at: 2_000, lastAt: null });
