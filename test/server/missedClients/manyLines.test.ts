import { ClientCallers } from '../../../server/missedClients/ClientCallers';
import { MissedClientMethods } from '../../../server/missedClients/MissedClientMethods';
import { MissedClients } from '../../../server/missedClients/MissedClients';
import { unknownParty } from '../../../server/calls/Party';
import { FakeTimer } from '../../support/FakeTimer';
import { MemoryOutboxStore } from '../support/amo/MemoryOutboxStore';
import { record } from '../support/amo/startCrm';

const YEAR_MS = 365 * 86_400_000;
const HIDDEN = '+79991112233';

const missed = (timer: FakeTimer, number: string) =>
  record(timer, { direction: 'inbound', outcome: 'missed', answeredAt: null, id: `c-${number}`, number });

async function open(timer: FakeTimer): Promise<MissedClients> {
  const clients = new MissedClients({
    ...{ store: new MemoryOutboxStore(), clock: timer, talkMs: 1_000, keptMs: 86_400_000 },
    ...{ onChange: () => undefined, onUnreadable: () => undefined, onTaskOver: () => undefined },
  });
  await clients.start();
  return clients;
}

const promise = (clients: MissedClients, timer: FakeTimer, number: string): void => {
  const own = { call: `p-${number}`, by: '104', dueAt: timer.now() + YEAR_MS, promisedAt: timer.now() };
  clients.happened(number, { type: 'promised', key: number, number, line: null, promise: own });
};

test('a thousand promises for far in the future push no missed call out of the list', async () => {
  const timer = new FakeTimer();
  const clients = await open(timer);
  for (let n = 0; n < 1_000; n += 1) promise(clients, timer, `+7910${String(1_000_000 + n)}`);
  clients.finished(missed(timer, HIDDEN));
  expect(clients.all).toHaveLength(1_000);
  expect(clients.all.some(({ number }) => number === HIDDEN)).toBe(true);
  clients.pause();
});

test('who has promised a hidden client a call-back learns nothing of the client’s calls by it', async () => {
  const timer = new FakeTimer();
  const clients = await open(timer);
  clients.finished(missed(timer, HIDDEN));
  await timer.pass(1_000);
  promise(clients, timer, HIDDEN);
  const methods = new MissedClientMethods({
    ...{ clients, clock: timer },
    callers: new ClientCallers({ clients, clock: timer, extensions: [], callsOf: () => [] }),
    seen: () => Promise.resolve({ party: unknownParty(HIDDEN), cards: 'none', isOwned: true }),
    mayViewCallsOf: () => false,
    nameOf: () => null,
    originate: () => Promise.resolve(),
  });
  const list = async (extension: string) =>
    (await methods.list({ email: 'a@example.com', extension, name: 'a' })).clients;
  const at = timer.now() / 1_000;
  expect(await list('104')).toMatchObject([{ count: 0, first_at: at, last_at: at, via: null }]);
  expect(await list('103')).toEqual([]);
  clients.pause();
});

test('an agent has five clients taken at most: with each further one the earliest is given back', async () => {
  const timer = new FakeTimer();
  const clients = await open(timer);
  for (let n = 0; n < 8; n += 1) clients.finished(missed(timer, `+7910${String(1_000_000 + n)}`));
  const ids = clients.all.map(({ id }) => id);
  expect(clients.take('102', ids[7] ?? '')).toBe(true);
  for (const id of ids.slice(0, 7)) {
    await timer.pass(1_000);
    expect(clients.take('104', id)).toBe(true);
  }
  const takers = clients.all.map((client) => (client.phase === 'taken' ? client.by : null));
  expect(takers).toEqual([null, null, '104', '104', '104', '104', '104', '102']);
  clients.pause();
});
