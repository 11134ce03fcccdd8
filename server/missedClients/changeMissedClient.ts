import type { CallBackTask, PromisedCall } from '../crm/callBacks/CallBackList';
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
  | {
      readonly type: 'promised';
      readonly key: string;
      readonly number: string;
      readonly line: string | null;
      readonly promise: PromisedCall;
    }
  /** Another outcome of this call has taken the place of a promise. */
  | { readonly type: 'withdrawn'; readonly call: string; readonly by: string | null }
  /** amoCRM has a task for a call-back that the client waits for (`isWaitingFor`). */
  | { readonly type: 'taskMade'; readonly task: CallBackTask }
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

/** Ids of calls, promises and tasks that are kept of a client, of each. */
const KEPT = 20;

/**
 * The client's line after the event; null: there is none. The same object when nothing has changed. Pure.
 * @param client null: the client is not in the list
 */
export function changeMissedClient(
  client: MissedClient | null,
  event: MissedClientEvent,
): MissedClient | null {
  if (event.type === 'missed') return missed(client, event);
  if (event.type === 'promised') return promised(client, event);
  if (client === null) return null;
  switch (event.type) {
    case 'withdrawn':
      return withdrawn(client, event.call);
    case 'taskMade':
      return client.tasks.some(({ id }) => id === event.task.id)
        ? client
        : { ...client, tasks: [...client.tasks, event.task].slice(-KEPT) };
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

/** From when on the line gets old, ms since 1970: the last of its calls and of the times that were promised. */
function agesFrom({ endedAt, promises }: MissedCalls): number {
  return Math.max(endedAt, ...promises.map(({ dueAt }) => dueAt));
}

function missed(
  client: MissedClient | null,
  event: Extract<MissedClientEvent, { type: 'missed' }>,
): MissedClient {
  const { id, key, number, line, endedAt, startedAt, rung } = event;
  const own = { key, number, line, endedAt };
  const first = { ...own, count: 1, firstAt: startedAt, lastAt: startedAt, calls: [id], rung };
  if (client === null) return { id, ...first, ...NEW, phase: 'waiting' };
  if (client.calls.includes(id)) return client;
  if (client.phase === 'talked')
    // Its record has come late: the client has been talked with since.
    return endedAt <= client.talkedAt ? client : { id, ...first, ...NEW, phase: 'waiting' };
  // A call of before the promise, which has come late, too.
  if (client.count === 0) return endedAt <= client.firstAt ? client : { ...client, id, ...first };
  const isLast = startedAt >= client.lastAt;
  return {
    ...client,
    ...(isLast && { ...own, lastAt: startedAt }),
    firstAt: Math.min(client.firstAt, startedAt),
    count: client.count + 1,
    calls: [...client.calls, id].slice(-KEPT),
    rung: [...new Set([...client.rung, ...rung])],
  };
}

const NEW = { attempts: null, promises: [], tasks: [] } as const;

function promised(
  client: MissedClient | null,
  { key, number, line, promise }: Extract<MissedClientEvent, { type: 'promised' }>,
): MissedClient {
  if (client === null || client.phase === 'talked') {
    // They have talked since: it is kept already.
    if (client !== null && promise.promisedAt < client.talkedAt) return client;
    const own = { id: promise.call, key, number, line, ...onlyOf([promise]) };
    return { ...own, ...NEW, promises: [promise], phase: 'waiting' };
  }
  const others = client.promises.filter(({ call }) => call !== promise.call);
  const promises = [...others, promise].slice(-KEPT);
  return { ...client, ...(client.count === 0 && timesOf(promises)), promises };
}

function withdrawn(client: MissedClient, withdrawnCall: string): MissedClient | null {
  const promises = client.promises.filter(({ call }) => call !== withdrawnCall);
  if (promises.length === client.promises.length) return client;
  if (client.count === 0 && promises.length === 0) return null;
  const tasks = client.tasks.filter(({ kind, call }) => kind !== 'promised' || call !== withdrawnCall);
  return { ...client, ...(client.count === 0 && timesOf(promises)), promises, tasks };
}

/** Of a line without a call in vain. */
function onlyOf(
  promises: readonly PromisedCall[],
): Pick<MissedCalls, 'count' | 'calls' | 'rung' | 'firstAt' | 'lastAt' | 'endedAt'> {
  return { count: 0, calls: [], rung: [], ...timesOf(promises) };
}

function timesOf(promises: readonly PromisedCall[]): Pick<MissedCalls, 'firstAt' | 'lastAt' | 'endedAt'> {
  const times = promises.map(({ promisedAt }) => promisedAt);
  return { firstAt: Math.min(...times), lastAt: Math.max(...times), endedAt: Math.max(...times) };
}

function talked(
  client: MissedClient,
  { by, at }: Extract<MissedClientEvent, { type: 'talked' }>,
): MissedClient {
  if (client.phase === 'talked')
    return at > client.talkedAt ? { ...client, by: by ?? client.by, talkedAt: at } : client;
  const promises = client.promises.filter(({ promisedAt }) => promisedAt >= at);
  const isPromised = (task: CallBackTask): boolean =>
    task.kind === 'promised' && promises.some(({ call }) => call === task.call);
  // The client has called in vain since.
  const isMissed = client.count > 0 && at < client.endedAt;
  if (!isMissed && promises.length === 0)
    return { ...callsOf(client), promises: [], tasks: [], phase: 'talked', by, talkedAt: at };
  const isSame = promises.length === client.promises.length;
  if (isSame && (isMissed || client.count === 0)) return client;
  const tasks = client.tasks.filter((task) => (isMissed && task.kind === 'missed') || isPromised(task));
  if (isMissed) return { ...client, promises, tasks };
  return { ...callsOf(client), ...onlyOf(promises), attempts: null, promises, tasks, phase: 'waiting' };
}

function attempted(
  client: MissedClient,
  { by, at }: Extract<MissedClientEvent, { type: 'attempted' }>,
): MissedClient {
  if (client.phase === 'talked' || at < client.firstAt) return client;
  // The call in which it was promised.
  if (client.count === 0 && at === client.firstAt) return client;
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
  if (agesFrom(client) < keptSince) return null;
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
  promises,
  tasks,
}: MissedClient): MissedCalls {
  return { key, id, number, line, count, firstAt, lastAt, endedAt, calls, rung, attempts, promises, tasks };
}
