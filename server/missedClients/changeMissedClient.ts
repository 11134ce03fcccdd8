import type { MissedCalls, MissedClient } from './MissedClient';

/** What happens to a client of the list. Times in ms since 1970. */
export type MissedClientEvent =
  | {
      readonly type: 'missed';
      /** Of the whole call. */
      readonly id: string;
      readonly key: string;
      readonly number: string;
      readonly line: string | null;
      readonly rung: readonly string[];
      readonly startedAt: number;
      readonly endedAt: number;
    }
  /** The company has called the client, who did not answer. */
  | { readonly type: 'attempted'; readonly by: string | null; readonly at: number }
  /** Long enough to count. @param at when the talk was certainly there */
  | { readonly type: 'talked'; readonly by: string | null; readonly at: number }
  | { readonly type: 'taken'; readonly by: string; readonly at: number }
  | { readonly type: 'givenBack'; readonly by: string }
  /** Time has passed. @param keptSince older lines are removed */
  | { readonly type: 'passed'; readonly now: number; readonly keptSince: number };

/** How long a client stays taken without a call, ms: the agent may have been called away. */
export const TAKEN_MS = 15 * 60_000;

/** How long a line stays after the talk, ms. */
export const TALKED_MS = 60 * 60_000;

/** Ids of calls that are kept of a client. */
const KEPT_CALLS = 20;

/**
 * The client's line after the event; null: there is none. The same object when nothing has changed. Pure.
 * @param client null: the client is not in the list
 */
export function changeMissedClient(
  client: MissedClient | null,
  event: MissedClientEvent,
): MissedClient | null {
  if (event.type === 'missed') return missed(client, event);
  if (client === null) return null;
  switch (event.type) {
    case 'talked':
      return talked(client, event);
    case 'attempted':
      return attempted(client, event);
    case 'taken':
      return client.phase === 'waiting'
        ? { ...callsOf(client), phase: 'taken', by: event.by, takenAt: event.at }
        : client;
    case 'givenBack':
      return client.phase === 'taken' && client.by === event.by ? waiting(client) : client;
    case 'passed':
      return passed(client, event);
  }
}

/** When time alone changes the line next, ms since 1970; Infinity: it does not, until it is no longer kept. */
export function nextPass(client: MissedClient): number {
  if (client.phase === 'taken') return client.takenAt + TAKEN_MS;
  return client.phase === 'talked' ? client.talkedAt + TALKED_MS : Infinity;
}

function missed(
  client: MissedClient | null,
  event: Extract<MissedClientEvent, { type: 'missed' }>,
): MissedClient {
  const { id, key, number, line, endedAt, startedAt, rung } = event;
  const own = { key, number, line, endedAt };
  const first = { id, ...own, count: 1, firstAt: startedAt, lastAt: startedAt, calls: [id], rung };
  if (client === null) return { ...first, attempts: null, phase: 'waiting' };
  if (client.calls.includes(id)) return client;
  if (client.phase === 'talked')
    // Its record has come late: the client has been talked with since.
    return event.endedAt <= client.talkedAt ? client : { ...first, attempts: null, phase: 'waiting' };
  const isLast = startedAt >= client.lastAt;
  return {
    ...client,
    ...(isLast && { ...own, lastAt: startedAt }),
    firstAt: Math.min(client.firstAt, startedAt),
    count: client.count + 1,
    calls: [...client.calls, id].slice(-KEPT_CALLS),
    rung: [...new Set([...client.rung, ...rung])],
  };
}

function talked(
  client: MissedClient,
  { by, at }: Extract<MissedClientEvent, { type: 'talked' }>,
): MissedClient {
  if (client.phase === 'talked')
    return at > client.talkedAt ? { ...client, by: by ?? client.by, talkedAt: at } : client;
  // The client has called in vain since.
  return at < client.endedAt ? client : { ...callsOf(client), phase: 'talked', by, talkedAt: at };
}

function attempted(
  client: MissedClient,
  { by, at }: Extract<MissedClientEvent, { type: 'attempted' }>,
): MissedClient {
  if (client.phase === 'talked' || at < client.firstAt) return client;
  const before = client.attempts;
  // A record that comes twice is one attempt.
  if (before !== null && at <= before.at) return client;
  const attempts = { count: (before?.count ?? 0) + 1, by, at };
  const isTheirs = client.phase === 'waiting' || client.by === by;
  return isTheirs ? { ...waiting(client), attempts } : { ...client, attempts };
}

function passed(
  client: MissedClient,
  { now, keptSince }: Extract<MissedClientEvent, { type: 'passed' }>,
): MissedClient | null {
  if (client.phase === 'talked') return now < client.talkedAt + TALKED_MS ? client : null;
  if (client.endedAt < keptSince) return null;
  return client.phase === 'taken' && now >= client.takenAt + TAKEN_MS ? waiting(client) : client;
}

function waiting(client: MissedClient): MissedClient {
  return { ...callsOf(client), phase: 'waiting' };
}

function callsOf({
  key,
  id,
  number,
  line,
  count,
  firstAt,
  lastAt,
  endedAt,
  calls,
  rung,
  attempts,
}: MissedClient): MissedCalls {
  return { key, id, number, line, count, firstAt, lastAt, endedAt, calls, rung, attempts };
}
