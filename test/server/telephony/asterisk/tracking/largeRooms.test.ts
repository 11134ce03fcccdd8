import { Script } from './support/Script';
import { Watch } from './support/Watch';

/** Seconds that all stay together. */
const TOGETHER_S = 60;

/** A room of this many clients, who come in one by one to agent 101 and leave in the same order. */
function playRoom(clients: number): Watch {
  const watch = new Watch();
  const script = new Script((message) => watch.take([message]));
  const enters = (id: string): void =>
    void script.event('BridgeEnter', id, { BridgeUniqueid: 'room', BridgeTechnology: 'softmix' });
  const ids = Array.from({ length: clients }, (_none, index) => `c${index}`);
  script.calls('a', 'PJSIP/101-1', '101', '900').state('a', 'up');
  enters('a');
  ids.forEach((id, index) => {
    script.pass(1_000);
    script.calls(id, `PJSIP/trunk-${index}`, `7916000${1_000 + index}`, '900').state(id, 'up');
    enters(id);
  });
  script.pass(TOGETHER_S * 1_000);
  for (const id of ids) {
    script.pass(1_000);
    script.leaves('room', id).hangsUp(id);
  }
  script.leaves('room', 'a').hangsUp('a');
  return watch;
}

test.each([11, 13, 60])(
  'in a room with %i clients each is logged with the time that they were in it',
  (clients) => {
    const { records } = playRoom(clients);
    const talks = records.map(({ answeredAt, endedAt }) =>
      answeredAt === null ? null : Math.round((endedAt - answeredAt) / 1_000),
    );
    expect(talks).toEqual(Array.from({ length: clients }, () => TOGETHER_S + clients));
    expect(new Set(records.map(({ extension }) => extension))).toEqual(new Set(['101']));
  },
);

test('the journal of a client in a queue that rings its members for hours is bounded', () => {
  const watch = new Watch();
  const script = new Script((message) => watch.take([message]));
  const ring = (id: string, extension: string): void => {
    script.pass(5_000);
    script.open(id, `PJSIP/${extension}-${id}`, extension, 'c').rings('c', id);
    script.dialEnds('c', id, 'NOANSWER').hangsUp(id, 19);
  };
  const length = (): number => JSON.stringify(watch.tracker.journals()).length;
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').state('c', 'up');
  script.event('QueueCallerJoin', 'c', { Queue: 'sales' });
  for (let index = 0; index < 700; index += 1) ring(`r${index}`, index % 2 === 0 ? '101' : '102');
  const before = length();
  for (let index = 700; index < 1_400; index += 1) ring(`r${index}`, index % 2 === 0 ? '101' : '102');
  expect(length() / before).toBeLessThan(1.1);
  script.open('z', 'PJSIP/103-1', '103', 'c').rings('c', 'z').answers('c', 'z', 'b1');
  script.pass(30_000);
  script.leaves('b1', 'c').hangsUp('c').hangsUp('z');
  expect(
    watch.records.map(({ extension, endedAt, answeredAt }) => [extension, endedAt - (answeredAt ?? 0)]),
  ).toEqual([['103', expect.closeTo(30_000, -2)]]);
});

test('in a room that hundreds visit while one client stays the journal is bounded, and no time is lost', () => {
  const visitors = 700;
  const watch = new Watch();
  const script = new Script((message) => watch.take([message]));
  const comes = (id: string, channel: string, number: string): void => {
    script.pass(1_000);
    script.calls(id, channel, number, '900').state(id, 'up');
    script.event('BridgeEnter', id, { BridgeUniqueid: 'room', BridgeTechnology: 'softmix' });
  };
  comes('a', 'PJSIP/101-1', '101');
  comes('c', 'PJSIP/trunk-c', '79169999999');
  for (let index = 0; index < visitors; index += 1) {
    comes(`v${index}`, `PJSIP/trunk-${index}`, `7916000${1_000 + index}`);
    script.pass(1_000);
    script.leaves('room', `v${index}`).hangsUp(`v${index}`);
  }
  const [journal] = watch.tracker.journals();
  expect([journal!.facts.length <= 600, journal!.participants.length <= 620]).toEqual([true, true]);
  script.leaves('room', 'c').hangsUp('c').leaves('room', 'a').hangsUp('a');
  const stayed = watch.records.find(({ number }) => number === '+79169999999');
  const seconds = ((stayed?.endedAt ?? 0) - (stayed?.answeredAt ?? 0)) / 1_000;
  // Each event of the script takes a millisecond of its own.
  expect([watch.records.length, Math.round(seconds / 10)]).toEqual([visitors + 1, (2 * visitors) / 10]);
});
