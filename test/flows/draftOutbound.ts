import { draftTalk } from './draftTalk';
import type { OutboundKind } from './Flow';
import type { FlowDraft } from './FlowDraft';

const AGENTS = ['anna', 'boris', 'vera'] as const;
const REFUSALS = [486, 603] as const;

/** An agent calls a client. */
export function draftOutbound(draft: FlowDraft, kind: OutboundKind): void {
  const { dice } = draft;
  const by = dice.of(AGENTS);
  draft.call(by, kind);
  if (kind === 'failover') draft.add({ do: 'refuse', by: 'client2', code: dice.of(REFUSALS) });
  draft.add({ do: 'rings', by: 'client' });
  if (draft.may('tooEarly', 0.25)) draft.redirectTooEarly(by);
  draft.disturb(0.15);
  const end = dice.of(['answer', 'answer', 'answer', 'refuse', 'giveUp'] as const);
  if (end === 'giveUp') draft.add({ do: 'giveUp', by });
  if (end === 'refuse' && kind !== 'atOnce')
    draft.add({ do: 'refuse', by: 'client', code: dice.of(REFUSALS) });
  else if (end === 'refuse') draft.add({ do: 'giveUp', by });
  if (end !== 'answer') return;
  draft.answer('client');
  draft.talk('client', by);
  draftTalk(draft, 'client', by);
}
