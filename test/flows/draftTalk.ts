import { draftOnScreen } from './draftOnScreen';
import { draftPark } from './draftPark';
import { draftSecondCall } from './draftSecondCall';
import { draftTransfer } from './draftTransfer';
import { isAgent } from './expectedRecords';
import type { Actor } from './Flow';
import type { FlowDraft } from './FlowDraft';

/** What becomes of a talk of a client with an agent. */
export function draftTalk(draft: FlowDraft, client: Actor, agent: Actor): void {
  const { dice } = draft;
  draft.disturb(0.2);
  if (isAgent(agent)) draftOnScreen(draft, client, agent);
  if (isAgent(agent) && draft.may('secondCall', 0.15)) draftSecondCall(draft, client, agent);
  const what = dice.of([
    'end',
    'hold',
    'transfer',
    'transfer',
    'transfer',
    'consult',
    'consult',
    'park',
    'park',
  ] as const);
  const other = dice.of((['anna', 'boris', 'vera', 'gleb'] as const).filter((one) => one !== agent));
  switch (what) {
    case 'end':
      draft.end(client, agent);
      return;
    case 'hold':
      draft.add({ do: 'hold', by: agent, isHeld: true });
      draft.disturb(0.2);
      draft.add({ do: 'hold', by: agent, isHeld: false });
      draft.talk(client, agent);
      draft.end(client, agent);
      return;
    case 'transfer':
      draftTransfer(draft, client, agent, other);
      return;
    case 'consult':
      consult(draft, client, agent, other);
      return;
    case 'park':
      draftPark(draft, client, agent);
      return;
  }
}

function consult(draft: FlowDraft, client: Actor, agent: Actor, other: Actor): void {
  draft.add({ do: 'consult', by: agent, to: other }, { do: 'rings', by: other });
  draft.disturb(0.15);
  draft.answer(other);
  draft.talk(agent, other);
  draft.disturb(0.2);
  if (draft.dice.chance(0.6)) {
    draft.add({ do: 'join', by: agent });
    draft.talk(client, other);
    draft.disturb(0.2);
    draft.end(client, other);
  } else {
    draft.add({ do: 'hangup', by: other }, { do: 'hold', by: agent, isHeld: false });
    draft.talk(client, agent);
    draft.end(client, agent);
  }
}
