import type { Fact, Journal } from './Journal';

/** The journal with another key for one of its whole calls: some telephone systems name a call before they know its id. */
export function renameCall(journal: Journal, from: string, to: string): Journal {
  const keyOf = (key: string): string => (key === from ? to : key);
  return {
    ...journal,
    id: keyOf(journal.id),
    participants: journal.participants.map((one) => ({ ...one, call: keyOf(one.call) })),
    facts: journal.facts.map((fact): Fact => ('call' in fact ? { ...fact, call: keyOf(fact.call) } : fact)),
  };
}
