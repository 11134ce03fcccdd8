import type { CallRecord, CallOutcome } from '../../../calls/CallRecord';
import type { HistoryPush, HistoryStatus } from '../pushes/VatsPush';
import type { VatsNumbering } from './VatsNumbering';
import type { VatsCall, VatsLeg } from './VatsCalls';

const OUTCOMES: Readonly<Record<'in' | 'out', Readonly<Record<HistoryStatus, CallOutcome>>>> = {
  in: {
    answered: 'answered',
    missed: 'missed',
    cancelled: 'missed',
    busy: 'missed',
    noAnswer: 'missed',
    refused: 'missed',
    notFound: 'missed',
    unknown: 'failed',
  },
  out: {
    answered: 'answered',
    missed: 'noAnswer',
    cancelled: 'noAnswer',
    busy: 'busy',
    noAnswer: 'noAnswer',
    refused: 'failed',
    notFound: 'failed',
    unknown: 'failed',
  },
};

/**
 * The record of a call, made from its history push. Null: a call between colleagues, or one whose direction no push
 * has.
 * Its times are those of the VATS's clock. Of ours, which may show another time, only differences go into it.
 * @param call what earlier pushes said of it
 * @param person whom the history names; null: no person
 * @param now ms since 1970, for a history without a begin
 */
export function vatsCallRecord(
  push: HistoryPush,
  call: VatsCall | undefined,
  person: string | null,
  now: number,
  numbering: VatsNumbering,
): CallRecord | null {
  const way = push.way ?? call?.way ?? null;
  const number = push.number || (call?.number ?? '');
  if (way === null || way === 'internal' || numbering.isColleague(number)) return null;
  const outcome = OUTCOMES[way][push.status];
  const durationMs = push.durationS * 1_000;
  const startedAt = push.startedAt ?? now - durationMs;
  const endedAt = startedAt + durationMs;
  const legs = (call?.legs ?? []).filter((leg) => isExtension(leg.person));
  const talked = legs
    .filter(({ answeredAt }) => answeredAt !== null)
    .sort((a, b) => (a.answeredAt ?? 0) - (b.answeredAt ?? 0));
  const named = person !== null && isExtension(person) ? person : null;
  const likeliest = (outcome === 'answered' ? talked.at(-1) : undefined) ?? legs.at(-1);
  const answeredAt = startedAt + (push.waitS === null ? heardWaitMs(call, talked[0]) : push.waitS * 1_000);
  return {
    id: push.callid,
    direction: way === 'in' ? 'inbound' : 'outbound',
    number: number === '' ? '' : numbering.toCrm(number),
    via: push.via ?? call?.via ?? null,
    outcome,
    extension: named ?? likeliest?.person ?? null,
    extensions: [...new Set([...legs.map((leg) => leg.person), ...(named === null ? [] : [named])])],
    startedAt,
    // The history has the duration of the whole call in whole seconds.
    answeredAt: outcome === 'answered' ? Math.min(Math.max(answeredAt, startedAt), endedAt) : null,
    endedAt,
    recording: push.link,
  };
}

/** From the call's first push to the first answer, ms. */
function heardWaitMs(call: VatsCall | undefined, first: VatsLeg | undefined): number {
  return call === undefined ? 0 : (first?.answeredAt ?? call.begunAt) - call.begunAt;
}

function isExtension(person: string): boolean {
  return /^\d{2,8}$/.test(person);
}
