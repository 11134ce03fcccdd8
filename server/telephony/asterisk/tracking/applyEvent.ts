import type { AmiEvent, ChannelSnapshot } from './AmiEvent';
import type { CallBook } from './CallBook';
import { calledBackFor } from './calledBackFor';
import { changeLeg, withOutcome, withSnapshot } from './changeLeg';
import { farEnd, otherHalf } from './farEnd';
import type { Leg } from './Leg';
import type { AsteriskNumbering } from './AsteriskNumbering';

/** Largest number of Local channels in a row. */
const MOST_HOPS = 8;
const NONE: readonly string[] = [];

/**
 * Changes the legs that the event is about.
 * @param mayAddLeg any event may add a leg; otherwise only Newchannel
 * @returns ids of the whole calls that have changed, each once
 */
export function applyEvent(
  book: CallBook,
  event: AmiEvent,
  numbering: AsteriskNumbering,
  mayAddLeg: boolean,
): readonly string[] {
  const touched: string[] = [];
  const by = event.type === 'dial' ? event.by : null;
  const caller = by === null ? undefined : legOf(book, by, event.at, mayAddLeg, touched);
  const leg = legOf(book, event.channel, event.at, mayAddLeg || event.type === 'began', touched);
  if (caller !== undefined && event.type === 'dial' && by !== null)
    changeInBook(book, withOutcome(withSnapshot(caller, by), event.status), touched);
  if (leg === undefined) return touched;
  const farId =
    event.type === 'hold' ? (farEnd(book.legsAround(leg.id) ?? new Map(), leg)?.leg.id ?? null) : null;
  const changed = changeLeg(leg, event, numbering, farId);
  const after = withRelatedDial(book, changed, event);
  changeInBook(book, after, touched);
  if (event.type === 'pickedUp') noteReplaced(book, event.ringingId, touched);
  if (event.type === 'tookPlace') {
    noteReplaced(book, event.replacedId, touched);
    takeOverDials(book, after, event.replacedId, touched);
    noteTransferIntoApp(book, event, touched);
  }
  if (event.type === 'ended') setFarCause(book, after, event.cause, touched);
  addAll(touched, book.joinLinked(leg.id, event.channel.linkedid));
  const related = relatedLegs(book, event, after);
  if (related !== NONE) addAll(touched, book.join(related));
  return touched;
}

/** Ids of the legs that this event connects to one whole call. */
function relatedLegs(book: CallBook, event: AmiEvent, leg: Leg): Iterable<string> {
  switch (event.type) {
    case 'entered':
      // Those who are parked, or wait as queue agents, share a bridge and no call.
      return leg.bridge?.isTalk === true ? book.inBridge(leg.bridge.id) : NONE;
    case 'dial': {
      const by = event.by?.id ?? leg.dial?.by ?? null;
      return by === null ? NONE : [by, leg.id];
    }
    case 'paired':
      return [event.otherId, leg.id];
    case 'pickedUp':
      return [event.ringingId, leg.id];
    case 'tookPlace':
      return [event.replacedId, leg.id, ...book.dialledBy(leg.id).map(({ id }) => id)];
    default:
      return NONE;
  }
}

/** The leg with the caller of its dial, where the event alone does not name it. */
function withRelatedDial(book: CallBook, leg: Leg, event: AmiEvent): Leg {
  if (event.type === 'pickedUp') return withDialOfPickup(book, leg, event.ringingId, event.at);
  if (event.type !== 'dial' || leg.dial === null || leg.dial.by !== null) return leg;
  const by = calledBackFor(book, leg, event.shown);
  return by === null ? leg : { ...leg, dial: { ...leg.dial, by } };
}

/** The leg that picks up is now called by the caller of the ringing leg. DialEnd says so too, but may come too late. */
function withDialOfPickup(book: CallBook, leg: Leg, ringingId: string, at: number): Leg {
  const by = book.leg(ringingId)?.dial?.by ?? null;
  if (by === null || leg.dial?.by === by || leg.end !== null) return leg;
  return { ...leg, dial: { by, status: 'answered', at } };
}

function noteReplaced(book: CallBook, legId: string, touched: string[]): void {
  const leg = book.leg(legId);
  if (leg !== undefined && !leg.isReplaced) changeInBook(book, { ...leg, isReplaced: true }, touched);
}

/** What the replaced leg was calling is called by this one now; it waits in the same queue. */
function takeOverDials(book: CallBook, leg: Leg, replacedId: string, touched: string[]): void {
  const queue = book.leg(replacedId)?.queue ?? leg.queue;
  if (queue !== leg.queue) changeInBook(book, { ...leg, queue }, touched);
  for (const called of book.dialledBy(replacedId)) {
    if (called.dial === null) continue;
    changeInBook(book, { ...called, dial: { ...called.dial, by: leg.id } }, touched);
    const half = called.isLocal ? otherHalf(book.legsAround(called.id) ?? new Map(), called) : null;
    // Phones behind a Local channel are called by the same channel as before, but ring for another party now.
    for (const phone of half === null ? [] : book.dialledBy(half.id))
      if (phone.dial !== null) changeInBook(book, { ...phone, dial: { ...phone.dial } }, touched);
  }
}

/** The agent's leg has transferred the other end into what its second leg had dialled. */
function noteTransferIntoApp(
  book: CallBook,
  { by, replacedId, isByPhone, app, at }: Extract<AmiEvent, { type: 'tookPlace' }>,
  touched: string[],
): void {
  const leg = book.leg(by);
  if (leg === undefined || leg.transfer?.at === at) return;
  const number = book.leg(replacedId)?.dialled ?? null;
  const transfer = { how: 'attended', isByPhone, number, transferee: null, app, at } as const;
  changeInBook(book, { ...leg, transfer }, touched);
}

/** The known leg of a channel, or a new one where `mayAddLeg` allows it. */
function legOf(
  book: CallBook,
  channel: ChannelSnapshot,
  at: number,
  mayAddLeg: boolean,
  touched: string[],
): Leg | undefined {
  const known = book.leg(channel.id);
  if (known !== undefined || !mayAddLeg) return known;
  const leg = book.open(channel, at);
  if (leg === null) return undefined;
  noteChange(book, leg.id, touched);
  return leg;
}

/** Sets the hangup cause on the legs that called this one, also through Local channels, whose halves end one by one. */
function setFarCause(book: CallBook, gone: Leg, cause: number, touched: string[]): void {
  let leg: Leg | undefined = gone;
  for (let hops = 0; leg !== undefined && hops < MOST_HOPS; hops += 1) {
    const half =
      leg.isLocal && leg.dial === null ? otherHalf(book.legsAround(leg.id) ?? new Map(), leg) : leg;
    const caller = book.leg(half?.dial?.by ?? '');
    if (caller?.end === null) changeInBook(book, { ...caller, farCause: cause }, touched);
    leg = caller?.isLocal === true ? caller : undefined;
  }
}

/** Replaces the leg in the book and notes its whole call as changed. */
function changeInBook(book: CallBook, leg: Leg, touched: string[]): void {
  if (book.leg(leg.id) === leg) return;
  book.change(leg);
  noteChange(book, leg.id, touched);
}

function noteChange(book: CallBook, legId: string, touched: string[]): void {
  const call = book.callOf(legId);
  if (call !== undefined) add(touched, call.id);
}

function addAll(touched: string[], ids: readonly string[]): void {
  for (const id of ids) add(touched, id);
}

function add(touched: string[], id: string): void {
  if (!touched.includes(id)) touched.push(id);
}
