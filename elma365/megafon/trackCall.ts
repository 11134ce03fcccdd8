import type { CallOutcome, CallStage, CallWay } from '../core/callWords';
import { member, textOf } from '../core/outside';
import type { PhoneEvent, CallHistory } from './readCrmPush';

/** Where an operator's phone stands in a call. */
export interface OperatorState {
  operator: string;
  stage: CallStage;
  /** When the stage was reached, ms since 1970. */
  at: number;
}

/** What is remembered of a call. */
export interface CallMemory {
  /** Empty: not told yet. */
  way: CallWay | '';
  /** Operator who answered; empty: nobody yet. */
  took: string;
  operators: OperatorState[];
  /** Records that were told, by operator and begin. */
  recorded: string[];
}

/** An event that is to be told. */
export interface TrackedEvent {
  stage: CallStage;
  way: CallWay;
  outcome: CallOutcome;
}

/** Pushes of a moment come in any order; within so long a step back is a late push and no new ringing. ms */
const SETTLE_MS = 3000;
/** A queue may ring many: more states than that are not kept. */
const MOST_STATES = 40;

export const emptyMemory: CallMemory = { way: '', took: '', operators: [], recorded: [] };

/**
 * The only function that changes what is remembered by an event. Null: it is not told, being late or repeated.
 *
 * ```
 *   (none) ──INCOMING, OUTGOING──▶ start ──ACCEPTED──▶ answer ──COMPLETED, CANCELLED──▶ end
 *   a stage may be left out; end ──INCOMING, OUTGOING, ACCEPTED, later than 3 s──▶ start, answer
 *   after the call's record only ends are told
 * ```
 */
export function trackPhone(
  memory: CallMemory,
  push: PhoneEvent,
  operator: string,
  now: number,
): { memory: CallMemory; event: TrackedEvent | null } {
  const way = wayOfCall(push.way, memory);
  const stage = stageReached(push.type);
  const heard = {
    ...memory,
    way: toldWay(push.way, memory),
    took: push.type === 'ACCEPTED' ? operator : memory.took,
  };
  const known = memory.operators.find((one) => one.operator === operator);
  const isLate = memory.recorded.length > 0 && stage !== 'end';
  if (isLate || !isNews(known, stage, now)) return { memory: heard, event: null };
  const others = memory.operators.filter((one) => one.operator !== operator);
  const operators = [...others, { operator, stage, at: now }].slice(-MOST_STATES);
  return {
    memory: { ...heard, operators },
    event: { stage, way, outcome: endOutcome(push.type, way, heard.took) },
  };
}

function isNews(known: OperatorState | undefined, stage: CallStage, now: number): boolean {
  if (known === undefined || rank(stage) > rank(known.stage)) return true;
  // A queue rings the same phone again.
  return known.stage === 'end' && stage !== 'end' && now - known.at > SETTLE_MS;
}

/** A record that is to be told. */
export interface TrackedRecord {
  way: CallWay;
  outcome: CallOutcome;
}

/** The same for the record of a call. Null: it was told before. */
export function trackRecord(
  memory: CallMemory,
  push: CallHistory,
  operator: string,
): { memory: CallMemory; record: TrackedRecord | null } {
  const key = operator + '|' + push.startedAt;
  if (memory.recorded.indexOf(key) >= 0) return { memory, record: null };
  const told = toldWay(push.way, memory);
  const recorded = [...memory.recorded, key].slice(-MOST_STATES);
  // A record of which nobody knows the way is not passed off as a good one.
  const record: TrackedRecord = {
    way: wayOfCall(push.way, memory),
    outcome: told === '' ? 'unknown' : push.outcome,
  };
  return { memory: { ...memory, way: told, recorded }, record };
}

/** What was kept, read back; what is not understood is forgotten. */
export function readMemory(kept: unknown): CallMemory {
  const way = textOf(member(kept, 'way'));
  return {
    way: way === 'in' || way === 'out' ? way : '',
    took: textOf(member(kept, 'took')),
    operators: list(member(kept, 'operators')).reduce<OperatorState[]>((all, one) => {
      const stage = textOf(member(one, 'stage'));
      const at = Number(textOf(member(one, 'at')));
      if (stage !== 'start' && stage !== 'answer' && stage !== 'end') return all;
      return [...all, { operator: textOf(member(one, 'operator')), stage, at }];
    }, []),
    recorded: list(member(kept, 'recorded')).map(textOf),
  };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function toldWay(told: PhoneEvent['way'], memory: CallMemory): CallMemory['way'] {
  return told === 'in' || told === 'out' ? told : memory.way;
}

/** Older tenants leave the direction out of events; a call of which nothing is known comes in. */
function wayOfCall(told: PhoneEvent['way'], memory: CallMemory): CallWay {
  const way = toldWay(told, memory);
  return way === '' ? 'in' : way;
}

function stageReached(type: PhoneEvent['type']): CallStage {
  if (type === 'ACCEPTED') return 'answer';
  return type === 'INCOMING' || type === 'OUTGOING' ? 'start' : 'end';
}

function rank(stage: CallStage): number {
  return ['start', 'answer', 'end'].indexOf(stage);
}

/**
 * CANCELLED is told of each phone that stops ringing, also when a colleague took the call: no missed call then.
 * When nobody is known to have taken it yet, the record will tell.
 */
function endOutcome(type: PhoneEvent['type'], way: CallWay, took: string): CallOutcome {
  if (type === 'COMPLETED') return 'answered';
  if (type !== 'CANCELLED') return 'unknown';
  if (took !== '') return 'answered';
  return way === 'out' ? 'cancelled' : 'unknown';
}
