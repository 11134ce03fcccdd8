import fc from 'fast-check';
import * as v from 'valibot';
import { journalSchema } from '../../../../../server/telephony/journalSchema';
import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { ChannelList } from './support/ChannelList';
import { recorded, scenarios, type Version } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';
import { Watch, type WatchOptions } from './support/Watch';

/** Cases of each property and recording: there are more than 100 recordings. */
const RUNS = 8;
/** By how many events one of another topic may come too late. */
const WINDOW = 4;
/** After a pause like this, ms, everything has come. */
const PAUSE_MS = 20;
const NOTHING = { calls: 0, legs: 0, bridges: 0, undecided: 0, journals: 0 };

function watchOf(version: Version, options: WatchOptions = {}): Watch {
  return new Watch(version === 'reported' ? { ...options, numbering: reportedNumbering } : options);
}

/** Written after public logs, without the pauses of a real call. */
const WRITTEN = /^(?:chan-sip|dahdi|control|ok)-/;

/**
 * What the list of channels does not show: caller and called of an ARI application's legs, whose place a transfer has
 * taken, that a phone has hung up while its channel waits, since when the leg of a queue's agent has had this caller, and
 * that a phone has parked its caller and hears the place.
 */
const UNSEEN = /^(?:ari-|consult-queue-join|dtmf-blond-transfer|agent-login|park$)/;

const cases = (['22', '16', 'office', 'reported'] as const).flatMap((version) =>
  scenarios(version)
    .filter((scenario) => !WRITTEN.test(scenario))
    .map((scenario) => [scenario, version] as const),
);

/** What must be the same whatever order the events come in: who had calls, who talked, and the records. */
function outcome(watch: Watch) {
  const talked = watch.events.flatMap(([extension, { type }]) => (type === 'answered' ? [extension] : []));
  const records = watch.records.map(({ id, direction, number, outcome: how, extension, recording }) => {
    // Which of several phones rang last depends on the order.
    return { id, direction, number, how, recording, extension: how === 'answered' ? extension : null };
  });
  return { talked: [...new Set(talked)].sort(), records };
}

/** Events of one topic keep their order: those of a channel, of a bridge, of a call to a channel. */
function topic(message: AmiMessage): string {
  const event = message['Event'] ?? '';
  if (event.startsWith('Bridge')) return `bridge ${message['BridgeUniqueid'] ?? ''}`;
  if (event.startsWith('Dial')) return `dial ${message['DestUniqueid'] ?? ''}`;
  return `channel ${message['Uniqueid'] ?? ''}`;
}

/** For each event: how many pauses there were before it. */
function bursts(messages: readonly AmiMessage[]): readonly number[] {
  let burst = 0;
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const passed = Number(message['Timestamp']) - Number(before?.['Timestamp'] ?? message['Timestamp']);
    if (passed * 1_000 > PAUSE_MS) burst += 1;
    return burst;
  });
}

function shuffled(messages: readonly AmiMessage[], shifts: readonly number[]): readonly AmiMessage[] {
  const last = new Map<string, number>();
  const burst = bursts(messages);
  const places = messages.map((message, index) => {
    const wanted = index + (shifts[index % shifts.length] ?? 0);
    const place = Math.max(wanted, last.get(topic(message)) ?? 0);
    last.set(topic(message), place);
    return { message, place, burst: burst[index] ?? 0 };
  });
  return places.sort((a, b) => a.burst - b.burst || a.place - b.place).map(({ message }) => message);
}

async function expectNothingLeft(watch: Watch): Promise<void> {
  await watch.timer.pass(1_000);
  expect(watch.open).toEqual([]);
  expect(watch.tracker.size).toEqual(NOTHING);
  expect(watch.timer.pending).toBe(0);
  expect(watch.faults).toEqual([]);
}

test.each(cases)('%s on Asterisk %s, its topics out of step', async (scenario, version: Version) => {
  const messages = recorded(version, scenario);
  const expected = outcome(watchOf(version).take(messages));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(WINDOW), { minLength: 7, maxLength: 40 }), async (shifts) => {
      const watch = watchOf(version).take(shuffled(messages, shifts));
      await expectNothingLeft(watch);
      expect(outcome(watch)).toEqual(expected);
    }),
    { numRuns: RUNS },
  );
});

test.each(cases)('%s on Asterisk %s, events doubled', async (scenario, version: Version) => {
  const messages = recorded(version, scenario);
  const plain = watchOf(version).take(messages);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(WINDOW), { minLength: 7, maxLength: 40 }), async (delays) => {
      const doubled = messages.flatMap((message, index) => {
        const delay = delays[index % delays.length] ?? 0;
        const earlier = messages[index - delay];
        return delay === 0 || earlier === undefined ? [message, message] : [message, earlier];
      });
      const watch = watchOf(version).take(doubled);
      await expectNothingLeft(watch);
      expect(watch.reported).toEqual(plain.reported);
      expect(watch.records).toEqual(plain.records);
    }),
    { numRuns: RUNS },
  );
});

test.each(cases)('%s on Asterisk %s, cut anywhere and asked again', async (scenario, version: Version) => {
  const messages = recorded(version, scenario);
  const burst = bursts(messages);
  // Asked again in a pause: what Asterisk is in the middle of is not to be seen by asking.
  const pauses = messages.flatMap((_, index) => (burst[index] === burst[index + 1] ? [] : [index + 1]));
  await fc.assert(
    fc.asyncProperty(fc.nat(messages.length), fc.constantFrom(...pauses), async (place, to) => {
      const from = Math.min(place, to);
      const truth = new ChannelList();
      const all = watchOf(version);
      for (const message of messages.slice(0, to)) truth.take(message);
      all.take(messages.slice(0, to)).resync(truth.statuses);
      const watch = watchOf(version).take(messages.slice(0, from)).resync(truth.statuses);
      if (!UNSEEN.test(scenario)) {
        expect([...(watch.live ?? [])].sort()).toEqual([...(all.live ?? [])].sort());
        expect(watch.open).toEqual(all.open);
      }
      watch.take(messages.slice(to));
      await expectNothingLeft(watch);
      expect(new Set(watch.records.map(({ id }) => id)).size).toBe(watch.records.length);
    }),
    { numRuns: RUNS },
  );
});

// Asterisk lists its channels out of a hash table.
test.each(cases)('%s on Asterisk %s, asked again in any order of channels', (scenario, version: Version) => {
  const messages = recorded(version, scenario);
  const burst = bursts(messages);
  const truth = new ChannelList();
  messages.forEach((message, index) => {
    truth.take(message);
    if (burst[index] === burst[index + 1]) return;
    const oldestFirst = watchOf(version).resync(truth.statuses);
    const newestFirst = watchOf(version).resync([...truth.statuses].reverse());
    expect([...(newestFirst.live ?? [])]).toEqual([...(oldestFirst.live ?? [])]);
    expect(newestFirst.reported).toEqual(oldestFirst.reported);
    expect(newestFirst.tracker.journals()).toEqual(oldestFirst.tracker.journals());
    oldestFirst.tracker.close();
    newestFirst.tracker.close();
  });
});

test.each(cases)('%s on Asterisk %s, the backend killed anywhere', async (scenario, version: Version) => {
  const messages = recorded(version, scenario);
  const burst = bursts(messages);
  const pauses = messages.flatMap((_, index) => (burst[index] === burst[index + 1] ? [] : [index + 1]));
  const expected = outcome(watchOf(version).take(messages)).records;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...pauses), async (place) => {
      const truth = new ChannelList();
      for (const message of messages.slice(0, place)) truth.take(message);
      const killed = watchOf(version).take(messages.slice(0, place));
      const stored = JSON.stringify(killed.tracker.journals());
      const journals = v.parse(v.array(journalSchema), JSON.parse(stored));
      const next = watchOf(version, { journals }).resync(truth.statuses).take(messages.slice(place));
      await expectNothingLeft(next);
      killed.records.push(...next.records);
      expect(outcome(killed).records).toEqual(expected);
    }),
    { numRuns: RUNS },
  );
});
