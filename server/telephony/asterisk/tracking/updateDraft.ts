import type { CallRecord, CallOutcome } from '../../../calls/CallRecord';
import type { DialStatus } from './AmiEvent';
import type { CallRecordDraft } from './CallRecordDraft';
import { farEnd } from './farEnd';
import type { Leg, Legs } from './Leg';
import { isServiceCode } from './numberOf';
import type { AsteriskNumbering } from './AsteriskNumbering';

const FAILURES: Readonly<Partial<Record<DialStatus, CallOutcome>>> = {
  busy: 'busy',
  congestion: 'failed',
  unavailable: 'failed',
};
/** Q.850 causes of a called client that mean "no answer". */
const NO_ANSWER: ReadonlySet<number> = new Set([0, 16, 18, 19, 127]);

/** Updates the draft from the legs' current state. @param at ms since 1970 */
export function updateDraft(
  draft: CallRecordDraft,
  legs: Legs,
  numbering: AsteriskNumbering,
  at: number,
): CallRecordDraft {
  let now = draft;
  for (const leg of legs.values()) {
    now = withRecording(now, leg);
    if (leg.extension !== null) now = withAgent(now, leg);
    else if (!leg.isLocal && now.client === null)
      now = { ...now, client: leg.id, direction: directionOf(leg) };
  }
  const client = legs.get(now.client ?? '');
  return client === undefined ? now : withTalk(withClient(now, legs, client, numbering), legs, client, at);
}

/** Makes the record at the end; null: no outside party took part. @param endedAt ms since 1970 */
export function finishRecord(
  draft: CallRecordDraft,
  numbering: AsteriskNumbering,
  endedAt: number,
): CallRecord | null {
  const { id, direction, number, via, extensions, startedAt, answeredAt, failure } = draft;
  if (draft.client === null) return null;
  const inVain: CallOutcome = direction === 'outbound' ? 'noAnswer' : 'missed';
  return {
    id,
    direction,
    number: number === '' ? '' : numbering.toCrm(number),
    via,
    outcome: answeredAt === null ? (failure ?? inVain) : 'answered',
    extension: draft.talked ?? (direction === 'outbound' ? (extensions[0] ?? null) : draft.rung),
    extensions,
    startedAt,
    answeredAt,
    // Asterisk's clock may be ahead of ours.
    endedAt: Math.max(Math.round(endedAt), answeredAt ?? startedAt),
    recording: draft.recording ?? draft.mixMonitor,
  };
}

function directionOf(client: Leg): CallRecordDraft['direction'] {
  return client.isCaller ? 'inbound' : 'outbound';
}

function withRecording(draft: CallRecordDraft, { variables }: Leg): CallRecordDraft {
  const recording = variables.ASTERISKNG_RECORDING ?? draft.recording;
  const mixMonitor = draft.mixMonitor ?? variables.MIXMONITOR_FILENAME ?? null;
  if (recording === draft.recording && mixMonitor === draft.mixMonitor) return draft;
  return { ...draft, recording, mixMonitor };
}

function withAgent(draft: CallRecordDraft, leg: Leg): CallRecordDraft {
  const { extension, dial, isCaller } = leg;
  if (extension === null || (dial === null && !isCaller)) return draft;
  const isKnown = draft.extensions.includes(extension);
  const extensions = isKnown ? draft.extensions : [...draft.extensions, extension];
  const rung = isKnown || isCaller ? draft.rung : extension;
  return isKnown && rung === draft.rung ? draft : { ...draft, extensions, rung };
}

/** Updates the client's number, `via`, and the reason why the call was not answered. */
function withClient(
  draft: CallRecordDraft,
  legs: Legs,
  client: Leg,
  numbering: AsteriskNumbering,
): CallRecordDraft {
  const isInbound = draft.direction === 'inbound';
  const isOpen = draft.answeredAt === null;
  const number = isInbound
    ? ((isOpen ? client.number : null) ?? draft.number)
    : draft.number || (dialledFor(legs, client, numbering) ?? client.number ?? '');
  const { variables, queue, dialled } = client;
  const line = variables.ASTERISKNG_VIA ?? queue ?? dialled;
  const via = isInbound && isOpen ? (line ?? draft.via) : draft.via;
  const failure = isOpen
    ? ((isInbound ? rejectionOf(client) : failureOf(client)) ?? draft.failure)
    : draft.failure;
  if (number === draft.number && via === draft.via && failure === draft.failure) return draft;
  return { ...draft, number, via, failure };
}

/** The number that the agent dialled to call this client; null: not known. */
function dialledFor(legs: Legs, client: Leg, numbering: AsteriskNumbering): string | null {
  const caller = farEnd(legs, client)?.leg;
  if (caller === undefined || caller.extension === null) return null;
  const number = caller.variables.ASTERISKNG_NUMBER ?? caller.dialled;
  return number === null || isServiceCode(number) || numbering.isAgent(number) ? null : number;
}

function rejectionOf({ end }: Leg): CallOutcome | null {
  return end?.cause === 21 ? 'rejected' : null;
}

function failureOf({ dial, end }: Leg): CallOutcome | null {
  const status = dial === null ? undefined : FAILURES[dial.status];
  if (end === null) return status ?? null;
  if (end.cause === 21) return 'rejected';
  if (status !== undefined) return status;
  if (end.cause === 17) return 'busy';
  return NO_ANSWER.has(end.cause) || dial?.status === 'cancelled' ? 'noAnswer' : 'failed';
}

/** Updates who talks with the client: an agent, or an outside party after a transfer. */
function withTalk(draft: CallRecordDraft, legs: Legs, client: Leg, at: number): CallRecordDraft {
  if (client.end !== null || client.state !== 'up') return draft;
  const far = farEnd(legs, client);
  if (far?.isConnected !== true || far.leg.state !== 'up') return draft;
  const talked = far.leg.extension ?? draft.talked;
  const extensions =
    talked === null || draft.extensions.includes(talked) ? draft.extensions : [...draft.extensions, talked];
  if (draft.answeredAt !== null && talked === draft.talked && extensions === draft.extensions) return draft;
  return { ...draft, talked, extensions, answeredAt: draft.answeredAt ?? Math.round(at) };
}
