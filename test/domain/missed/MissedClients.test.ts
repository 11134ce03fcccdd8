import { Failure } from '../../../src/domain/Failure';
import { isOpen } from '../../../src/domain/missed/MissedClient';
import { MissedClients } from '../../../src/domain/missed/MissedClients';
import { ownMissed } from '../../../src/domain/missed/ownMissed';
import { Store } from '../../../src/domain/Store';
import { FakeTimer, settle } from '../../support/FakeTimer';
import { missedCall } from '../../support/sampleCalls';
import { FakeMissedBackend, missedClient } from './support/FakeMissedBackend';

const [ivan, anna] = [missedClient('i'), missedClient('a')];

/** A list of a backend whose revision is given. */
function start(first: number | undefined = 1) {
  const [backend, timer] = [new FakeMissedBackend(), new FakeTimer()];
  const revision = new Store<number | undefined>(first);
  const page = { isSeen: true };
  const missed = new MissedClients({ backend, revision, timer, isSeen: () => page.isSeen });
  revision.subscribe(() => missed.look());
  return { backend, timer, revision, page, missed, shown: () => missed.list.get() };
}

test('the list is read at the start and after each change, one request at a time and the last change included', async () => {
  const { backend, revision, shown } = start();
  await settle();
  revision.set(2);
  revision.set(3);
  await settle();
  expect(backend.asked).toEqual(['list']);
  await backend.answer(ivan);
  expect([backend.asked.length, shown().clients]).toEqual([2, [ivan]]);
  await backend.answer(anna, ivan);
  expect([backend.asked.length, shown().clients]).toEqual([2, [anna, ivan]]);
});

test('a page that is not looked at reads nothing until it is', async () => {
  const { backend, revision, page, missed } = start();
  await settle();
  await backend.answer(ivan);
  page.isSeen = false;
  revision.set(2);
  await settle();
  expect(backend.asked).toHaveLength(1);
  page.isSeen = true;
  missed.look();
  missed.look();
  await settle();
  await backend.answer(ivan);
  missed.look();
  await settle();
  expect(backend.asked).toHaveLength(2);
});

test('what could not be read stays on screen, with the reason, and is read again after a while', async () => {
  const { backend, revision, timer, shown } = start();
  await settle();
  await backend.answer(ivan);
  revision.set(2);
  await settle();
  await backend.refuse(new Failure('timeout'));
  expect([shown().clients, shown().unread?.reason]).toEqual([[ivan], 'timeout']);
  await timer.pass(4_999);
  expect(backend.asked).toHaveLength(2);
  await timer.pass(1);
  await backend.answer(anna);
  expect([shown().clients, shown().unread]).toEqual([[anna], null]);
});

test('a backend without the list has none, also when it was another one while the list was read', async () => {
  const { backend, revision, shown } = start();
  await settle();
  revision.set(undefined);
  await backend.answer(ivan);
  expect(shown().clients).toBeNull();
  revision.set(7);
  await settle();
  await backend.answer(anna);
  expect(shown().clients).toEqual([anna]);
});

test('a wish is under way until the list is read after its answer, and can not be sent twice', async () => {
  const { backend, missed, shown } = start();
  await settle();
  await backend.answer(ivan);
  const asked = [missed.ask('i', 'take'), missed.ask('i', 'call'), missed.ask('unknown', 'call')];
  await settle();
  expect([...shown().pending]).toEqual([['i', 'take']]);
  await backend.answer();
  expect([backend.asked, shown().pending.size]).toEqual([['list', 'take i', 'list'], 1]);
  const taken = { ...ivan, phase: 'taken', by: 'Анна', isMe: true } as const;
  await backend.answer(taken);
  expect([await Promise.all(asked), shown().clients, shown().pending.size]).toEqual([
    [true, false, false],
    [taken],
    0,
  ]);
});

test('a refusal is shown with the list as it is by then, until it is dismissed or another wish is sent', async () => {
  const { backend, missed, shown } = start();
  await settle();
  await backend.answer(ivan, anna);
  const refused = new Failure('refused', 'TakenByColleague');
  for (const end of [() => missed.dismiss(), () => void missed.ask('a', 'call')]) {
    const done = missed.ask('i', 'call');
    await settle();
    await backend.refuse(refused);
    await backend.answer(ivan, anna);
    expect([await done, shown().problem]).toEqual([false, { client: ivan, wish: 'call', failure: refused }]);
    end();
    expect(shown().problem).toBeNull();
  }
});

test('open is a client that no colleague has, and a promised call from its time on', () => {
  const promised = { at: 1_000, name: null, isMe: true };
  const of = (...clients: Parameters<typeof isOpen>[0][]): boolean[] =>
    clients.map((client) => isOpen(client, 999));
  expect(
    of(
      ivan,
      { ...ivan, phase: 'taken', by: null, isMe: true },
      { ...ivan, phase: 'taken', by: 'Анна', isMe: false },
      { ...ivan, phase: 'talked', by: null, talkedAt: 1 },
      { ...ivan, promised },
      { ...ivan, count: 0, promised },
    ),
  ).toEqual([true, true, false, false, true, false]);
  expect(isOpen({ ...ivan, count: 0, promised }, 1_000)).toBe(true);
});

test('of the own missed calls those of colleagues are not the company’s', () => {
  const calls = ['102', '+79101234567', '8 (910) 123-45-67', '+74950000000', '2123456'].map((number) =>
    missedCall(number, { party: { ...missedCall('m').party, number } }),
  );
  const local = missedClient('l', { number: '2123456' });
  expect(ownMissed(calls, [ivan, local]).map(({ id }) => id)).toEqual(['102']);
});
