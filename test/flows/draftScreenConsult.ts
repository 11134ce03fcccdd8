import type { Agent } from './expectedRecords';
import type { Actor, Dialled } from './Flow';
import type { FlowDraft } from './FlowDraft';

/** Attended on the screen. Returns who talks with the client then; null: the client has gone. */
export function draftScreenConsult(draft: FlowDraft, client: Actor, agent: Agent): Actor | null {
  const dice = draft.extraDice;
  const [to, taker] = consulted(draft, agent);
  draft.add({ do: 'consult', by: agent, to, how: 'screen' });
  if (taker === null) {
    draft.talk(client, agent);
    return agent;
  }
  draft.add({ do: 'rings', by: taker });
  draft.disturb(0.15);
  draft.back();
  if (dice.chance(0.4)) draft.add({ do: 'tooEarly', by: agent, ask: 'complete' });
  const fate = dice.of(['answer', 'answer', 'answer', 'answer', 'refuse', 'cancel'] as const);
  if (fate === 'answer') {
    draft.answer(taker);
    draft.talk(agent, taker);
    draft.disturb(0.2);
    draft.back();
    const who = decide(draft, client, agent, taker);
    if (who !== agent) return who;
  } else if (fate === 'refuse' && to === taker) draft.refuse(taker);
  else draft.add({ do: 'screen', by: agent, ask: 'cancel' });
  draft.talk(client, agent);
  return agent;
}

/** The consulted party, its number, and the phone that rings for it; null: none. */
export function consulted(draft: FlowDraft, agent: Actor): readonly [Dialled, Actor | null] {
  const dice = draft.extraDice;
  const whom = dice.of(['colleague', 'colleague', 'colleague', 'colleague', 'line', 'absent'] as const);
  if (whom === 'absent') return ['absent', null];
  if (whom === 'line') return [dice.of(['group', 'queue'] as const), agent === 'anna' ? 'boris' : 'anna'];
  const other = dice.of((['anna', 'boris', 'vera', 'gleb'] as const).filter((one) => one !== agent));
  return [other, other];
}

/** The two have talked. Returns who has the client then. */
function decide(draft: FlowDraft, client: Actor, agent: Agent, taker: Actor): Actor | null {
  const what = draft.extraDice.of([
    'complete',
    'complete',
    'complete',
    'complete',
    'cancel',
    'colleague',
    'client',
  ] as const);
  switch (what) {
    case 'complete':
      draft.add({ do: 'screen', by: agent, ask: 'complete' });
      draft.talk(client, taker);
      draft.disturb(0.2);
      return taker;
    case 'cancel':
      draft.add({ do: 'screen', by: agent, ask: 'cancel' });
      return agent;
    case 'colleague':
      draft.add({ do: 'hangup', by: taker });
      return agent;
    case 'client':
      draft.add({ do: 'hangup', by: client });
      draft.talk(agent, taker);
      draft.end(agent, taker);
      return null;
  }
}
