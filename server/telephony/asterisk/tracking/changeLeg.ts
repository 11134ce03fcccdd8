import { isSamePhone } from '../../../../protocol/isSamePhone';
import type { AbsentMember } from './absentMembers';
import type { AmiEvent, ChannelSnapshot, ChannelState, DialStatus } from './AmiEvent';
import { isDriverVariable, type DriverVariable, type Variables } from './driverVariables';
import { isMachine } from './isMachine';
import type { Dial, Leg } from './Leg';
import type { AsteriskNumbering } from './AsteriskNumbering';

/** Where Asterisk puts a caller who has dialled no number, such as one on an analogue line. */
const START_EXTENSION = 's';
/** Of deploy/asterisk/extensions_asteriskng.conf. */
const TRANSFER_CONTEXT = 'asteriskng-transfer';
const NO_MEMBERS: readonly AbsentMember[] = [];
const STATE_RANK: Readonly<Record<ChannelState, number>> = { down: 0, calling: 1, ringing: 1, up: 2 };

/** Makes a leg from the first event of a channel. @param at ms since 1970 */
export function newLeg(channel: ChannelSnapshot, at: number, numbering: AsteriskNumbering): Leg {
  const isCaller = channel.state === 'calling';
  const { extension, isLocal, isMachine } = identityOf(channel.name, numbering);
  return {
    id: channel.id,
    channel: channel.name,
    extension,
    isLocal,
    isMachine,
    state: channel.state,
    isCaller,
    dialled: isCaller ? dialledOf(channel) : null,
    number: channel.number,
    context: channel.context,
    linkedid: channel.linkedid,
    unreached: null,
    bridge: null,
    bridgedAt: 0,
    dial: null,
    outcome: null,
    farCause: null,
    queue: null,
    absent: NO_MEMBERS,
    holds: null,
    heldAt: 0,
    variables: {},
    variablesAt: 0,
    isQueueAgent: false,
    isReplaced: false,
    transfer: null,
    sentTo: null,
    isLeaving: false,
    startedAt: at,
    begin: 'unheard',
    end: null,
  };
}

/**
 * The only function that applies an event to a leg. Events older than the known state change nothing, so they may come
 * twice or out of order.
 *
 * ```
 *   down ──▶ calling | ringing ──▶ up      each of them ──ended──▶ end is set, nothing changes any more
 * ```
 * @param farId id of the leg at the other end at this time; null: there is none
 */
export function changeLeg(
  leg: Leg,
  event: AmiEvent,
  numbering: AsteriskNumbering,
  farId: string | null,
): Leg {
  if (leg.end !== null) return leg;
  const seen = withSnapshot(leg, event.channel);
  switch (event.type) {
    case 'began':
      return withFirstSnapshot(seen, event.channel);
    case 'changed':
    case 'paired':
    case 'pickedUp':
    case 'tookPlace':
      return seen;
    case 'transferred': {
      const { how, isByPhone, number, transferee, app, at } = event;
      if (seen.transfer?.at === at) return seen;
      const transfer = { how, isByPhone, number, transferee, ...(app !== undefined && { app }), at };
      // By keys it is Asterisk that has held the other end for it: no Unhold tells that this is over when all three talk.
      return isByPhone ? { ...seen, transfer } : { ...seen, transfer, holds: null, heldAt: at };
    }
    case 'renamed':
      return seen.channel === event.name ? seen : { ...seen, ...identityOf(event.name, numbering) };
    case 'leaving':
      return seen.isLeaving ? seen : { ...seen, isLeaving: true };
    case 'ended':
      return { ...seen, bridge: null, end: { cause: event.cause, at: event.at } };
    case 'dial':
      return withDial(seen, {
        by: dialledBy(seen, event),
        status: event.status,
        at: event.at,
        ...(event.isForwarded && { isForwarded: true }),
      });
    case 'entered':
      if (event.at < seen.bridgedAt || seen.bridge?.id === event.bridge) return seen;
      return withBridge(seen, event);
    case 'left':
      if (event.at < seen.bridgedAt || seen.bridge?.id !== event.bridge) return seen;
      return { ...seen, bridge: null, bridgedAt: event.at };
    case 'hold': {
      if (event.at <= seen.heldAt) return seen;
      return { ...seen, holds: event.isHolding ? (farId ?? '') : null, heldAt: event.at };
    }
    case 'variable':
      if (!isDriverVariable(event.name) || event.at < seen.variablesAt) return seen;
      return {
        ...seen,
        variables: withVariable(seen.variables, event.name, event.value),
        variablesAt: event.at,
      };
    case 'outcome':
      // DialEnd has more detail than DIALSTATUS, so an outcome that is known is kept.
      return withUnreached(
        event.status !== null && seen.outcome !== null
          ? seen
          : withOutcome(withSending(seen, event), event.status ?? 'begun'),
        event,
      );
    case 'queued':
      return withQueue(seen, event.queue, event.absent ?? NO_MEMBERS);
  }
}

/** The calling leg with the status of its dial. */
export function withOutcome(leg: Leg, status: DialStatus): Leg {
  if (leg.end !== null) return leg;
  if (status === 'begun')
    return leg.outcome === null && leg.farCause === null ? leg : { ...leg, outcome: null, farCause: null };
  return leg.outcome === status || !isDialOver(status) ? leg : { ...leg, outcome: status };
}

/** Has the dial ended? */
export function isDialOver(status: DialStatus): boolean {
  return status !== 'begun' && status !== 'ringing';
}

/**
 * The leg with a snapshot applied. Its state never goes back, since snapshots may be late. That it calls us is certain
 * once it has the state Ring and no one dials it: chan_sip, DAHDI and SCCP create the channel of an incoming call in
 * the state Down, Rsrvd or Pre-ring, so a new channel does not tell who calls.
 */
export function withSnapshot(leg: Leg, channel: ChannelSnapshot): Leg {
  // Some drivers show the state Ring for a phone that rings.
  const seen = channel.state === 'calling' && leg.dial !== null && !leg.isCaller ? 'ringing' : channel.state;
  const state = STATE_RANK[seen] > STATE_RANK[leg.state] ? seen : leg.state;
  const isNewCaller = channel.state === 'calling' && !leg.isCaller && leg.dial === null;
  const isCaller = leg.isCaller || isNewCaller;
  const number = isCaller ? callerNumber(leg.number, channel.number) : (channel.number ?? leg.number);
  if (isNewCaller) return { ...leg, state, number, isCaller, dialled: dialledOf(channel) };
  return state === leg.state && number === leg.number ? leg : { ...leg, state, number };
}

/** The leg with the snapshot of its Newchannel, which comes late here: the dialplan has changed nothing yet. */
function withFirstSnapshot(first: Leg, channel: ChannelSnapshot): Leg {
  const { linkedid, context } = channel;
  const isSame = first.begin !== 'unheard' && first.linkedid === linkedid && first.context === context;
  const leg: Leg = isSame ? first : { ...first, begin: 'heard', linkedid, context };
  if (!leg.isCaller) return leg;
  const number = channel.number ?? leg.number;
  const dialled = dialledOf(channel) ?? leg.dialled;
  return number === leg.number && dialled === leg.dialled ? leg : { ...leg, number, dialled };
}

/** The number that a caller came with. The dialplan may give it another form; another number is not the caller's own. */
function callerNumber(known: string | null, number: string | null): string | null {
  if (known === null || known === number) return number;
  return number !== null && isSamePhone(known, number) ? number : known;
}

/** Asterisk has found no phone behind what this leg has dialled. */
function withUnreached(leg: Leg, { channel, status }: Extract<AmiEvent, { type: 'outcome' }>): Leg {
  if (status !== 'unavailable') return leg;
  const unreached = dialledOf(channel) ?? leg.dialled;
  return leg.unreached === unreached ? leg : { ...leg, unreached };
}

/** Our context of the dialplan dials where a blind transfer from the agent's screen sends the channel. */
function withSending(leg: Leg, { status, channel, at }: Extract<AmiEvent, { type: 'outcome' }>): Leg {
  if (status !== null || channel.context !== TRANSFER_CONTEXT || leg.sentTo?.at === at) return leg;
  return { ...leg, sentTo: { number: dialledOf(channel), at } };
}

function withQueue(leg: Leg, queue: string, absent: readonly AbsentMember[]): Leg {
  return leg.queue === queue && absent.length === 0 ? leg : { ...leg, queue, absent };
}

/** What the channel has dialled; null: nothing, it came to the start extension. */
export function dialledOf({ exten }: Pick<ChannelSnapshot, 'exten'>): string | null {
  return exten === START_EXTENSION ? null : exten;
}

/** The id of the leg that dials: Asterisk dials for another channel, which it names by Linkedid, when it pages. */
function dialledBy(leg: Leg, { by, channel }: Extract<AmiEvent, { type: 'dial' }>): string | null {
  if (by !== null) return by.id;
  if (leg.dial !== null) return leg.dial.by;
  return leg.isLocal || channel.linkedid === leg.id ? null : channel.linkedid;
}

/** An agent's own call that is put in a holding bridge before it has talked with anybody waits for calls of a queue. */
function withBridge(
  leg: Leg,
  { bridge: id, isTalk, isRoom, room, at }: Extract<AmiEvent, { type: 'entered' }>,
): Leg {
  const isFirst = leg.bridgedAt === 0 && leg.isCaller && leg.extension !== null;
  const isQueueAgent = leg.isQueueAgent || (isFirst && !isTalk);
  return { ...leg, bridge: { id, isTalk, isRoom, room }, bridgedAt: at, isQueueAgent };
}

function withVariable(variables: Variables, name: DriverVariable, value: string): Variables {
  // The first recording is of the whole call; later ones are of parts of it.
  if (name === 'MIXMONITOR_FILENAME' && variables[name] !== undefined) return variables;
  if (value !== '') return { ...variables, [name]: value };
  if (variables[name] === undefined) return variables;
  return Object.fromEntries(Object.entries(variables).filter(([key]) => key !== name));
}

/** The leg with a dial status, unless a later one is known. */
function withDial(leg: Leg, dial: Dial): Leg {
  const known = leg.dial;
  if (known !== null) {
    const isSame = known.by === dial.by;
    if (isSame && dialRank(dial.status) <= dialRank(known.status)) return leg;
    if (!isSame && dial.at < known.at) return leg;
  }
  // It is dialled, whatever state its channel has shown.
  const isTaken = dial.status === 'begun' || dial.status === 'ringing';
  if (!isTaken || !leg.isCaller) return { ...leg, dial };
  return { ...leg, dial, isCaller: false, dialled: null };
}

function dialRank(status: DialStatus): number {
  return status === 'begun' ? 0 : status === 'ringing' ? 1 : 2;
}

/** What a leg's channel name says: whose phone it is, or that it is a Local channel or one of Asterisk's own. */
function identityOf(
  channel: string,
  numbering: AsteriskNumbering,
): Pick<Leg, 'channel' | 'extension' | 'isLocal' | 'isMachine'> {
  const isLocal = channel.startsWith('Local/');
  const extension = isLocal ? null : numbering.extensionOf(channel);
  return { channel, isLocal, isMachine: isMachine(channel), extension };
}
