import { draftTalk } from './draftTalk';
import type { FlowDraft } from './FlowDraft';

/** Another program has an agent and a client called. */
export function draftOriginate(draft: FlowDraft): void {
  const { dice } = draft;
  const agent = dice.of(['anna', 'boris', 'vera'] as const);
  const first = dice.of(['agent', 'client'] as const);
  draft.add({ do: 'originate', agent, first, how: dice.of(['ami', 'file'] as const) });
  for (const by of first === 'agent' ? ([agent, 'client'] as const) : (['client', agent] as const)) {
    draft.add({ do: 'rings', by });
    draft.disturb(0.1);
    // Called first, the agent sees nothing of it on the screen.
    const isShown = first === 'client';
    if (dice.chance(0.12)) {
      if (isShown) draft.refuse(by);
      else draft.add({ do: 'refuse', by, code: dice.of([486, 603] as const) });
      return;
    }
    if (isShown) draft.answer(by);
    else draft.add({ do: 'answer', by });
  }
  draft.talk('client', agent);
  draftTalk(draft, 'client', agent);
}
