import { phoneKey } from '../../../protocol/isSamePhone';
import type { CallerCard } from '../../../protocol/callerCard';
import { ENDED_KEPT_MS } from '../../../protocol/timing';
import type { AgentCall } from '../../calls/AgentCall';
import type { AllCalls } from '../../calls/AllCalls';
import type { RoutingDecision } from '../../calls/RoutingDecision';
import type { Colleague } from './callerCard';

/** Who consults this agent by the call, and about which client's call; null: no one. */
export function consultedAbout(
  all: AllCalls,
  extension: string,
  { party, direction }: AgentCall,
): { readonly by: string; readonly about: AgentCall } | null {
  if (direction !== 'internal') return null;
  const theirs = all.get(party.number)?.calls ?? [];
  // Another one with the same colleague may have ended a moment ago.
  const asking = theirs.find(
    (call) => call.consultOf !== null && call.phase !== 'ended' && call.party.number === extension,
  );
  const about = asking && theirs.find(({ id }) => id === asking.consultOf);
  return about === undefined ? null : { by: party.number, about };
}

/** Extension of the agent who has handed the client of this call over; null: no one. */
export function transferredBy(all: AllCalls, extension: string, call: AgentCall): string | null {
  const key = phoneKey(call.party.number);
  for (const [other, { calls }] of all) {
    const hasHanded = (one: AgentCall): boolean =>
      one.phase === 'ended' &&
      one.reason === 'transferred' &&
      one.endedAt >= call.startedAt - ENDED_KEPT_MS &&
      phoneKey(one.party.number) === key;
    if (other !== extension && key !== '' && calls.some(hasHanded)) return other;
  }
  return null;
}

/** Name of the colleague to whom this agent has handed the caller over, and who did not take the call, so that it comes back; null: there is none. */
export function refusedBy(all: AllCalls, extension: string, call: AgentCall): string | null {
  const key = phoneKey(call.party.number);
  const refused = (all.get(extension)?.calls ?? []).filter(
    (one) =>
      one.phase === 'ended' &&
      one.id !== call.id &&
      one.wentTo?.isRefused === true &&
      phoneKey(one.party.number) === key,
  );
  const last = refused.at(-1);
  return last?.phase === 'ended' ? (last.wentTo?.name ?? null) : null;
}

/**
 * Why a call rings at this agent; null: there is nothing to say. Pure.
 * @param decision the last answer of `/route` for this caller; null: there is none, or it is old
 */
export function whyHere(
  call: AgentCall,
  {
    by,
    consulted,
    refused,
  }: { readonly by: string | null; readonly consulted: string | null; readonly refused: string | null },
  decision: RoutingDecision | null,
  colleague: (extension: string) => Colleague,
): NonNullable<CallerCard['why']> | null {
  const isInbound = call.direction === 'inbound';
  const why: NonNullable<CallerCard['why']> = {
    ...(isInbound && call.via !== null && { via: call.via }),
    ...(by !== null && { transferred_by: colleague(by) }),
    ...(consulted !== null && { consulted_by: colleague(consulted) }),
    ...(refused !== null && { refused_by: { name: refused } }),
    ...(isInbound && by === null && refused === null && decision !== null && routed(decision, colleague)),
  };
  return Object.keys(why).length === 0 ? null : why;
}

function routed(
  decision: RoutingDecision,
  colleague: (extension: string) => Colleague,
): Pick<NonNullable<CallerCard['why']>, 'routed_to' | 'not_routed'> {
  if (decision.kind === 'responsible') return { routed_to: colleague(decision.extension) };
  if (decision.kind === 'none') return {};
  const { name, extension } = colleague(decision.extension);
  return { not_routed: { name, extension, reason: decision.reason } };
}
