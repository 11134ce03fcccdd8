import { draftTalk } from './draftTalk';
import type { FlowDraft } from './FlowDraft';

/** A client leaves the queue by a key, or when its time is over, and Vera's phone rings instead. */
export function draftLeaving(draft: FlowDraft): void {
  const { dice } = draft;
  draft.add({ do: 'call', by: 'client', to: 'leaving' }, { do: 'rings', by: 'anna' });
  if (draft.may('reject', 0.6))
    draft.add({ do: 'rings', by: 'boris' }, { do: 'screen', by: 'boris', ask: 'reject' });
  draft.disturb(0.15);
  if (dice.chance(0.5)) draft.add({ do: 'press', by: 'client', digits: '1' });
  else draft.add({ do: 'ringsOut', by: 'anna' });
  draft.add({ do: 'rings', by: 'vera' });
  draft.disturb(0.15);
  if (dice.chance(0.3)) {
    draft.add({ do: 'giveUp', by: 'client' });
    return;
  }
  draft.answer('vera');
  draft.talk('client', 'vera');
  draftTalk(draft, 'client', 'vera');
}
