import { AmoFault } from '../../../../server/crm/client/AmoFault';
import { CallBacks } from '../../../../server/crm/callBacks/CallBacks';
import { ClientCallBacks } from '../../../../server/missedClients/ClientCallBacks';
import type { eventOf } from '../../../../server/missedClients/eventOf';
import { finishedBy } from '../../../../server/missedClients/finishedBy';
import { MissedClients } from '../../../../server/missedClients/MissedClients';
import { MemoryOutboxStore } from '../../support/amo/MemoryOutboxStore';
import { buildCrm, KNOWN, missed, record, type TestCrm } from '../../support/amo/startCrm';

const TALK_MS = 5_000;

/** A list in a store that can't be read yet, and what amoCRM's side asks it by. */
class UnreadList {
  readonly store = new MemoryOutboxStore();
  isReadable = false;
  readonly clients: MissedClients;
  readonly callBacks: ClientCallBacks;

  constructor({ timer, crm }: Pick<TestCrm, 'timer' | 'crm'>) {
    const finish: TestCrm['crm']['callBacks']['finish'] = (task) => crm.callBacks.finish(task);
    this.clients = new MissedClients({
      store: {
        put: (...text) => this.store.put(...text),
        delete: (key) => this.store.delete(key),
        all: () => (this.isReadable ? this.store.all() : Promise.reject(new Error('it can not be read'))),
      },
      clock: timer,
      talkMs: TALK_MS,
      keptMs: 86_400_000,
      onChange: () => undefined,
      onUnreadable: () => undefined,
      onTaskOver: (...over) => finish(finishedBy(...over, timer.now())),
    });
    this.callBacks = new ClientCallBacks({ clients: this.clients, clock: timer, finish });
  }

  async recover(): Promise<void> {
    this.isReadable = true;
    this.clients.recovered('same');
    await this.clients.read();
  }
}

let built: TestCrm;
let list: UnreadList;

beforeEach(async () => {
  built = buildCrm({ calls: { missedTask: {} } });
  list = new UnreadList(built);
  built.crm.callBacks.follow(list.callBacks);
  built.amo.account.contact('Иван Петров', KNOWN);
  await Promise.all([built.crm.start(), list.clients.start()]);
});

afterEach(async () => {
  await built.crm.close();
  list.clients.pause();
  expect([built.amo.violations, built.timer.pending]).toEqual([[], 0]);
});

function finished(call: Parameters<typeof eventOf>[0]): void {
  built.crm.finished(call);
  list.clients.finished(call);
}

test('while the list can not be read no task is made, and none is taken for needless', async () => {
  const { amo, timer, pass } = built;
  finished(missed(timer));
  await pass(60_000);
  expect([amo.account.calls.length, amo.account.tasks]).toEqual([1, []]);
  await list.recover();
  await pass(120_000);
  expect(amo.account.tasks).toMatchObject([{ is_completed: false }]);
  finished(record(timer, { answeredAt: timer.now() - TALK_MS }));
  await pass(5_000);
  expect(amo.account.tasks).toMatchObject([{ is_completed: true }]);
});

test('what happens before the list can be read happens to what is in it', async () => {
  const { amo, timer, pass } = built;
  await list.recover();
  finished(missed(timer));
  await pass(5_000);
  list.clients.pause();
  list.isReadable = false;
  await list.clients.start();
  finished(record(timer, { answeredAt: timer.now() - TALK_MS }));
  expect(list.clients.withNumber(KNOWN)).toBeNull();
  await list.recover();
  expect(list.clients.withNumber(KNOWN)?.phase).toBe('talked');
  await pass(5_000);
  expect(amo.account.tasks).toMatchObject([{ is_completed: true }]);
});

test('a store that was replaced gets all lines again', async () => {
  await list.recover();
  finished(missed(built.timer));
  const { disk } = list.store;
  disk.clear();
  list.clients.recovered('replaced');
  expect([...disk.values()]).toEqual([expect.stringContaining('"phase":"waiting"')]);
  await built.pass(5_000);
});

test('a task that can not be remembered is looked for again; without a list tasks are not the backend’s to complete', () => {
  const cause = { kind: 'promised', call: 'x' } as const;
  const callBacks = new CallBacks(() => undefined);
  expect([callBacks.isWaiting(KNOWN, cause), callBacks.isTaskOf(KNOWN, 1)]).toEqual([true, false]);
  callBacks.taskMade(KNOWN, cause, null);
  callBacks.follow(list.callBacks);
  const faults = [
    () => callBacks.taskMade(KNOWN, cause, 1),
    () => callBacks.taskMade(KNOWN, cause, null),
    () => callBacks.isWaiting(KNOWN, cause),
    () => callBacks.isTaskOf(KNOWN, 1),
  ].map((ask) => {
    try {
      ask();
      return null;
    } catch (error) {
      return error instanceof AmoFault ? [error.reason, error.isDoubtful] : error;
    }
  });
  expect(faults).toEqual([
    ['notYet', true],
    ['notYet', true],
    ['notYet', false],
    ['notYet', false],
  ]);
});
