import type { FlowDraft } from './FlowDraft';

const AGENTS = ['anna', 'boris', 'vera'] as const;

/** An agent calls a colleague. */
export function draftInternal(draft: FlowDraft): void {
  const { dice } = draft;
  if (dice.chance(0.3)) return draftFollowMe(draft);
  const by = dice.of(AGENTS);
  const to = dice.of(([...AGENTS, 'gleb'] as const).filter((one) => one !== by));
  draft.call(by, to);
  draft.add({ do: 'rings', by: to });
  draft.disturb(0.15);
  const end = dice.of(['answer', 'answer', 'refuse', 'giveUp'] as const);
  if (end === 'refuse') draft.refuse(to);
  if (end === 'giveUp') draft.add({ do: 'giveUp', by });
  if (end !== 'answer') return;
  draft.answer(to);
  draft.talk(by, to);
  draft.end(by, to);
}

/** An agent calls the number of a colleague whose mobile rings as well, which makes no client of the mobile. */
function draftFollowMe(draft: FlowDraft): void {
  const { dice } = draft;
  const by = dice.of(['boris', 'vera'] as const);
  draft.call(by, 'followMe');
  draft.add({ do: 'rings', by: 'anna' }, { do: 'rings', by: 'mobile' });
  draft.disturb(0.15);
  if (dice.chance(0.4)) return draft.add({ do: 'giveUp', by });
  draft.answer('anna');
  draft.talk(by, 'anna');
  draft.end(by, 'anna');
}
