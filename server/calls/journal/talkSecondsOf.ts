import { clientOf } from './clientOf';
import { otherIn, participantOf, type Journal } from './Journal';

/** For how long each agent talked with the client of a whole call, by extension, whole seconds. @param call key of it */
export function talkSecondsOf(journal: Journal, call: string): Readonly<Record<string, number>> {
  const client = clientOf(journal, call)?.participant;
  if (client === undefined) return {};
  const talked = new Map<string, number>();
  for (const fact of journal.facts) {
    if (fact.type !== 'talked' || !fact.who.includes(client.id)) continue;
    const extension = participantOf(journal, otherIn(fact, client.id))?.extension ?? null;
    const to = fact.to ?? client.end?.at ?? fact.from;
    if (extension !== null) talked.set(extension, (talked.get(extension) ?? 0) + Math.max(0, to - fact.from));
  }
  return Object.fromEntries([...talked].map(([extension, ms]) => [extension, Math.round(ms / 1_000)]));
}
