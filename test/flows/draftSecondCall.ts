import type { Agent } from './expectedRecords';
import type { Actor } from './Flow';
import type { FlowDraft } from './FlowDraft';

/** A colleague calls the agent, who talks with the client before and after. */
export function draftSecondCall(draft: FlowDraft, client: Actor, agent: Agent): void {
  const { extraDice } = draft;
  const others = (['anna', 'boris', 'vera', 'gleb'] as const).filter((one) => one !== agent);
  const other = extraDice.of(others);
  draft.add({ do: 'call', by: other, to: agent }, { do: 'rings', by: agent });
  const fate = extraDice.of(['phone', 'screen', 'reject', 'giveUp'] as const);
  if (fate === 'reject' && !draft.isAway) draft.add({ do: 'screen', by: agent, ask: 'reject' });
  else if (fate === 'giveUp') draft.add({ do: 'giveUp', by: other });
  else if (fate === 'screen' && !draft.isAway) onScreen(draft, client, agent, other);
  else atPhone(draft, client, agent, other);
  draft.talk(client, agent);
}

function atPhone(draft: FlowDraft, client: Actor, agent: Agent, other: Actor): void {
  draft.add({ do: 'hold', by: agent, isHeld: true }, { do: 'answer', by: agent });
  draft.talk(agent, other);
  if (draft.extraDice.chance(0.5)) {
    draft.add({ do: 'swap', by: agent });
    draft.talk(client, agent);
    draft.add({ do: 'swap', by: agent });
    draft.talk(agent, other);
  }
  draft.add({ do: 'hangup', by: other }, { do: 'hold', by: agent, isHeld: false });
}

/** Answering holds the client; going back to one of the two holds the other one. */
function onScreen(draft: FlowDraft, client: Actor, agent: Agent, other: Actor): void {
  draft.add({ do: 'screen', by: agent, ask: 'answer' }, { do: 'hears', by: client, what: 'music' });
  draft.talk(agent, other);
  if (draft.extraDice.chance(0.5)) {
    draft.add({ do: 'screen', by: agent, ask: 'resume' });
    draft.talk(client, agent);
    draft.add({ do: 'screen', by: agent, ask: 'resume' });
    draft.talk(agent, other);
  }
  draft.add({ do: 'hangup', by: other }, { do: 'screen', by: agent, ask: 'resume' });
}
