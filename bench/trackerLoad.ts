import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { AmiReader } from '../server/telephony/asterisk/ami/AmiReader';
import { CallTracker } from '../server/telephony/asterisk/tracking/CallTracker';
import { followedEvents } from '../server/telephony/asterisk/tracking/readAmiEvent';
import { recorded } from '../test/server/telephony/asterisk/tracking/support/recordings';
import { FakeTimer } from '../test/support/FakeTimer';
import type { Row } from './Row';
import { short } from './statistics';

const SCENARIOS = ['incoming-answer', 'queue-two-agents', 'click2call', 'atxfer-two-calls-bridge', 'busy'];
const WARM_UP = 20_000;
const CALLS = 100_000;
/** Calls at the same time. */
const AT_ONCE = 200;
const NUMBER = '\u0000';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** How many of Asterisk's events a second can be followed on one core, and does memory grow with the calls? */
export function trackerLoad(): Row[] {
  const scenarios = SCENARIOS.map(load);
  const timer = new FakeTimer();
  let reported = 0;
  const tracker = new CallTracker({
    numbering: {
      extensionOf: (channel) => /^PJSIP\/(10\d)-/.exec(channel)?.[1] ?? null,
      isAgent: (number) => /^10\d$/.test(number),
      toCrm: (number) => `+${number}`,
    },
    clock: timer,
    onFault: (_event, error) => {
      throw error;
    },
    listener: {
      call: () => (reported += 1),
      finished: () => (reported += 1),
      closed: () => undefined,
      resynced: () => undefined,
    },
  });
  const reader = new AmiReader(followedEvents);
  reader.read(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
  const heaps: number[] = [];
  let events = 0;
  let busyMs = 0;
  for (let call = 0; call < CALLS; call += AT_ONCE) {
    const { bytes, count } = section(scenarios, call);
    const began = process.cpuUsage();
    for (const message of reader.read(bytes)) tracker.handleEvent(message);
    const { user, system } = process.cpuUsage(began);
    busyMs += (user + system) / 1_000;
    events += count;
    if (call + AT_ONCE === WARM_UP || call + AT_ONCE === CALLS) heaps.push(usedHeap());
  }
  const [before = 0, after = 0] = heaps;
  const left = Object.values(tracker.size).reduce((sum, size) => sum + size, 0);
  return [
    {
      what: `events of Asterisk read, parsed and followed, CPU time of one core (${reported} reports)`,
      value: `${short((events / busyMs) * 1_000)}/s`,
      against: 'at least 20,000/s',
    },
    {
      what: `heap of the tracker after ${CALLS} calls`,
      value: `${short(after / 1e6)} MB`,
      against: `${short(after / before)} × after ${WARM_UP} calls; ${left} records kept`,
    },
  ];
}

/** The recorded scenarios as if `AT_ONCE` calls took place at once: an event of each in turn, all with ids of their own. */
function section(scenarios: readonly (readonly string[])[], first: number) {
  const texts: string[] = [];
  const longest = Math.max(...scenarios.map((messages) => messages.length));
  for (let place = 0; place < longest; place += 1)
    for (let call = first; call < first + AT_ONCE; call += 1) {
      const text = scenarios[call % scenarios.length]?.[place];
      if (text !== undefined) texts.push(text.replaceAll(NUMBER, String(call)));
    }
  return { bytes: Buffer.from(texts.join('')), count: texts.length };
}

/** The scenario's events as Asterisk sends them, with `NUMBER` where the number of the call is to stand. */
function load(scenario: string): readonly string[] {
  return recorded('22', scenario).map((message) => {
    const headers = Object.entries(message).map(([name, value]) => [
      name,
      numbered(value.replaceAll('\n', ',')),
    ]);
    return `${headers.map((header) => `${header.join(': ')}\r\n`).join('')}\r\n`;
  });
}

/** Ids of channels and bridges and names of channels belong to one call. */
function numbered(value: string): string {
  if (/^lab-\d+\.\d+$/.test(value)) return value.replace('.', `.${NUMBER}0000`);
  const isOwn =
    /^c2c-\d+$/.test(value) ||
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ||
    /^PJSIP\/[^ ]+-[0-9a-f]{8}$/.test(value);
  return isOwn ? `${value}${NUMBER}` : value;
}

function usedHeap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
