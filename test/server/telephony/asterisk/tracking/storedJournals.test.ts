import { CallTracker } from '../../../../../server/telephony/asterisk/tracking/CallTracker';
import { JournalPersistence } from '../../../../../server/telephony/asterisk/tracking/JournalPersistence';
import { FakeTimer } from '../../../../support/FakeTimer';
import { recorded, scenarios, type Version } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';
import { numbering } from './support/Watch';

/** Events after which the store is looked at. */
const EVERY = 3;
/** How long changes are collected, ms. */
const GATHERED_MS = 25;

const cases = (['22', '16', 'office', 'reported'] as const).flatMap((version) =>
  scenarios(version).map((scenario) => [scenario, version] as const),
);

/** A tracker whose journals are stored. `isFull`: the store takes nothing. */
function open(version: Version) {
  const timer = new FakeTimer();
  const texts = new Map<string, string>();
  const store = {
    isFull: false,
    put: (id: string, text: string) =>
      store.isFull ? Promise.reject(new Error('full')) : Promise.resolve(void texts.set(id, text)),
    delete: (id: string) =>
      store.isFull ? Promise.reject(new Error('full')) : Promise.resolve(void texts.delete(id)),
    all: () => Promise.resolve(texts),
  };
  const persistence = new JournalPersistence(
    store,
    timer,
    () => undefined,
    (number) => number,
  );
  const tracker = new CallTracker({
    numbering: version === 'reported' ? reportedNumbering : numbering,
    clock: timer,
    onFault: (_event, error) => {
      throw error;
    },
    listener: { call: () => undefined, finished: () => undefined, resynced: () => undefined },
    onClosed: (id, left) => persistence.saveClosed(id, left),
  });
  persistence.setSource(tracker);
  const expectStored = async (): Promise<void> => {
    persistence.scheduleSave();
    await timer.pass(GATHERED_MS);
    const stored = [...texts].flatMap(([id, text]) => (id === 'seen' ? [] : [text])).sort();
    expect(stored).toEqual(
      tracker
        .journals()
        .map((journal) => JSON.stringify(journal))
        .sort(),
    );
  };
  return { timer, store, tracker, persistence, expectStored };
}

test.each(cases)(
  '%s on Asterisk %s: the store has the journals of the open calls',
  async (scenario, version) => {
    const { timer, tracker, expectStored } = open(version);
    for (const [index, message] of recorded(version, scenario).entries()) {
      tracker.handleEvent(message);
      if (index % EVERY === 0) await expectStored();
    }
    await timer.pass(1_000);
    await expectStored();
  },
);

test('what a full store did not take is in it after the next change', async () => {
  const { store, timer, tracker, persistence, expectStored } = open('22');
  const messages = recorded('22', 'atxfer-two-calls-bridge');
  const third = Math.floor(messages.length / 3);
  for (const message of messages.slice(0, third)) tracker.handleEvent(message);
  await expectStored();
  store.isFull = true;
  for (const message of messages.slice(third, 2 * third)) {
    tracker.handleEvent(message);
    persistence.scheduleSave();
    await timer.pass(GATHERED_MS);
  }
  store.isFull = false;
  for (const message of messages.slice(2 * third)) {
    tracker.handleEvent(message);
    await expectStored();
  }
});
