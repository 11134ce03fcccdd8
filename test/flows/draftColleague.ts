import type { FlowDraft } from './FlowDraft';

/** A client talks with a colleague who is no agent: calls him, or is called; he may hand the client to an agent. */
export function draftColleague(draft: FlowDraft): void {
  const { dice } = draft;
  const [caller, called] = dice.of([
    ['client', 'gleb'],
    ['gleb', 'client'],
  ] as const);
  draft.add({ do: 'call', by: caller, to: caller === 'client' ? 'colleague' : 'outside' });
  draft.add({ do: 'rings', by: called });
  draft.disturb(0.15);
  if (dice.chance(0.15)) {
    draft.add({ do: 'giveUp', by: caller });
    return;
  }
  draft.answer(called);
  draft.talk('client', 'gleb');
  draft.disturb(0.2);
  if (dice.chance(0.35)) {
    draft.end('client', 'gleb');
    return;
  }
  const to = dice.of(['anna', 'boris', 'vera'] as const);
  draft.add({ do: 'transfer', by: 'gleb', to, how: dice.of(['refer', 'keys'] as const) });
  draft.add({ do: 'rings', by: to });
  draft.disturb(0.15);
  if (dice.chance(0.25)) {
    draft.add({ do: 'giveUp', by: 'client' });
    return;
  }
  draft.answer(to);
  draft.talk('client', to);
  draft.end('client', to);
}
