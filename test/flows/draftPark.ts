import type { Actor } from './Flow';
import type { FlowDraft } from './FlowDraft';

/** An agent parks the client, who is taken back, comes back to the agent, or gives up. Returns who talks with the client then. */
export function draftPark(draft: FlowDraft, client: Actor, agent: Actor): Actor | null {
  const { dice } = draft;
  draft.add({
    do: 'park',
    by: agent,
    how: draft.keyless.has(agent) ? 'refer' : dice.of(['keys', 'refer'] as const),
  });
  draft.disturb(0.2);
  const what = dice.of(['retrieve', 'retrieve', 'return', 'giveUp'] as const);
  if (what === 'giveUp') {
    draft.add({ do: 'giveUp', by: client });
    return null;
  }
  const taker = what === 'return' ? agent : dice.of(['anna', 'boris', 'vera', 'gleb'] as const);
  if (what === 'return') draft.add({ do: 'returns', by: agent }, { do: 'answer', by: agent });
  else draft.add({ do: 'retrieve', by: taker });
  draft.talk(client, taker);
  draft.disturb(0.2);
  return taker;
}
