import fc from 'fast-check';
import { VatsCall, type PushFields, type Rung } from '../../../support/megafon/vatsPushes';
import { VatsListener } from './VatsListener';

const ANDY = { user: 'andy', ext: '701' };
const VERA = { user: 'vera', ext: '704' };
const OLEG = { user: 'oleg', ext: '705' };
const CLIENT = '79101234567';
/** No server answers there; none is needed. */
const NOWHERE = 'http://127.0.0.1:1';

let vats: VatsListener;

async function start(): Promise<VatsListener> {
  const listener = new VatsListener(NOWHERE);
  await listener.telephony.start(listener);
  return listener;
}

beforeEach(async () => {
  vats = await start();
});

afterEach(async () => {
  await vats.telephony.close();
  expect(vats.timer.pending).toBe(0);
});

test('before the start and after the end no push is taken', async () => {
  const stopped = new VatsListener(NOWHERE);
  expect(stopped.take(...new VatsCall('c1', CLIENT, 'in').rings(ANDY).pushes)).toEqual([false]);
  await stopped.telephony.start(stopped);
  await stopped.telephony.close();
  expect(stopped.take(...new VatsCall('c1', CLIENT, 'in').rings(ANDY).pushes)).toEqual([false]);
  expect(stopped.events).toEqual([]);
});

test.each<[string, VatsCall, string[]]>([
  ['an answer alone', new VatsCall('c', CLIENT, 'in').accepted(ANDY), ['began', 'answered']],
  ['an end alone', new VatsCall('c', CLIENT, 'in').completed(ANDY), []],
  ['an end before its begin', new VatsCall('c', CLIENT, 'in').completed(ANDY).rings(ANDY).accepted(ANDY), []],
  [
    'no answer reported',
    new VatsCall('c', CLIENT, 'in').rings(ANDY).completed(ANDY),
    ['began', 'answered', 'ended hungUp'],
  ],
  [
    'ours is not answered',
    new VatsCall('c', CLIENT, 'out').dials(ANDY).cancelled(ANDY),
    ['began', 'ended noAnswer'],
  ],
  [
    'ours is busy',
    new VatsCall('c', CLIENT, 'out').dials(ANDY).history(ANDY, 'Busy'),
    ['began', 'ended busy'],
  ],
  [
    'ours can not be made',
    new VatsCall('c', CLIENT, 'out').dials(ANDY).history(ANDY, 'NotAllowed'),
    ['began', 'ended failed'],
  ],
  [
    'ours to a number that the VATS does not know',
    new VatsCall('c', CLIENT, 'out').dials(ANDY).history(ANDY, 'NotFound'),
    ['began', 'ended unknownNumber'],
  ],
  [
    'the history before the end',
    new VatsCall('c', CLIENT, 'in').rings(ANDY).history(ANDY, 'Success').accepted(ANDY).completed(ANDY),
    ['began', 'answered', 'ended hungUp'],
  ],
  [
    'the history is all that says so',
    new VatsCall('c', CLIENT, 'in').rings(ANDY, VERA).history(VERA, 'success'),
    ['began', 'ended answeredElsewhere'],
  ],
  [
    'a call given away while it rings',
    new VatsCall('c', CLIENT, 'in').rings(ANDY).transferred(ANDY, 'c2'),
    ['began', 'ended transferred'],
  ],
])('%s', (_what, { pushes }, story) => {
  vats.take(...pushes);
  expect(vats.story('701')).toEqual(story);
});

test('a tenant without directions is understood by the first push', () => {
  const call = new VatsCall('c', CLIENT, 'out', true).dials(ANDY).accepted(ANDY).cancelled(ANDY);
  vats.take(...call.pushes);
  expect(vats.events[0]).toMatchObject(['701', { direction: 'outbound', phase: 'dialing' }]);
  expect(vats.story('701')).toEqual(['began', 'answered', 'ended hungUp']);
});

test('a phone that lost the call shows why within a second, whether or not a push names the winner', async () => {
  vats.take(...new VatsCall('c', CLIENT, 'in').rings(ANDY, VERA).cancelled(VERA).pushes);
  expect(vats.story('704')).toEqual(['began']);
  await vats.timer.pass(1_000);
  expect(vats.story('704')).toEqual(['began', 'ended missed']);
});

test('a call that rings on elsewhere under a second id is known there', () => {
  vats.take(...new VatsCall('c1', CLIENT, 'in').rings(ANDY).accepted(ANDY).transferred(ANDY, 'c2').pushes);
  vats.take({ cmd: 'event', type: 'INCOMING', user: 'vera', callid: 'c2' });
  expect(vats.events.at(-1)).toMatchObject(['704', { type: 'began', number: '+79101234567', id: 'c2/704' }]);
});

test('nothing is kept of calls that were long ago', async () => {
  vats.take(...new VatsCall('c1', CLIENT, 'in').rings(ANDY).completed(ANDY).pushes);
  await vats.timer.pass(3_600_000);
  vats.take(...new VatsCall('c1', CLIENT, 'in').rings(ANDY).pushes);
  expect(vats.story('701')).toEqual(['began', 'answered', 'ended hungUp', 'began']);
});

/** A whole call: these phones ring, one of them or none answers. */
const scripts = fc
  .tuple(fc.subarray([ANDY, VERA, OLEG], { minLength: 1 }), fc.nat(3), fc.boolean())
  .map(([phones, pick, old]) => ({ phones, winner: phones[pick] ?? null, old }));

interface Script {
  readonly phones: readonly Rung[];
  readonly winner: Rung | null;
  readonly old: boolean;
}

function pushesOf({ phones, winner, old }: Script): { begins: PushFields[]; others: PushFields[] } {
  const call = new VatsCall('c', CLIENT, 'in', old);
  const begins = [...call.rings(...phones).pushes];
  if (winner === null) call.cancelled(...phones).history(phones[0]!, 'missed');
  else {
    const losers = phones.filter((phone) => phone !== winner);
    call
      .accepted(winner, ...losers)
      .completed(winner)
      .history(winner, 'Success', { duration: '9' });
  }
  return { begins, others: call.pushes.slice(begins.length) };
}

/** Begun once, answered at most once after that, ended once as the last thing; or nothing at all. */
const LAWFUL = /^(?:began(?: answered)? ended \w+)?$/;

test('with pushes in any order and repeated, each call ends once and has one record', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, fc.infiniteStream(fc.nat()), async (script, order) => {
      const { begins, others } = pushesOf(script);
      const pushes = shuffled([...begins, ...others, ...others.slice(0, 2)], order);
      const one = await start();
      for (const push of pushes) one.take(push);
      await one.timer.pass(1_000);
      for (const { ext = '' } of script.phones) expect(one.story(ext).join(' ')).toMatch(LAWFUL);
      expect(one.records).toMatchObject([
        { id: 'c', outcome: script.winner === null ? 'missed' : 'answered', number: '+79101234567' },
      ]);
      await one.telephony.close();
    }),
    { numRuns: 300 },
  );
});

test('after the phones have begun to ring the order changes nothing of how it ends', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, fc.infiniteStream(fc.nat()), async (script, order) => {
      const { begins, others } = pushesOf(script);
      const one = await start();
      one.take(...shuffled(begins, order), ...shuffled(others, order));
      await one.timer.pass(1_000);
      for (const phone of script.phones) {
        const lost = script.winner === null ? 'missed' : 'answeredElsewhere';
        expect(one.story(phone.ext).at(-1)).toBe(`ended ${phone === script.winner ? 'hungUp' : lost}`);
        expect(one.story(phone.ext).includes('answered')).toBe(phone === script.winner);
      }
      await one.telephony.close();
    }),
    { numRuns: 300 },
  );
});

function shuffled<T>(list: readonly T[], order: fc.Stream<number>): T[] {
  return list
    .map((one) => ({ one, at: order.next().value as number }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
