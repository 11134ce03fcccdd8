import { draftKeysConsult } from './draftKeysConsult';
import { draftOnScreen } from './draftOnScreen';
import { draftPark } from './draftPark';
import { draftPhoneConsult } from './draftPhoneConsult';
import { draftScreenConsult } from './draftScreenConsult';
import { draftSecondCall } from './draftSecondCall';
import { draftTransfer } from './draftTransfer';
import { isAgent } from './expectedRecords';
import type { Actor } from './Flow';
import type { FlowDraft } from './FlowDraft';

/** So many times at most something becomes of it; then one of the two hangs up. */
const MOST_ACTS = 3;

/** What becomes of a talk of a client with an agent, and then perhaps with whom the agent has handed the client over to. */
export function draftTalk(draft: FlowDraft, client: Actor, agent: Actor): void {
  let who: Actor = agent;
  for (let count = 1; count <= MOST_ACTS; count += 1) {
    const next = draftAct(draft, client, who);
    if (next === null) return;
    who = next;
    if (who === 'mobile' || !draft.extraDice.chance(0.6)) break;
  }
  draft.end(client, who);
}

/** Who talks with the client then; null: the call is over. */
function draftAct(draft: FlowDraft, client: Actor, agent: Actor): Actor | null {
  const { dice } = draft;
  draft.disturb(0.2);
  if (isAgent(agent)) {
    draftOnScreen(draft, client, agent);
    if (draft.may('secondCall', 0.15)) draftSecondCall(draft, client, agent);
    if (draft.may('screenConsult', 0.4)) {
      const who = draftScreenConsult(draft, client, agent);
      if (who !== agent) return who;
    }
  }
  if (draft.may('keysConsult', 0.66) && !draft.keyless.has(agent)) {
    const who = draftKeysConsult(draft, client, agent);
    if (who !== agent) return who;
  }
  const what = dice.of([
    'hold',
    'transfer',
    'transfer',
    'transfer',
    'transfer',
    'transfer',
    'transfer',
    'transfer',
    'transfer',
    'transfer',
    'consult',
    'consult',
    'consult',
    'park',
    'park',
    'park',
    'park',
    'park',
  ] as const);
  const other = dice.of((['anna', 'boris', 'vera', 'gleb'] as const).filter((one) => one !== agent));
  switch (what) {
    case 'hold':
      draft.add({ do: 'hold', by: agent, isHeld: true });
      draft.disturb(0.2);
      draft.add({ do: 'hold', by: agent, isHeld: false });
      draft.talk(client, agent);
      return agent;
    case 'transfer':
      return draftTransfer(draft, client, agent, other);
    case 'consult':
      return draftPhoneConsult(draft, client, agent, other);
    case 'park':
      return draftPark(draft, client, agent);
  }
}
