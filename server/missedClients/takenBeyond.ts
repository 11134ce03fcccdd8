import type { MissedClient } from './MissedClient';

/** Clients whom one agent may have taken at once: more can not be called back while they stay taken. */
const MOST_TAKEN = 5;

/** Ids of the clients whom the agent has taken beyond that, the earliest first: one agent can't lock the whole list. Pure. */
export function takenBeyond(clients: Iterable<MissedClient>, extension: string): readonly string[] {
  return [...clients]
    .flatMap((client) => (client.phase === 'taken' && client.by === extension ? [client] : []))
    .sort((one, other) => one.takenAt - other.takenAt)
    .slice(0, -MOST_TAKEN)
    .map(({ id }) => id);
}
