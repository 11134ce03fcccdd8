import { draftTalk } from './draftTalk';
import type { FlowDraft } from './FlowDraft';

/** A client calls an agent whose two phones ring. */
export function draftDevices(draft: FlowDraft): void {
  const { dice } = draft;
  draft.add({ do: 'call', by: 'client', to: 'devices' });
  draft.add({ do: 'rings', by: 'anna' }, { do: 'rings', by: 'anna2' });
  draft.disturb(0.15);
  const [taker, other] = dice.of([
    ['anna', 'anna2'],
    ['anna2', 'anna'],
  ] as const);
  if (dice.chance(0.2)) draft.add({ do: 'refuse', by: other, code: dice.of([486, 603] as const) });
  if (dice.chance(0.2)) {
    draft.add({ do: 'giveUp', by: 'client' });
    return;
  }
  if (dice.chance(0.3)) {
    draft.pickUp('vera', taker);
    draft.talk('client', 'vera');
    draftTalk(draft, 'client', 'vera');
    return;
  }
  draft.add({ do: 'answer', by: taker });
  draft.talk('client', taker);
  if (taker === 'anna') {
    draftTalk(draft, 'client', taker);
    return;
  }
  draft.disturb(0.2);
  if (dice.chance(0.4)) {
    draft.end('client', taker);
    return;
  }
  const to = dice.of(['boris', 'vera', 'gleb'] as const);
  draft.add({ do: 'transfer', by: taker, to, how: dice.of(['refer', 'keys'] as const) });
  draft.add({ do: 'rings', by: to }, { do: 'answer', by: to });
  draft.talk('client', to);
  draft.end('client', to);
}
