import type { CallRecord, CallOutcome } from '../CallRecord';
import { clientOf, ringOf, type Client } from './clientOf';
import { otherIn, participantOf, type Journal, type Ring, type RingResult, type Talk } from './Journal';

/** Talks that end within this time of each other end together, ms. */
const TOGETHER_MS = 500;

/** CallOutcome of a call to a client by the results of its lines, the most telling first. */
const OUTCOMES: readonly (readonly [CallOutcome, readonly RingResult[]])[] = [
  ['rejected', ['rejected']],
  ['busy', ['busy']],
  ['noAnswer', ['noAnswer', 'cancelled', 'answeredElsewhere', 'forwarded', 'answered']],
  ['failed', ['failed', 'notRegistered', 'unknownNumber']],
];

/**
 * The record of a whole call; null: no client took part, or no agent did and the office had called. Who talked with the
 * client last is responsible, and the talk ends when the client has talked with the last one.
 * @param call key of the whole call, one of `callsOf`
 */
export function recordOf(journal: Journal, call: string): CallRecord | null {
  const client = clientOf(journal, call);
  if (client === null) return null;
  const { direction, participant } = client;
  const talks = talksOf(journal, participant.id);
  const extensions = extensionsOf(journal, call, talks, client);
  if (direction === 'outbound' && extensions.length === 0 && isByOffice(journal, client)) return null;
  const own = journal.participants.filter((one) => one.call === call);
  const startedAt = Math.min(...own.map(({ from }) => from));
  const answeredAt = talks.length === 0 ? null : Math.min(...talks.map(({ from }) => from));
  const left = participant.end?.at ?? participant.from;
  const endedAt = talks.length === 0 ? left : Math.max(...talks.map(({ to }) => to ?? left));
  return {
    id: call,
    direction,
    number: participant.number,
    via: direction === 'inbound' ? participant.line : null,
    outcome: answeredAt === null ? inVain(client) : 'answered',
    extension: responsible(journal, call, client, talks) ?? null,
    extensions,
    startedAt,
    answeredAt,
    // Clocks of the telephone system and of the backend may differ.
    endedAt: Math.max(endedAt, answeredAt ?? startedAt),
    recording: recordingOf(journal, call),
    ...(participant.end?.isHeard === false && { isEndHeard: false }),
    ...(!isHeardWhole(journal, client, talks.length > 0) && { isWhole: false }),
  };
}

/** Was the telephony system heard as long as the client was there, or others might have been called in the client's place? */
function isHeardWhole({ facts }: Journal, { direction, participant }: Client, hasTalked: boolean): boolean {
  const { call, end } = participant;
  if (end?.isHeard === false) return false;
  // What happened in the millisecond of the end may or may not have been heard.
  const left = direction === 'outbound' && !hasTalked ? Infinity : (end?.at ?? Infinity);
  return !facts.some((fact) => fact.type === 'unheard' && fact.call === call && fact.from <= left);
}

function talksOf({ facts }: Journal, id: string): readonly Talk[] {
  return facts.filter((fact): fact is Talk => fact.type === 'talked' && fact.who.includes(id));
}

/** Extensions that the call rang or that took part, in this order. */
function extensionsOf(
  journal: Journal,
  call: string,
  talks: readonly Talk[],
  { participant, attempts }: Client,
): readonly string[] {
  const callers = new Set(attempts.map(({ by }) => by));
  const found = journal.participants.flatMap(({ id, extension, call: own, isCaller, from }) => {
    if (extension === null || id === participant.id) return [];
    const isOwn = own === call && (isCaller || ringOf(journal, id) !== null);
    if (isOwn || callers.has(id)) return [{ extension, from }];
    const talk = talks.find(({ who }) => who.includes(id));
    return talk === undefined ? [] : [{ extension, from: talk.from }];
  });
  const inOrder = found.sort((a, b) => a.from - b.from).map(({ extension }) => extension);
  return [...new Set([...inOrder, ...(talks.length === 0 ? notTriedIn(journal, call) : [])])];
}

function notTriedIn({ facts }: Journal, call: string): readonly string[] {
  return facts.flatMap((fact) =>
    // A queue has others to ring: who is away from it has missed nothing.
    fact.type === 'notTried' && fact.call === call && fact.queue === undefined ? [fact.extension] : [],
  );
}

/** Was the client called by a phone of the office that is no agent's? */
function isByOffice(journal: Journal, { attempts }: Client): boolean {
  return attempts.some(({ by }) => by !== null && participantOf(journal, by)?.side === 'office');
}

/** Who talked last; else who called the client, or whose phone rang for the client last and was not refused. */
function responsible(
  journal: Journal,
  call: string,
  { direction, participant, attempts }: Client,
  talks: readonly Talk[],
): string | undefined {
  const extensionOf = (id: string): string | null => participantOf(journal, id)?.extension ?? null;
  const talked = talks.flatMap((talk) => {
    const { from, to } = talk;
    const who = otherIn(talk, participant.id);
    const extension = extensionOf(who);
    const hasLeft = journal.facts.some((fact) => fact.type === 'hungUp' && fact.who === who);
    return extension === null ? [] : [{ extension, from, to: to ?? Infinity, hasLeft }];
  });
  const end = Math.max(...talked.map(({ to }) => to));
  const together = talked.filter(({ to }) => to === end || end - to < TOGETHER_MS);
  // Of three who talk, who hangs up is not the last.
  const stayed = together.filter(
    (one) =>
      !one.hasLeft || !together.some((other) => !other.hasLeft && other.from < one.to && other.to >= one.to),
  );
  const talker = stayed.sort((a, b) => a.from - b.from).at(-1);
  if (talker !== undefined) return talker.extension;
  const own = journal.participants.filter((one) => one.call === call && one.extension !== null);
  const callers = attempts.flatMap(({ by }) => (by === null ? [] : (extensionOf(by) ?? [])));
  if (direction === 'outbound') return callers.at(-1) ?? own[0]?.extension ?? undefined;
  const rings = journal.facts.flatMap((fact) => {
    if (fact.type !== 'rang') return [];
    const extension = own.find(({ id }) => id === fact.who)?.extension ?? null;
    if (extension === null) return [];
    const isRefused = fact.result === 'busy' || fact.result === 'rejected';
    return [
      {
        extension,
        isRinging: fact.isRinging,
        isRefused,
        isConsulted: isConsulted(fact, participant.id, talks),
      },
    ];
  });
  const ringing = rings.filter(({ isRinging }) => isRinging);
  const forClient = ringing.filter((one) => !one.isConsulted);
  const rung = forClient.length > 0 ? forClient : ringing;
  const last = rung.filter(({ isRefused }) => !isRefused).at(-1) ?? rung.at(-1) ?? rings.at(-1);
  return last?.extension ?? notTriedIn(journal, call).at(-1);
}

/** Did a colleague consult this phone in vain, and went on talking with the client? It did not ring for the client. */
function isConsulted({ by, to }: Ring, client: string, talks: readonly Talk[]): boolean {
  if (by === null || by === client || to === null) return false;
  return talks.some((talk) => talk.who.includes(by) && (talk.to === null || talk.to > to));
}

/** CallOutcome of a call without a talk. */
function inVain({ direction, participant, attempts }: Client): CallOutcome {
  if (direction === 'inbound') return participant.end?.isRefused === true ? 'rejected' : 'missed';
  for (const [outcome, results] of OUTCOMES)
    if (attempts.some(({ result }) => result !== null && results.includes(result))) return outcome;
  return 'noAnswer';
}

/**
 * The recording of the whole call itself, by the name of our dialplan if it has one; of others the first in which the client is
 * heard first, if there is one. That of another call, such as one between
 * colleagues into which the client was put later, is not the client's: it has what they said among themselves.
 */
function recordingOf({ facts }: Journal, call: string): string | null {
  const own = facts.flatMap((fact) => (fact.type === 'recorded' && fact.call === call ? [fact] : []));
  const named = own.filter(({ isNamed }) => isNamed).at(-1);
  return (named ?? own.find(({ isOfColleagues }) => isOfColleagues !== true) ?? own[0])?.file ?? null;
}
