import { withFact, withFactChanged } from '../../../calls/journal/changeJournal';
import { participantOf, type Journal, type Wait } from '../../../calls/journal/Journal';
import type { AsteriskNumbering } from './AsteriskNumbering';
import { pairIn } from './driverVariables';
import type { Leg } from './Leg';

/**
 * Writes what a participant does by itself: holds, consultations, queues, parking, transfers, and that it hangs up.
 * @param canWait it is an outside party that no one has talked with yet
 * @param at ms since 1970
 */
export function withLegFacts(journal: Journal, leg: Leg, canWait: boolean, at: number): Journal {
  const { end, holds, variables, queue, bridge, extension } = leg;
  const isThere = end === null;
  // Between two calls of a queue its agent, whose bridge is no talk then, holds no one.
  const isOnHold = (holds !== null && bridge?.isTalk !== false) || variables.ASTERISKNG_HOLD !== undefined;
  const isHolding = isThere && isOnHold;
  const isConsulting = isThere && pairIn(variables, 'ASTERISKNG_CONSULT') !== null;
  // A queue's agent waits in such a bridge, too.
  const isParked = isThere && extension === null && bridge?.isTalk === false;
  let now = withWait(journal, leg, 'held', isHolding, at);
  now = withWait(now, leg, 'consulting', isConsulting, at);
  now = withWait(now, leg, 'queued', isThere && canWait && queue !== null, at);
  now = withWait(now, leg, 'parked', isParked, at);
  return withHangup(withTransfer(now, leg), leg, at);
}

function withWait(journal: Journal, leg: Leg, type: Wait['type'], isOn: boolean, at: number): Journal {
  const open = journal.facts.find(
    (fact): fact is Wait => fact.type === type && fact.who === leg.id && fact.to === null,
  );
  if (isOn === (open !== undefined)) return journal;
  if (open !== undefined) return withFactChanged(journal, open, { ...open, to: Math.round(at) });
  const consulted = pairIn(leg.variables, 'ASTERISKNG_CONSULT')?.[1] ?? null;
  const place = type === 'queued' ? leg.queue : type === 'consulting' ? consulted : null;
  return withFact(journal, { type, who: leg.id, place, from: Math.round(at), to: null });
}

function withTransfer(journal: Journal, { id, transfer }: Leg): Journal {
  if (transfer === null) return journal;
  const { how, isByPhone, number, app } = transfer;
  const from = Math.round(transfer.at);
  const isKnown = journal.facts.some(
    (fact) => fact.type === 'transferred' && fact.who === id && fact.from === from,
  );
  return isKnown
    ? journal
    : withFact(journal, {
        type: 'transferred',
        who: id,
        how,
        isByPhone,
        number,
        ...(app !== undefined && { app }),
        from,
      });
}

function withHangup(journal: Journal, leg: Leg, at: number): Journal {
  if (!leg.isLeaving || journal.facts.some((fact) => fact.type === 'hungUp' && fact.who === leg.id))
    return journal;
  return withFact(journal, { type: 'hungUp', who: leg.id, from: Math.round(at) });
}

/** An agent who has no phone is not called at all: Asterisk says so of the caller. */
export function withNotTried(journal: Journal, leg: Leg, numbering: AsteriskNumbering, at: number): Journal {
  const { unreached: extension } = leg;
  if (extension === null || !numbering.isAgent(extension)) return journal;
  const call = participantOf(journal, leg.id)?.call ?? leg.linkedid;
  const isKnown = journal.facts.some((fact) => {
    if (fact.type === 'notTried')
      return fact.extension === extension && fact.call === call && fact.queue === undefined;
    return fact.type === 'rang' && participantOf(journal, fact.who)?.extension === extension;
  });
  if (isKnown) return journal;
  return withFact(journal, {
    type: 'notTried',
    call,
    extension,
    reason: 'notRegistered',
    from: Math.round(at),
  });
}

/** Members of the queue whom it does not ring for this leg. */
export function withAbsent(journal: Journal, { id, linkedid, queue, absent }: Leg, at: number): Journal {
  if (queue === null || absent.length === 0) return journal;
  const call = participantOf(journal, id)?.call ?? linkedid;
  const known = new Set<string>();
  for (const fact of journal.facts)
    if (fact.type === 'notTried' && fact.call === call && fact.queue === queue) known.add(fact.extension);
  const from = Math.round(at);
  return absent
    .filter(({ extension }) => !known.has(extension))
    .reduce((now, member) => withFact(now, { type: 'notTried', call, ...member, queue, from }), journal);
}

export function withRecordings(journal: Journal, { id, linkedid, variables }: Leg, at: number): Journal {
  const { ASTERISKNG_RECORDING: named, MIXMONITOR_FILENAME: mixed } = variables;
  let now = journal;
  for (const [file, isNamed] of [
    [named, true],
    [mixed, false],
  ] as const) {
    if (file === undefined) continue;
    const isKnown = now.facts.some((fact) => fact.type === 'recorded' && fact.file === file);
    const call = participantOf(now, id)?.call ?? linkedid;
    if (!isKnown)
      now = withFact(now, { type: 'recorded', call, who: id, file, isNamed, from: Math.round(at) });
  }
  return now;
}
