import { ClientCallers } from '../../../server/missedClients/ClientCallers';
import { MissedClientMethods } from '../../../server/missedClients/MissedClientMethods';
import { MissedClients } from '../../../server/missedClients/MissedClients';
import { unknownParty } from '../../../server/calls/Party';
import { FakeTimer } from '../../support/FakeTimer';
import { MemoryOutboxStore } from '../support/amo/MemoryOutboxStore';
import { record } from '../support/amo/startCrm';

const anna = { email: 'anna@example.com', extension: '101', name: 'Анна' };

test('many requests for the list are answered by one reading of it, until it changes or a second has passed', async () => {
  const timer = new FakeTimer();
  const clients = new MissedClients({
    ...{ store: new MemoryOutboxStore(), clock: timer, talkMs: 1_000, keptMs: 86_400_000 },
    ...{ onChange: () => undefined, onUnreadable: () => undefined, onTaskOver: () => undefined },
  });
  await clients.start();
  const missed = { direction: 'inbound', outcome: 'missed', answeredAt: null } as const;
  for (const n of [1, 2, 3])
    clients.finished(record(timer, { ...missed, id: `c${n}`, number: `+7910111222${n}` }));
  const looked: string[] = [];
  const methods = new MissedClientMethods({
    clients,
    callers: new ClientCallers({ clients, clock: timer, extensions: [], callsOf: () => [] }),
    clock: timer,
    seen: (_extension, number) => {
      looked.push(number);
      return Promise.resolve({ party: unknownParty(number), cards: 'all' });
    },
    mayViewCallsOf: () => true,
    nameOf: () => null,
    originate: () => Promise.resolve(),
  });
  const lists = await Promise.all(Array.from({ length: 500 }, () => methods.list(anna)));
  expect(lists.every(({ clients: lines }) => lines.length === 3)).toBe(true);
  expect(looked).toHaveLength(3);
  // Another agent may see other clients.
  await methods.list({ ...anna, extension: '102' });
  expect(looked).toHaveLength(6);
  // However often it changes, one reading at a time, for which some requests wait.
  const [held] = clients.all;
  const counted = looked.length;
  const busy = Array.from({ length: 100 }, (_, n) => {
    if (n % 2 === 0) clients.take('101', held?.id ?? '');
    else clients.giveBack('101', held?.id ?? '');
    return methods.list(anna).then(
      ({ clients: lines }) => lines.length,
      (cause: unknown) => (cause instanceof Error ? cause.message : ''),
    );
  });
  const answers = await Promise.all(busy);
  expect(answers.filter((answer) => answer === 3)).toHaveLength(8);
  expect(answers.filter((answer) => answer === 'TooManyRequests')).toHaveLength(92);
  expect(looked.length - counted).toBe(3);
  // What the agent has just changed is in the next list.
  const [first] = clients.all;
  await methods.take(anna, first?.id ?? '', true);
  expect((await methods.list(anna)).clients[0]?.taken_by).toMatchObject({ is_me: true });
  const before = looked.length;
  await methods.list(anna);
  expect(looked).toHaveLength(before);
  await timer.pass(1_000);
  await methods.list(anna);
  expect(looked).toHaveLength(before + 3);
  clients.pause();
});
