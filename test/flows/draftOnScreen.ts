import type { Actor } from './Flow';
import type { Agent } from './expectedRecords';
import type { FlowDraft } from './FlowDraft';

/** In the middle of a talk the agent holds the client on the screen, or is silent for a while; then the two talk again. */
export function draftOnScreen(draft: FlowDraft, client: Actor, agent: Agent): void {
  const { asides, isAway } = draft;
  if (isAway || !asides.chance(0.5)) return;
  const isHold = asides.chance(0.5);
  draft.add({ do: 'screen', by: agent, ask: isHold ? 'hold' : 'mute' });
  draft.add({ do: 'hears', by: client, what: isHold ? 'music' : 'nothing' });
  if (asides.chance(0.2)) draft.add({ do: 'backend', what: 'cut' });
  draft.add({ do: 'screen', by: agent, ask: isHold ? 'resume' : 'unmute' });
  draft.talk(client, agent);
}
