import type { Actor } from './Flow';
import type { FlowDraft } from './FlowDraft';

/** A client and agents meet in a room. */
export function draftConference(draft: FlowDraft): void {
  const { dice } = draft;
  const [first, second] = dice.of([
    ['anna', 'boris'],
    ['boris', 'vera'],
    ['vera', 'gleb'],
    ['gleb', 'anna'],
  ] as const);
  const isAgentFirst = dice.chance(0.5);
  if (isAgentFirst) draft.add({ do: 'enter', by: first });
  draft.add({ do: 'call', by: 'client', to: 'conference' });
  if (!isAgentFirst) draft.add({ do: 'enter', by: first });
  draft.talk('client', first);
  draft.disturb(0.2);
  const there: Actor[] = ['client', first];
  if (dice.chance(0.6)) {
    draft.add({ do: 'enter', by: second });
    draft.talk('client', second);
    there.push(second);
    draft.disturb(0.2);
  }
  while (there.length > 0) {
    const by = dice.of(there);
    draft.add({ do: 'hangup', by });
    there.splice(there.indexOf(by), 1);
    if (there.length === 2) draft.add({ do: 'talk', one: there[0]!, other: there[1]! });
  }
}
