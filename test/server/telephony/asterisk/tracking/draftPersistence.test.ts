import {
  newDraft,
  type CallRecordDraft,
} from '../../../../../server/telephony/asterisk/tracking/CallRecordDraft';
import { DraftPersistence } from '../../../../../server/telephony/asterisk/tracking/DraftPersistence';
import { FakeTimer } from '../../../../support/FakeTimer';

/** Texts in memory that can fail; what is in it outlives the keeper. */
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
let keeper: DraftPersistence;
let drafts: readonly CallRecordDraft[];
const draft = { ...newDraft('1.1', 5), number: '+79101234567' };

function newKeeper(): DraftPersistence {
  const made = new DraftPersistence(store, timer, (cause) => faults.push(cause));
  made.setSource(() => drafts);
  return made;
}

beforeEach(() => {
  timer = new FakeTimer();
  store = new Texts();
  faults = [];
  drafts = [];
  keeper = newKeeper();
});

test('what was open is there after a restart, and what is over is not', async () => {
  drafts = [draft, newDraft('2.1', 6)];
  keeper.scheduleSave();
  await timer.pass(250);
  drafts = [{ ...draft, answeredAt: 7 }];
  keeper.scheduleSave();
  await keeper.close();
  expect(await newKeeper().load()).toEqual([{ ...draft, answeredAt: 7 }]);
  expect(timer.pending).toBe(0);
});

test('many changes are one write, and what has not changed is not written', async () => {
  drafts = [draft];
  for (let count = 0; count < 10; count += 1) keeper.scheduleSave();
  await timer.pass(250);
  keeper.scheduleSave();
  await timer.pass(250);
  expect(store.writes).toEqual(['put 1.1']);
});

test('a store that fails is logged once and written again with the next change', async () => {
  store.isBroken = true;
  drafts = [draft];
  keeper.scheduleSave();
  await timer.pass(250);
  keeper.scheduleSave();
  await timer.pass(250);
  expect(faults).toHaveLength(1);
  expect(store.kept.size).toBe(0);
  store.isBroken = false;
  keeper.scheduleSave();
  await timer.pass(250);
  expect([...store.kept.keys()]).toEqual(['1.1']);
});

test('without the store no draft is restored, and unreadable entries are dropped', async () => {
  store.kept.set('3.1', '{"id":"3.1"}');
  store.kept.set('4.1', 'no JSON');
  expect(await newKeeper().load()).toEqual([]);
  store.isBroken = true;
  expect(await newKeeper().load()).toEqual([]);
  expect(faults).toHaveLength(1);
});
