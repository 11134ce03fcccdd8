import { draftTalk } from './draftTalk';
import type { FlowDraft } from './FlowDraft';

/** A client calls an agent whose mobile rings too, and takes the call by a key. */
export function draftConfirmed(draft: FlowDraft): void {
  const { dice } = draft;
  draft.add({ do: 'call', by: 'client', to: 'confirmed' }, { do: 'rings', by: 'anna' });
  draft.add({ do: 'rings', by: 'mobile' });
  draft.disturb(0.15);
  if (dice.chance(0.75)) {
    draft.answer('mobile');
    draft.disturb(0.15);
    if (dice.chance(0.6)) {
      draft.add({ do: 'press', by: 'mobile', digits: '1' });
      draft.talk('client', 'mobile');
      draft.disturb(0.15);
      draft.end('client', 'mobile');
      return;
    }
    draft.add({ do: 'hangup', by: 'mobile' });
  }
  if (dice.chance(0.4)) {
    draft.add({ do: 'giveUp', by: 'client' });
    return;
  }
  draft.answer('anna');
  draft.talk('client', 'anna');
  draftTalk(draft, 'client', 'anna');
}
