import type { AgentStatus } from '../../../protocol/agentStatus';
import { toJson } from '../../../protocol/toJson';
import type { WireCall, WireMissedCall } from '../../../protocol/call';
import type { Call, EndReason, Party } from '../../domain/calls/Call';
import type { Report } from '../../domain/calls/CallBoard';
import type { CallerCard } from '../../domain/calls/CallerCard';
import { toCallerCard } from './toCallerCard';

const reasons = new Map<string, EndReason>([
  ['BUSY', 'busy'],
  ['NO_ANSWER', 'noAnswer'],
  ['REJECTED', 'rejected'],
  ['MISSED', 'missed'],
  ['ANSWERED_ELSEWHERE', 'answeredElsewhere'],
  ['TRANSFERRED', 'transferred'],
  ['FAILED', 'failed'],
  ['UNKNOWN_NUMBER', 'unknownNumber'],
]);

const lookups: Readonly<Record<string, Party['lookup']>> = { DONE: 'done', FAILED: 'failed' };

const directions = { INBOUND: 'inbound', OUTBOUND: 'outbound', INTERNAL: 'internal' } as const;

/**
 * Turns a status of the wire into the domain's report: names, times (s to ms) and missing fields.
 * @param heardAt when the status came, ms since 1970 by this computer's clock
 */
export function toReport(status: AgentStatus, heardAt: number): Report {
  const { revision, calls, missed, server_time } = status;
  if (revision === undefined || calls === undefined)
    return { calls: conversationOf(status), missed: [], revision: null, skewMs: null };
  return {
    calls: calls.map(toCall),
    missed: (missed ?? []).map((one) => ({
      id: one.unique_id,
      party: toParty(one),
      count: one.count,
      at: one.at * 1_000,
    })),
    revision,
    skewMs: server_time === undefined ? null : heardAt - server_time * 1_000,
  };
}

/** The call in conversation, the only one that the original protocol reports; empty when there is none. */
function conversationOf(status: AgentStatus): readonly Call[] {
  if (status.status === 'NOT_CONVERSATION') return [];
  const info = status.call_info;
  const at = info.timestamp * 1_000;
  return [
    {
      id: info.unique_id,
      direction: null,
      party: toParty(info),
      via: null,
      startedAt: at,
      farHeld: false,
      consultOf: null,
      card: null,
      phase: info.is_hold ? 'held' : 'talking',
      answeredAt: at,
      muted: info.is_mute,
    },
  ];
}

function toCall(wire: WireCall): Call {
  const answeredAt = wire.answered_at ? wire.answered_at * 1_000 : null;
  const startedAt = wire.started_at * 1_000;
  const card = wire['card'] === undefined ? null : toCallerCard(wire['card']);
  const facts = {
    id: wire.unique_id,
    direction: directions[wire.direction],
    party: withContact(toParty(wire), card),
    via: textOf(wire.via),
    startedAt,
    farHeld: wire.is_far_hold ?? false,
    consultOf: wire.consult_of ?? null,
    card,
    // Without one it is undefined, too.
    note: toJson(wire['note']),
  };
  switch (wire.phase) {
    case 'DIALING':
      return { ...facts, phase: 'dialing' };
    case 'RINGING':
      return { ...facts, phase: 'ringing' };
    case 'CONVERSATION':
      return {
        ...facts,
        phase: wire.is_hold ? 'held' : 'talking',
        answeredAt: answeredAt ?? startedAt,
        muted: wire.is_mute,
      };
    case 'ENDED':
      return {
        ...facts,
        phase: 'ended',
        reason: reasons.get(wire.end_reason ?? '') ?? 'hungUp',
        answeredAt,
        endedAt: (wire.ended_at ?? wire.started_at) * 1_000,
        wentTo: wire.went_to ? { name: wire.went_to.name, isRefused: wire.went_to.is_refused } : null,
      };
  }
}

/** Who was chosen is the caller, and the others stay to choose from. Whom a phone book names gets the contact of the card. */
function withContact(party: Party, card: CallerCard | null): Party {
  const contact = card?.about === null ? card.contact : null;
  if (!contact) return party;
  const { id, name } = contact;
  const others = party.matches.filter((match) => match.id !== id);
  if (others.length < party.matches.length)
    return card?.isChosen ? { ...party, name, contactId: id, matches: others } : party;
  return party.name !== null && party.contactId === null ? { ...party, contactId: id } : party;
}

function toParty(
  wire: Pick<WireMissedCall, 'contact_name' | 'contact_id' | 'contact_phone'> &
    Partial<Pick<WireCall, 'contact_matches' | 'company' | 'responsible' | 'contact_lookup'>>,
): Party {
  return {
    name: textOf(wire.contact_name),
    number: wire.contact_phone,
    contactId: contactIdOf(wire.contact_id),
    company: textOf(wire.company),
    responsible: textOf(wire.responsible),
    lookup: wire.contact_lookup ? (lookups[wire.contact_lookup] ?? 'underWay') : undefined,
    matches: (wire.contact_matches ?? []).flatMap(({ id, name }) => {
      const contactId = contactIdOf(id);
      return contactId === null ? [] : [{ id: contactId, name }];
    }),
  };
}

/** The trimmed text; null when it is empty or missing. */
function textOf(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

/** A contact's id, 1 to 19 digits; null for anything else, since it becomes part of a URL. */
function contactIdOf(id: string | number | null | undefined): string | null {
  const text = String(id ?? '');
  return /^\d{1,19}$/.test(text) ? text : null;
}
