import type { directions, endReasons, phases, WireCall, WireMissedCall } from '../../protocol/call';
import type { AgentCall, EndedCall, EndReason } from './AgentCall';
import { cutText, TEXT_LENGTH } from './boundStatus';
import type { MissedCall } from './trackMissed';

const DIRECTIONS: Readonly<Record<AgentCall['direction'], (typeof directions)[number]>> = {
  inbound: 'INBOUND',
  outbound: 'OUTBOUND',
  internal: 'INTERNAL',
};

const PHASES: Readonly<Record<AgentCall['phase'], (typeof phases)[number]>> = {
  dialing: 'DIALING',
  ringing: 'RINGING',
  talking: 'CONVERSATION',
  ended: 'ENDED',
};

const LOOKUPS = { underWay: 'UNDER_WAY', done: 'DONE', failed: 'FAILED' } as const;

const REASONS: Readonly<Record<EndReason, (typeof endReasons)[number]>> = {
  hungUp: 'HUNG_UP',
  busy: 'BUSY',
  noAnswer: 'NO_ANSWER',
  rejected: 'REJECTED',
  missed: 'MISSED',
  answeredElsewhere: 'ANSWERED_ELSEWHERE',
  transferred: 'TRANSFERRED',
  failed: 'FAILED',
  unknownNumber: 'UNKNOWN_NUMBER',
};

/**
 * A call as the wire shows it.
 * @param liveIds ids of the agent's live calls; `consult_of` is sent only while the client's call is live
 */
export function wireCall(call: AgentCall, liveIds: ReadonlySet<string>): WireCall {
  const { party, consultOf } = call;
  const talking = call.phase === 'talking' ? call : null;
  const ended = call.phase === 'ended' ? call : null;
  return {
    unique_id: call.id,
    direction: DIRECTIONS[call.direction],
    phase: PHASES[call.phase],
    contact_name: party.name,
    contact_id: party.contactId,
    contact_phone: party.number,
    contact_matches: party.matches.length === 0 ? null : party.matches.map(({ id, name }) => ({ id, name })),
    company: party.company,
    responsible: party.responsible,
    ...(party.lookup !== undefined && { contact_lookup: LOOKUPS[party.lookup] }),
    via: call.via,
    is_hold: talking?.isHeld ?? false,
    is_mute: talking?.isMuted ?? false,
    is_far_hold: talking?.isFarHeld ?? false,
    started_at: seconds(call.startedAt),
    answered_at: seconds(talking?.answeredAt ?? ended?.answeredAt ?? null),
    ended_at: seconds(ended?.endedAt ?? null),
    end_reason: ended === null ? null : REASONS[ended.reason],
    consult_of: consultOf !== null && liveIds.has(consultOf) ? consultOf : null,
  };
}

/** Where the other end of an ended call has gone, as the wire shows it; undefined: it is not known. */
export function wireWentTo({ wentTo }: EndedCall): WireCall['went_to'] {
  return wentTo && { name: cutText(wentTo.name, TEXT_LENGTH), is_refused: wentTo.isRefused };
}

/** Missed calls of one number as the wire shows them. */
export function wireMissedCall({ id, party, count, at }: MissedCall): WireMissedCall {
  return {
    unique_id: id,
    contact_name: party.name,
    contact_id: party.contactId,
    contact_phone: party.number,
    count,
    at: seconds(at),
  };
}

function seconds(ms: number): number;
function seconds(ms: number | null): number | null;
function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000;
}
