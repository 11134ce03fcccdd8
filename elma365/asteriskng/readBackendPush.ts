import type { CallOutcome, CallStage, CallWay } from '../core/callWords';
import { member, textOf } from '../core/member';
import type { FinishedCall, PhoneStage } from '../core/voipEvent';

/** A push of the backend; null: of a kind that this module does not know. */
export type BackendPush =
  { type: 'event'; stage: PhoneStage } | { type: 'record'; id: string; call: FinishedCall } | null;

const STAGES: readonly CallStage[] = ['start', 'answer', 'end'];
const WAYS: readonly CallWay[] = ['in', 'out'];
const KNOWN_OUTCOMES: readonly CallOutcome[] = ['answered', 'busy', 'cancelled', 'noAnswer', 'unknown'];

/** Reads a push of the backend, whose schema is server/elma365/elma365Wire.ts. Never fails. */
export function readBackendPush(push: unknown): BackendPush {
  const way = WAYS.find((one) => one === member(push, 'way'));
  const outcome = KNOWN_OUTCOMES.find((one) => one === member(push, 'outcome'));
  const callId = textOf(member(push, 'call'));
  if (way === undefined || outcome === undefined || callId === '') return null;
  const operator = textOf(member(push, 'extension'));
  // The backend has brought the number into its form already.
  const client = textOf(member(push, 'number')).replace(/\D/g, '');
  const base = { way, outcome, callId, operator, client };
  if (member(push, 'type') === 'record') return readRecord(push, base);
  const stage = STAGES.find((one) => one === member(push, 'stage'));
  if (member(push, 'type') !== 'event' || stage === undefined || operator === '') return null;
  return { type: 'event', stage: { ...base, stage } };
}

function readRecord(push: unknown, base: Omit<FinishedCall, 'durationS' | 'call'>): BackendPush {
  const duration = Number(textOf(member(push, 'duration')));
  const call = {
    id: base.callId,
    link: textOf(member(push, 'recording')),
    startedAt: textOf(member(push, 'startedAt')),
    via: textOf(member(push, 'via')),
  };
  const durationS = isFinite(duration) && duration >= 0 ? Math.floor(duration) : 0;
  return { type: 'record', id: textOf(member(push, 'id')), call: { ...base, durationS, call } };
}
