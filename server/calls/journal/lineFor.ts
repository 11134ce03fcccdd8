import { participantOf, type Journal } from './Journal';

/** Queue or line by which a party has called, or else the first one that has called; null: not known. */
export function lineFor(journal: Journal, id: string): string | null {
  const own = participantOf(journal, id)?.line ?? null;
  if (own !== null) return own;
  const caller = journal.participants.find(({ side, isCaller }) => side === 'outside' && isCaller);
  return caller?.line ?? null;
}

/** When a party talked for the first time, ms since 1970; null: it has not. */
export function firstTalkOf({ facts }: Journal, id: string): number | null {
  const talk = facts.find((fact) => fact.type === 'talked' && fact.who.includes(id));
  return talk?.from ?? null;
}
