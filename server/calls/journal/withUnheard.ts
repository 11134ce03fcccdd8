import { withFact } from './changeJournal';
import { callsOf, type Journal } from './Journal';

/** The begin of a participant who came unheard may be known in whole seconds alone, ms. */
const ROUNDED_MS = 1_000;

/**
 * The journal with the time in which the telephony system was not heard, for each of its open whole calls, from their begin
 * at the earliest. Nothing where there is no such time.
 * @param since ms since 1970
 * @param at when it is heard again, ms since 1970
 */
export function withUnheard(journal: Journal, since: number, at: number): Journal {
  if (since >= at) return journal;
  const until = Math.round(at);
  return callsOf(journal).reduce((now, call) => {
    const begins = journal.participants.flatMap((one) => (one.call === call ? [one.from] : []));
    const from = Math.round(Math.max(since, Math.min(...begins) - ROUNDED_MS));
    return withFact(now, { type: 'unheard', call, from, until });
  }, journal);
}

/** The last time in the journal, ms since 1970. */
export function lastMoment({ startedAt, participants, facts }: Journal): number {
  const ends = participants.flatMap(({ from, end }) => [from, end?.at ?? from]);
  return Math.max(
    startedAt,
    ...ends,
    ...facts.map((fact) => ('to' in fact ? (fact.to ?? fact.from) : fact.from)),
  );
}
