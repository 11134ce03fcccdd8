import { recorded } from '../test/server/telephony/asterisk/tracking/support/recordings';
import type { AmiMessage } from '../server/telephony/asterisk/ami/AmiMessage';

const SCENARIOS = [
  'incoming-answer',
  'queue-two-agents',
  'click2call',
  'atxfer-two-calls-bridge',
  'busy',
  'no-answer',
  'hold-by-phone',
  'blind-transfer-refer',
];
/** A call begins every 5 ms: 200 a second, the most that one Asterisk 22 made on two cores. */
export const SLOT_MS = 5;
/** The recorded calls are short: a pause in which people talk or phones ring lasts so many times as long here. */
const STRETCH = 3;
const PAUSE_MS = 100;
/** No read of a socket gives more, bytes. */
const MOST_BYTES = 64 * 1_024;
/** Each scenario's agents exist so often: there are hundreds of phones. */
const GROUPS = 100;
/** What a real Asterisk sets in each call and nothing here reads: 2 of 3 events of a plain call are such. */
const UNUSED = ['BRIDGEPEER', 'BRIDGEPVTCALLID', 'DIALEDPEERNUMBER', 'RTPAUDIOQOSJITTER'];
/** `VarSet` events of these after each event of a channel. */
const UNUSED_PER_EVENT = 2;
/** Stand for the number of the call, and for that of the group of agents. */
const CALL = '\u0000';
const GROUP = '\u0001';

/** One event, without its time. */
interface EventText {
  readonly head: string;
  readonly tail: string;
  /** Since the begin of its call, ms. */
  readonly at: number;
}

/** What one read of the socket gives. */
export interface Chunk {
  readonly bytes: Buffer;
  readonly events: number;
  /** Of the last event, ms since the begin of the traffic. */
  readonly at: number;
}

/** Extensions of all agents. */
export const trafficAgents: readonly string[] = Array.from(
  { length: 9 },
  (_none, index) => 101 + index,
).flatMap((extension) => Array.from({ length: GROUPS }, (_one, group) => `${extension}${groupText(group)}`));

/**
 * What an Asterisk sends while calls come and go, made of recorded ones: each has ids, agents, a client and times of its
 * own, and what happens in it at one moment comes together.
 * @param from when it begins, ms since 1970
 */
export function* amiTraffic(calls: number, from: number): Generator<Chunk> {
  const scenarios = SCENARIOS.map(eventsOf);
  const slots = new Map<number, string[]>();
  for (let slot = 0; slot < calls || slots.size > 0; slot += 1) {
    const scenario = slot < calls ? (scenarios[slot % scenarios.length] ?? []) : [];
    for (const event of scenario) {
      const place = slot + Math.floor(event.at / SLOT_MS);
      const texts = slots.get(place) ?? [];
      slots.set(place, texts);
      texts.push(textOf(event, slot, from));
    }
    const texts = slots.get(slot) ?? [];
    slots.delete(slot);
    yield* chunksOf(texts, (slot + 1) * SLOT_MS);
  }
}

function* chunksOf(texts: readonly string[], at: number): Generator<Chunk> {
  const bytes = Buffer.from(texts.join(''));
  for (let begin = 0; begin < bytes.length; begin += MOST_BYTES) {
    const isLast = begin + MOST_BYTES >= bytes.length;
    yield { bytes: bytes.subarray(begin, begin + MOST_BYTES), events: isLast ? texts.length : 0, at };
  }
}

function textOf({ head, tail, at }: EventText, call: number, from: number): string {
  const seconds = ((from + call * SLOT_MS + at) / 1_000).toFixed(6);
  return (head + seconds + tail)
    .replaceAll(CALL, String(call).padStart(7, '0'))
    .replaceAll(GROUP, groupText(call % GROUPS));
}

function groupText(group: number): string {
  return String(group).padStart(2, '0');
}

function eventsOf(scenario: string): readonly EventText[] {
  let at = 0;
  let before: number | null = null;
  return recorded('22', scenario).flatMap((message, index) => {
    const now = Number(message['Timestamp']) * 1_000;
    const passed = before === null ? 0 : Math.max(0, now - before);
    before = now;
    at += passed > PAUSE_MS ? passed * STRETCH : passed;
    return [message, ...unusedAfter(message, index)].map((one) => ({ ...textAround(one), at }));
  });
}

function unusedAfter(message: AmiMessage, index: number): readonly AmiMessage[] {
  const { Channel, Uniqueid, Linkedid } = message;
  if (Channel === undefined || Uniqueid === undefined || Linkedid === undefined) return [];
  const channel = Object.fromEntries(Object.entries(message).filter(([name]) => !name.startsWith('Dest')));
  return Array.from({ length: UNUSED_PER_EVENT }, (_none, place) => ({
    ...channel,
    Event: 'VarSet',
    Privilege: 'dialplan,all',
    Variable: UNUSED[(index + place) % UNUSED.length] ?? '',
    Value: Channel,
  }));
}

/** The event as Asterisk sends it, before and after its time. */
function textAround(message: AmiMessage): Pick<EventText, 'head' | 'tail'> {
  const lines = Object.entries(message).map(([name, value]) =>
    name === 'Timestamp' ? `${name}: ` : `${name}: ${ownOf(value.replaceAll('\n', ','))}\r\n`,
  );
  const place = lines.indexOf('Timestamp: ') + 1;
  return { head: lines.slice(0, place).join(''), tail: `\r\n${lines.slice(place).join('')}\r\n` };
}

/** Ids, names of channels, numbers of clients and extensions belong to one call. */
function ownOf(value: string): string {
  if (/^(c2c-\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(value)) return `${value}${CALL}`;
  return value
    .replace(/(?<!\.)\b10\d\b/g, `$&${GROUP}`)
    .replace(/lab-\d+\.(?=\d)/g, `$&${CALL}`)
    .replace(/-[0-9a-f]{8}(?=$|[;,])/g, `$&${CALL}`)
    .replace(/\b79\d{9}\b/g, `7916${CALL}`);
}
