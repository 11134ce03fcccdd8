import { phoneKey } from '../../protocol/isSamePhone';
import type { AgentCall, EndedCall, LiveCall, TalkingCall } from './AgentCall';
import type { CallEvent, CallWent, CardRead, NoteChanged, PartyIdentified } from './CallEvent';
import type { FindParty } from './Party';

/** Removes an ended call, `ENDED_KEPT_MS` after its end. */
export interface CallForgotten {
  readonly type: 'forgotten';
  readonly id: string;
}

/** Most calls in an agent's state; beyond it the oldest is dropped, ended ones first. */
export const MOST_CALLS = 20;

/**
 * The agent's calls after an event; the only function that changes them. Returns the same list when nothing changes:
 * events of unknown or ended calls and repeated events are ignored, since telephone systems repeat themselves.
 * @param partyOf finds the party that has a number; `isOutside`: no colleague
 */
export function trackCalls(
  calls: readonly AgentCall[],
  event: CallEvent | CallForgotten | CallWent | CardRead | NoteChanged | PartyIdentified,
  partyOf: FindParty,
): readonly AgentCall[] {
  switch (event.type) {
    case 'began': {
      if (calls.some((call) => call.id === event.id)) return calls;
      const { id, direction, phase, number, at, via = null, consultOf = null } = event;
      const party = partyOf(number, event.isOutside ?? direction === 'inbound');
      return bounded([...calls, { id, direction, phase, party, via, consultOf, startedAt: at }]);
    }
    case 'answered':
      return changeCall(calls, event.id, (call) =>
        call.phase === 'talking'
          ? call
          : {
              ...call,
              phase: 'talking',
              answeredAt: event.at,
              isHeld: false,
              isMuted: false,
              isFarHeld: false,
            },
      );
    case 'held':
      return setFlags(calls, event.id, { isHeld: event.isHeld });
    case 'farHeld':
      return setFlags(calls, event.id, { isFarHeld: event.isHeld });
    case 'muted':
      return setFlags(calls, event.id, { isMuted: event.isMuted });
    case 'connected':
      return changeCall(calls, event.id, (call) =>
        call.party.number === event.number && event.isOutside === undefined
          ? call
          : // The card is of who was there before.
            { ...call, party: partyOf(event.number, event.isOutside), card: undefined },
      );
    case 'cardRead':
      return changeCall(calls, event.id, (call) =>
        JSON.stringify(call.card ?? null) === JSON.stringify(event.card)
          ? call
          : { ...call, card: event.card ?? undefined },
      );
    case 'noteChanged':
      return withNote(calls, event);
    case 'went':
      return withWentTo(calls, event);
    case 'answeredElsewhere':
      if (!calls.some((call) => isMissed(call, event.id))) return calls;
      return calls.map((call) =>
        isMissed(call, event.id) ? { ...call, reason: 'answeredElsewhere' } : call,
      );
    case 'ended':
      return changeCall(calls, event.id, (call) => {
        const { id, direction, party, via, consultOf, startedAt, card, note } = call;
        const answeredAt = call.phase === 'talking' ? call.answeredAt : null;
        const { at: endedAt, reason } = event;
        return {
          id,
          direction,
          party,
          via,
          consultOf,
          startedAt,
          answeredAt,
          phase: 'ended',
          endedAt,
          reason,
          ...(card !== undefined && { card }),
          ...(note !== undefined && { note }),
        };
      });
    case 'identified': {
      const key = phoneKey(event.number);
      if (event.party.lookup === 'failed') return withFailedLookup(calls, key);
      if (!calls.some(({ party }) => phoneKey(party.number) === key)) return calls;
      return calls.map((call) =>
        phoneKey(call.party.number) === key
          ? { ...call, party: { ...event.party, number: call.party.number } }
          : call,
      );
    }
    case 'forgotten': {
      const rest = calls.filter((call) => call.id !== event.id || call.phase !== 'ended');
      return rest.length === calls.length ? calls : rest;
    }
  }
}

function withWentTo(calls: readonly AgentCall[], { id, wentTo }: CallWent): readonly AgentCall[] {
  const isNews = (call: AgentCall): boolean =>
    call.id === id &&
    call.phase === 'ended' &&
    (call.wentTo?.name !== wentTo.name || call.wentTo.isRefused !== wentTo.isRefused);
  return calls.some(isNews) ? calls.map((call) => (isNews(call) ? { ...call, wentTo } : call)) : calls;
}

/** Calls with this number whose look-up is under way are marked as failed; others stay as they are. */
function withFailedLookup(calls: readonly AgentCall[], key: string): readonly AgentCall[] {
  const isMeant = ({ party }: AgentCall): boolean =>
    party.lookup === 'underWay' && phoneKey(party.number) === key;
  return calls.some(isMeant)
    ? calls.map((call) =>
        isMeant(call) ? { ...call, party: { ...call.party, lookup: 'failed' as const } } : call,
      )
    : calls;
}

/** The calls that are not over. */
export function liveCalls(calls: readonly AgentCall[]): readonly LiveCall[] {
  return calls.flatMap((call) => (call.phase === 'ended' ? [] : [call]));
}

/** The conversation that is not on hold, else the first one on hold; null: the agent talks in no call. */
export function callInConversation(calls: readonly AgentCall[]): TalkingCall | null {
  const talking = calls.flatMap((call) => (call.phase === 'talking' ? [call] : []));
  return talking.find((call) => !call.isHeld) ?? talking[0] ?? null;
}

/** Also of a call that is over: it is written on. */
function withNote(calls: readonly AgentCall[], { id, note }: NoteChanged): readonly AgentCall[] {
  const call = calls.find((one) => one.id === id);
  if (call === undefined || JSON.stringify(call.note) === JSON.stringify(note)) return calls;
  return calls.map((one) => (one === call ? { ...one, note } : one));
}

function isMissed(call: AgentCall, id: string): call is EndedCall {
  return call.id === id && call.phase === 'ended' && call.reason === 'missed';
}

function bounded(calls: readonly AgentCall[]): readonly AgentCall[] {
  if (calls.length <= MOST_CALLS) return calls;
  const oldest = calls.find((call) => call.phase === 'ended') ?? calls[0];
  return calls.filter((call) => call !== oldest);
}

type Flags = Partial<Pick<TalkingCall, 'isHeld' | 'isFarHeld' | 'isMuted'>>;

function setFlags(calls: readonly AgentCall[], id: string, flags: Flags): readonly AgentCall[] {
  return changeCall(calls, id, (call) => {
    if (call.phase !== 'talking') return call;
    const changed = { ...call, ...flags };
    const isSame =
      changed.isHeld === call.isHeld &&
      changed.isFarHeld === call.isFarHeld &&
      changed.isMuted === call.isMuted;
    return isSame ? call : changed;
  });
}

function changeCall(
  calls: readonly AgentCall[],
  id: string,
  next: (call: LiveCall) => AgentCall,
): readonly AgentCall[] {
  const call = calls.find((one) => one.id === id);
  if (call === undefined || call.phase === 'ended') return calls;
  const changed = next(call);
  return changed === call ? calls : calls.map((one) => (one === call ? changed : one));
}
