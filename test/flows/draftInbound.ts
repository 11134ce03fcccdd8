import { draftTalk } from './draftTalk';
import type { Actor, InboundKind } from './Flow';
import type { FlowDraft } from './FlowDraft';

/** A client calls. */
export function draftInbound(draft: FlowDraft, kind: InboundKind): void {
  const { dice } = draft;
  draft.add({ do: 'call', by: 'client', to: kind });
  const first = kind === 'menu' ? dice.of(['anna', 'boris'] as const) : 'anna';
  if (kind === 'menu') draft.add({ do: 'press', by: 'client', digits: first === 'anna' ? '1' : '2' });
  draft.add({ do: 'rings', by: first });
  draft.disturb(0.15);
  const taker = takerOf(draft, kind, first);
  if (taker === null) return;
  draft.talk('client', taker);
  if (taker === 'mobile') draft.end('client', 'mobile');
  else draftTalk(draft, 'client', taker);
}

/** Who answers; null: no one, and the call is over. */
function takerOf(draft: FlowDraft, kind: InboundKind, first: 'anna' | 'boris'): Actor | null {
  const { dice } = draft;
  if (dice.chance(0.2)) {
    draft.add({ do: 'giveUp', by: 'client' });
    return null;
  }
  if (kind === 'direct' && dice.chance(0.15)) {
    draft.add({ do: 'refuse', by: first, code: dice.of([486, 603] as const) });
    return null;
  }
  if (dice.chance(0.13)) {
    draft.add({ do: 'pickup', by: 'vera', from: first });
    return 'vera';
  }
  let taker: Actor = first;
  if (kind === 'group' || kind === 'queue') taker = dice.of(['anna', 'boris'] as const);
  if (kind === 'followMe') taker = dice.of(['anna', 'mobile'] as const);
  if ((kind === 'hunt' || kind === 'linear') && dice.chance(0.5)) {
    if (dice.chance(0.3)) draft.add({ do: 'refuse', by: 'anna', code: 486 });
    taker = 'boris';
  }
  draft.add({ do: 'answer', by: taker });
  return taker;
}
