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
  if (isQueue(kind) && dice.chance(0.3)) draft.add({ do: 'ringsOut', by: first }, { do: 'rings', by: first });
  draft.disturb(0.15);
  const taker = takerOf(draft, kind, first);
  if (taker === null) return;
  draft.talk('client', taker);
  if (taker === 'mobile') draft.end('client', 'mobile');
  else draftTalk(draft, 'client', taker);
}

const isQueue = (kind: InboundKind): boolean => kind === 'queue' || kind === 'linear' || kind === 'rrmemory';

/** Who answers; null: no one, and the call is over. */
function takerOf(draft: FlowDraft, kind: InboundKind, first: 'anna' | 'boris'): Actor | null {
  const { dice } = draft;
  if (dice.chance(0.2)) {
    draft.add({ do: 'giveUp', by: 'client' });
    return null;
  }
  if (kind === 'direct' && dice.chance(0.15)) {
    draft.refuse(first);
    return null;
  }
  // A call in a queue may ring elsewhere by the time at which it would be picked up.
  if (kind !== 'linear' && kind !== 'rrmemory' && dice.chance(0.6)) {
    draft.pickUp('vera', first);
    return 'vera';
  }
  const taker = answererOf(draft, kind, first);
  draft.answer(taker);
  return taker;
}

function answererOf(draft: FlowDraft, kind: InboundKind, first: 'anna' | 'boris'): Actor {
  const { dice } = draft;
  switch (kind) {
    case 'group':
    case 'queue': {
      const [taker, other] = dice.of([
        ['anna', 'boris'],
        ['boris', 'anna'],
      ] as const);
      if (draft.may('reject', 0.6))
        draft.add({ do: 'rings', by: other }, { do: 'screen', by: other, ask: 'reject' });
      return taker;
    }
    case 'followMe':
      return dice.of(['anna', 'mobile'] as const);
    case 'hunt':
    case 'linear':
    case 'rrmemory':
      if (dice.chance(0.5)) return first;
      if (dice.chance(0.3)) draft.add({ do: 'refuse', by: 'anna', code: 486 });
      return 'boris';
    case 'direct':
    case 'menu':
      return first;
  }
}
