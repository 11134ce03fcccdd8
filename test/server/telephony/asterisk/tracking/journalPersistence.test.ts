import { newJournal, type Journal } from '../../../../../server/calls/journal/Journal';
import { JournalPersistence } from '../../../../../server/telephony/asterisk/tracking/JournalPersistence';
import { FakeTimer } from '../../../../support/FakeTimer';

/** Texts in memory that can fail; they outlive what keeps them. */
class Texts {
  readonly kept = new Map<string, string>();
  readonly writes: string[] = [];
  isBroken = false;

  async put(id: string, text: string): Promise<void> {
    await this.work(`put ${id}`);
    this.kept.set(id, text);
  }

  async delete(id: string): Promise<void> {
    await this.work(`delete ${id}`);
    this.kept.delete(id);
  }

  async all(): Promise<ReadonlyMap<string, string>> {
    await this.work('all');
    return this.kept;
  }

  private work(what: string): Promise<void> {
    if (this.isBroken) return Promise.reject(new Error('broken'));
    this.writes.push(what);
    return Promise.resolve();
  }
}

let timer: FakeTimer;
let store: Texts;
let faults: unknown[];
let persistence: JournalPersistence;
let journals: readonly Journal[];
let isHeard: boolean;
const journal = newJournal('1.1', 5);

function open(): JournalPersistence {
  const opened = new JournalPersistence(
    store,
    timer,
    (cause) => faults.push(cause),
    (number) => number,
  );
  opened.setSource({ journals: () => journals, isHeard: () => isHeard });
  return opened;
}

beforeEach(() => {
  timer = new FakeTimer();
  store = new Texts();
  faults = [];
  journals = [];
  isHeard = true;
  persistence = open();
});

afterEach(() => persistence.close());

test('what was open is there after a restart, and what is over is not', async () => {
  journals = [journal, newJournal('2.1', 6)];
  persistence.scheduleSave();
  await timer.pass(25);
  const changed = { ...journal, closed: ['3.1'] };
  journals = [changed];
  persistence.scheduleSave();
  await persistence.close();
  expect(await open().load()).toEqual({ journals: [changed], seenAt: timer.now() });
  expect(timer.pending).toBe(0);
});

test('many changes are one write, and what has not changed is not written', async () => {
  journals = [journal];
  for (let count = 0; count < 10; count += 1) persistence.scheduleSave();
  await timer.pass(25);
  persistence.scheduleSave();
  await timer.pass(25);
  expect(store.writes.filter((write) => write !== 'put seen')).toEqual(['put 1.1']);
});

test('while a call is open the last sight of it is stored each second, unless Asterisk is not heard', async () => {
  journals = [journal];
  persistence.scheduleSave();
  await timer.pass(25);
  await timer.pass(60_000);
  const seenAt = timer.now();
  expect((await open().load()).seenAt).toBeGreaterThan(seenAt - 1_001);
  isHeard = false;
  await timer.pass(60_000);
  expect((await open().load()).seenAt).toBeLessThanOrEqual(seenAt);
  journals = [];
  await timer.pass(2_000);
  expect(timer.pending).toBe(0);
});

test('a store that fails is logged once and written again with the next change', async () => {
  store.isBroken = true;
  journals = [journal];
  persistence.scheduleSave();
  await timer.pass(25);
  persistence.scheduleSave();
  await timer.pass(25);
  expect(faults).toHaveLength(1);
  expect(store.kept.size).toBe(0);
  store.isBroken = false;
  persistence.scheduleSave();
  await timer.pass(25);
  expect(store.kept.has('1.1')).toBe(true);
});

test('without the store no journal is restored, and unreadable entries are dropped', async () => {
  store.kept.set('3.1', '{"id":"3.1"}');
  store.kept.set('4.1', 'no JSON');
  expect(await open().load()).toEqual({ journals: [] });
  store.isBroken = true;
  expect(await open().load()).toEqual({ journals: [] });
  expect(faults).toHaveLength(1);
});

test('what can not be read at first is read later, and nothing takes its place until then', async () => {
  store.kept.set('1.1', JSON.stringify(journal));
  store.kept.set('seen', '7');
  store.isBroken = true;
  const late = new JournalPersistence(
    store,
    timer,
    (cause) => faults.push(cause),
    (number) => number,
  );
  expect(await late.load()).toEqual({ journals: [] });
  const added: unknown[] = [];
  const own = newJournal('2.2', 9);
  late.setSource({
    journals: () => [own],
    isHeard: () => true,
    addStored: (stored) => added.push(stored),
  });
  store.isBroken = false;
  late.scheduleSave();
  await timer.pass(1_000);
  expect([store.writes, added]).toEqual([[], []]);
  await timer.pass(4_000);
  expect(added).toEqual([{ journals: [journal], seenAt: 7 }]);
  await timer.pass(25);
  expect(store.writes).toContain('put 2.2');
  await late.close();
});

test('what is put into the store later is passed on as soon as the store tells of it', async () => {
  let tell = (): void => undefined;
  let isEnded = false;
  const onAdded = (callback: () => void): (() => void) => {
    tell = callback;
    return () => (isEnded = true);
  };
  const texts = { put: store.put.bind(store), delete: store.delete.bind(store), all: store.all.bind(store) };
  const told = new JournalPersistence(
    { ...texts, onAdded },
    timer,
    (cause) => faults.push(cause),
    (number) => number,
  );
  await told.load();
  const added: unknown[] = [];
  told.setSource({ journals: () => [], isHeard: () => true, addStored: (stored) => added.push(stored) });
  store.kept.set('1.1', JSON.stringify(journal));
  tell();
  await timer.pass(0);
  expect(added).toEqual([{ journals: [journal] }]);
  await told.close();
  expect(isEnded).toBe(true);
});
