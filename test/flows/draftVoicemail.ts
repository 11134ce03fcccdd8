import { draftTalk } from './draftTalk';
import type { FlowDraft } from './FlowDraft';

/** A client calls an agent who has a voicemail. */
export function draftVoicemail(draft: FlowDraft): void {
  const { dice } = draft;
  draft.add({ do: 'call', by: 'client', to: 'voicemail' }, { do: 'rings', by: 'anna' });
  if (dice.chance(0.2)) {
    draft.answer('anna');
    draft.talk('client', 'anna');
    draftTalk(draft, 'client', 'anna');
    return;
  }
  draft.disturb(0.2);
  if (dice.chance(0.5)) draft.add({ do: 'refuse', by: 'anna', code: dice.of([486, 603] as const) });
  draft.add({ do: 'reachesVoicemail', by: 'client' });
  draft.disturb(0.2);
  draft.add({ do: 'hangup', by: 'client' });
}
