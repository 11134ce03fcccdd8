import type { CallOutcome, CallStage, CallWay } from '../core/callWords';
import { member, textOf } from '../core/member';
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
  /** Empty: not known yet. */
  way: CallWay | '';
  /** Operator who answered; empty: none yet. */
  took: string;
  operators: OperatorState[];
  /** Records that were passed to ELMA365, by operator and begin. */
  recorded: string[];
}

/** An event for ELMA365. */
export interface TrackedEvent {
  stage: CallStage;
  way: CallWay;
  outcome: CallOutcome;
}

/** Pushes of a moment come in any order: within this time a step back is a late push, not a new ringing. ms */
const SETTLE_MS = 3000;
/** Most states kept: a queue may ring many phones. */
const MOST_STATES = 40;

export const emptyMemory: CallMemory = { way: '', took: '', operators: [], recorded: [] };

/**
 * Takes an event into the memory of its call. Event null: late or repeated, so ELMA365 does not get it.
 *
 * ```
 *   (none) ──INCOMING, OUTGOING──▶ start ──ACCEPTED──▶ answer ──COMPLETED, CANCELLED──▶ end
 *   a stage may be left out; end ──INCOMING, OUTGOING, ACCEPTED, later than 3 s──▶ start, answer
 *   after the call's record only ends are passed on
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
    way: latestWay(push.way, memory),
    took: push.type === 'ACCEPTED' ? operator : memory.took,
  };
  const known = memory.operators.find((one) => one.operator === operator);
  const isLate = memory.recorded.length > 0 && stage !== 'end';
  if (isLate || !isStageChange(known, stage, now)) return { memory: heard, event: null };
  const others = memory.operators.filter((one) => one.operator !== operator);
  const operators = [...others, { operator, stage, at: now }].slice(-MOST_STATES);
  return {
    memory: { ...heard, operators },
    event: { stage, way, outcome: endOutcome(push.type, way, heard.took) },
  };
}

function isStageChange(known: OperatorState | undefined, stage: CallStage, now: number): boolean {
  if (known === undefined || rank(stage) > rank(known.stage)) return true;
  // A queue rings the same phone again.
  return known.stage === 'end' && stage !== 'end' && now - known.at > SETTLE_MS;
}

/** A record for ELMA365. */
export interface TrackedRecord {
  way: CallWay;
  outcome: CallOutcome;
}

/** Takes the record of a call into its memory. Record null: ELMA365 has it already. */
export function trackRecord(
  memory: CallMemory,
  push: CallHistory,
  operator: string,
): { memory: CallMemory; record: TrackedRecord | null } {
  const key = operator + '|' + push.startedAt;
  if (memory.recorded.indexOf(key) >= 0) return { memory, record: null };
  const way = latestWay(push.way, memory);
  const recorded = [...memory.recorded, key].slice(-MOST_STATES);
  // A record without a known direction is not passed off as an answered call.
  const record: TrackedRecord = {
    way: wayOfCall(push.way, memory),
    outcome: way === '' ? 'unknown' : push.outcome,
  };
  return { memory: { ...memory, way, recorded }, record };
}

/** Reads the stored memory; what can't be read is left out. */
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

function latestWay(pushed: PhoneEvent['way'], memory: CallMemory): CallMemory['way'] {
  return pushed === 'in' || pushed === 'out' ? pushed : memory.way;
}

/** Older tenants leave the direction out of events; a call without any direction counts as incoming. */
function wayOfCall(pushed: PhoneEvent['way'], memory: CallMemory): CallWay {
  const way = latestWay(pushed, memory);
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
 * CANCELLED comes for each phone that stops ringing, also when a colleague answered: that is no missed call.
 * As long as no one is known to have answered, the outcome is left to the record.
 */
function endOutcome(type: PhoneEvent['type'], way: CallWay, took: string): CallOutcome {
  if (type === 'COMPLETED') return 'answered';
  if (type !== 'CANCELLED') return 'unknown';
  if (took !== '') return 'answered';
  return way === 'out' ? 'cancelled' : 'unknown';
}
