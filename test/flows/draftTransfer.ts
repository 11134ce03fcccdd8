import { isAgent } from './expectedRecords';
import type { Actor } from './Flow';
import type { FlowDraft } from './FlowDraft';

/**
 * Blind: the client is sent to a colleague, to a line of the office, to a number outside, or to who is not reached. Returns who
 * talks with the client then; null: no one.
 */
export function draftTransfer(draft: FlowDraft, client: Actor, by: Actor, other: Actor): Actor | null {
  // The screen needs a backend, and an agent.
  const hows = (['refer', 'keys', 'screen'] as const).filter((one) => {
    if (one === 'screen') return isAgent(by) && !draft.isAway;
    return one !== 'keys' || !draft.keyless.has(by);
  });
  const how = draft.dice.of(hows);
  if (draft.may('toLine', 0.26)) {
    draft.add({ do: 'transfer', by, to: draft.extraDice.of(['group', 'queue'] as const), how });
    return handedOn(draft, client, draft.extraDice.of(['anna', 'boris'] as const));
  }
  if (draft.may('toOutside', 0.34)) {
    draft.add({ do: 'transfer', by, to: 'mobile', how });
    return handedOn(draft, client, 'mobile');
  }
  if (!draft.may('toNobody', 0.95)) {
    draft.add({ do: 'transfer', by, to: other, how });
    return handedOn(draft, client, other);
  }
  // After a REFER that fails the phone itself would have to end its call, which ours does not.
  if (how !== 'refer' && draft.extraDice.chance(0.95)) draft.add({ do: 'transfer', by, to: 'absent', how });
  else {
    draft.add({ do: 'transfer', by, to: other, how }, { do: 'rings', by: other });
    draft.refuse(other);
  }
  // Our dialplan calls back who has transferred; the office's own does not.
  if (how === 'screen') draft.keyless.add(by);
  if (how === 'screen') return handedOn(draft, client, by, 'returns');
  draft.add({ do: 'ends', by: client });
  return null;
}

/** The client rings at another one, and gives up or is answered. */
function handedOn(
  draft: FlowDraft,
  client: Actor,
  other: Actor,
  rings: 'rings' | 'returns' = 'rings',
): Actor | null {
  draft.add({ do: rings, by: other });
  draft.disturb(0.2);
  if (draft.dice.chance(0.3)) {
    draft.add({ do: 'giveUp', by: client });
    return null;
  }
  draft.answer(other);
  draft.talk(client, other);
  return other;
}
