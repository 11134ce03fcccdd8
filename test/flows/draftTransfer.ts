import { isAgent } from './expectedRecords';
import type { Actor } from './Flow';
import type { FlowDraft } from './FlowDraft';

const HOWS = ['refer', 'keys', 'screen'] as const;

/** Blind: the client is sent to a colleague, to a line of the office, or to who is not reached. */
export function draftTransfer(draft: FlowDraft, client: Actor, by: Actor, other: Actor): void {
  // The screen needs a backend.
  const how = draft.dice.of(draft.isAway ? (['refer'] as const) : HOWS);
  if (draft.may('toLine', 0.3)) {
    draft.add({ do: 'transfer', by, to: draft.extraDice.of(['group', 'queue'] as const), how });
    handedOn(draft, client, draft.extraDice.of(['anna', 'boris'] as const));
  } else if (draft.may('toNobody', 0.85)) {
    // After a REFER that fails the phone itself would have to end its call, which ours does not.
    if (how !== 'refer' && draft.extraDice.chance(0.8)) draft.add({ do: 'transfer', by, to: 'absent', how });
    else {
      draft.add({ do: 'transfer', by, to: other, how }, { do: 'rings', by: other });
      draft.refuse(other);
    }
    // Our dialplan calls back who has transferred; the office's own does not.
    if (how === 'screen' && isAgent(by)) handedOn(draft, client, by);
    else draft.add({ do: 'ends', by: client });
  } else {
    draft.add({ do: 'transfer', by, to: other, how });
    handedOn(draft, client, other);
  }
}

/** The client rings at another one, and gives up or is answered. */
function handedOn(draft: FlowDraft, client: Actor, other: Actor): void {
  draft.add({ do: 'rings', by: other });
  draft.disturb(0.2);
  if (draft.dice.chance(0.3)) {
    draft.add({ do: 'giveUp', by: client });
    return;
  }
  draft.answer(other);
  draft.talk(client, other);
  draft.end(client, other);
}
