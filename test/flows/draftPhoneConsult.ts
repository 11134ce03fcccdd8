import type { Actor } from './Flow';
import type { FlowDraft } from './FlowDraft';

/** Attended by the phone: it holds the client, makes a second call, and joins both or goes back. Returns who talks with the client then. */
export function draftPhoneConsult(draft: FlowDraft, client: Actor, agent: Actor, other: Actor): Actor {
  if (draft.may('queueConsult', 0.4)) return joinToQueue(draft, client, agent);
  draft.add({ do: 'consult', by: agent, to: other, how: 'phone' }, { do: 'rings', by: other });
  draft.disturb(0.15);
  draft.answer(other);
  draft.talk(agent, other);
  draft.disturb(0.2);
  if (draft.dice.chance(0.7)) {
    draft.add({ do: 'join', by: agent });
    draft.talk(client, other);
    draft.disturb(0.2);
    return other;
  }
  draft.add({ do: 'hangup', by: other }, { do: 'hold', by: agent, isHeld: false });
  draft.talk(client, agent);
  return agent;
}

/** The client takes the agent's place in a queue before anybody of it has answered. */
function joinToQueue(draft: FlowDraft, client: Actor, agent: Actor): Actor {
  const taker = draft.extraDice.of((['anna', 'boris'] as const).filter((one) => one !== agent));
  draft.add({ do: 'consult', by: agent, to: 'queue', how: 'phone' }, { do: 'rings', by: taker });
  draft.add({ do: 'join', by: agent });
  draft.disturb(0.2);
  draft.answer(taker);
  draft.talk(client, taker);
  return taker;
}
