import { consulted } from './draftScreenConsult';
import type { Actor } from './Flow';
import type { FlowDraft } from './FlowDraft';

/**
 * Attended by keys of the telephone system, all with one call of the phone. Returns who talks with the client then; null: the
 * client has gone.
 */
export function draftKeysConsult(draft: FlowDraft, client: Actor, agent: Actor): Actor | null {
  const dice = draft.extraDice;
  const [to, taker] = consulted(draft, agent);
  draft.add({ do: 'consult', by: agent, to, how: 'keys' });
  if (taker === null) {
    draft.talk(client, agent);
    return agent;
  }
  draft.add({ do: 'rings', by: taker }, { do: 'hears', by: client, what: 'music' });
  draft.disturb(0.15);
  const fate = dice.of([
    'answer',
    'answer',
    'answer',
    'answer',
    'answer',
    'answer',
    'refuse',
    'refuse',
    'abort',
    'leave',
    'leave',
    'leave',
  ] as const);
  if (fate === 'leave') {
    draft.add({ do: 'leave', by: agent });
    // Asterisk 22.10 crashes when the other one answers while it still moves the client there. A queue plays its own music.
    if (to !== 'queue') draft.add({ do: 'hears', by: client, what: 'no music' });
    if (to !== 'queue') draft.disturb(0.15);
    if (to === taker && dice.chance(0.4)) return calledBack(draft, client, agent, taker);
    draft.answer(taker);
    return handedOver(draft, client, taker);
  }
  if (fate === 'answer') {
    draft.answer(taker);
    draft.talk(agent, taker);
    draft.disturb(0.15);
    const who = decide(draft, client, agent, taker);
    if (who !== agent) return who;
  } else if (fate === 'refuse' && to === taker) draft.refuse(taker);
  else draft.add({ do: 'key', by: agent, key: '*3' });
  draft.talk(client, agent);
  return agent;
}

/** The other one refuses the client, and the telephone system calls the agent back; refused there, too, the other one again. */
function calledBack(draft: FlowDraft, client: Actor, agent: Actor, taker: Actor): Actor | null {
  draft.refuse(taker);
  draft.add({ do: 'returns', by: agent });
  draft.disturb(0.2);
  const fate = draft.extraDice.of(['answer', 'answer', 'refuse', 'giveUp'] as const);
  if (fate === 'giveUp') {
    draft.add({ do: 'giveUp', by: client });
    return null;
  }
  if (fate === 'answer') {
    draft.answer(agent);
    draft.talk(client, agent);
    return agent;
  }
  draft.refuse(agent);
  draft.add({ do: 'rings', by: taker });
  draft.answer(taker);
  return handedOver(draft, client, taker);
}

/** The two have talked. Returns who has the client then. */
function decide(draft: FlowDraft, client: Actor, agent: Actor, taker: Actor): Actor {
  const what = draft.extraDice.of([
    'join',
    'join',
    'join',
    'join',
    'join',
    'all',
    'all',
    'all',
    'all',
    'swap',
    'swap',
    'abort',
    'abort',
    'hangup',
  ] as const);
  switch (what) {
    case 'join':
      draft.add({ do: 'key', by: agent, key: '*1' });
      break;
    case 'hangup':
      draft.add({ do: 'hangup', by: agent });
      break;
    case 'all':
      draft.add({ do: 'key', by: agent, key: '*5' });
      draft.talk(client, agent);
      draft.talk(client, taker);
      if (draft.extraDice.chance(0.5)) {
        draft.add({ do: 'hangup', by: taker });
        return agent;
      }
      draft.add({ do: 'hangup', by: agent });
      break;
    case 'swap':
      draft.add({ do: 'key', by: agent, key: '*6' });
      draft.talk(client, agent);
      draft.add({ do: 'key', by: agent, key: '*6' });
      draft.talk(agent, taker);
      draft.add({ do: 'key', by: agent, key: '*1' });
      break;
    case 'abort':
      draft.add({ do: 'key', by: agent, key: '*3' });
      return agent;
  }
  return handedOver(draft, client, taker);
}

function handedOver(draft: FlowDraft, client: Actor, taker: Actor): Actor {
  draft.talk(client, taker);
  draft.disturb(0.2);
  return taker;
}
