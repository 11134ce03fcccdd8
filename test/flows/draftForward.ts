import { draftTalk } from './draftTalk';
import type { FlowDraft } from './FlowDraft';

/** A client calls an agent, whose phone sends the call on (302). */
export function draftForward(draft: FlowDraft): void {
  const { dice } = draft;
  draft.add({ do: 'call', by: 'client', to: 'direct' }, { do: 'rings', by: 'anna' });
  draft.disturb(0.15);
  const to = dice.of(['boris', 'vera', 'gleb', 'mobile'] as const);
  draft.add({ do: 'forward', by: 'anna', to }, { do: 'rings', by: to });
  draft.disturb(0.15);
  if (dice.chance(0.25)) {
    draft.add({ do: 'giveUp', by: 'client' });
    return;
  }
  draft.answer(to);
  draft.talk('client', to);
  if (to === 'mobile') draft.end('client', to);
  else draftTalk(draft, 'client', to);
}
