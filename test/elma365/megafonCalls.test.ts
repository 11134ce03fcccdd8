import fc from 'fast-check';
import { VatsCall, type PushFields } from '../support/megafon/vatsPushes';
import { elmaMegafon, push } from './support/elmaMegafon';
import type { FakeElma } from './support/FakeElma';

const CLIENT = '79101234567';
const andy = { user: 'andy@tenant', ext: '701' };
const vera = { user: 'vera@tenant', ext: '704' };
const group = { user: 'g_1234@tenant' };
let elma: FakeElma;

beforeEach(() => {
  elma = elmaMegafon();
});

async function pushAll(pushes: readonly PushFields[], to: FakeElma = elma): Promise<void> {
  for (const fields of pushes) await push(to, fields);
}

/** Events in short: what, whose, how. */
const reported = (from: FakeElma = elma): string[] =>
  from.events.map(({ event, dstPhone, srcPhone, direction, disposition }) =>
    [event, direction === 'in' ? dstPhone : srcPhone, disposition].join(' ').replace(/[ed]-/g, ''),
  );

const answered = (): VatsCall =>
  new VatsCall('c1', CLIENT, 'in')
    .rings(andy, vera)
    .accepted(andy, vera)
    .completed(andy)
    .history(andy, 'Success', { duration: '124', link: 'https://h.test/r.mp3' });

test('a call to a department: both phones ring, one answers, the other has no missed call', async () => {
  await pushAll(answered().pushes);
  expect(reported()).toEqual([
    'start 701 unknown',
    'start 704 unknown',
    'answer 701 unknown',
    'end 704 answered',
    'end 701 answered',
  ]);
  expect(elma.records).toMatchObject([
    { srcPhone: CLIENT, dstPhone: '701', disposition: 'd-answered', duration: 124, callId: 'c1' },
  ]);
});

test('an unanswered call is missed once, by the department', async () => {
  await pushAll(
    new VatsCall('c1', CLIENT, 'in').rings(andy, vera).cancelled(andy, vera).history(group, 'missed').pushes,
  );
  expect(reported().slice(2)).toEqual(['end 701 unknown', 'end 704 unknown']);
  expect(elma.records).toMatchObject([{ dstPhone: '', disposition: 'd-noanswer', duration: 0 }]);
});

test('an outgoing call of an older tenant is one from begin to end', async () => {
  await pushAll(
    new VatsCall('c1', CLIENT, 'out', true)
      .dials(andy)
      .accepted(andy)
      .completed(andy)
      .history(andy, 'success').pushes,
  );
  expect(reported()).toEqual(['start 701 unknown', 'answer 701 unknown', 'end 701 answered']);
  expect(elma.records).toMatchObject([{ direction: 'out', srcPhone: '701', dstPhone: CLIENT }]);
});

test('two calls between the same numbers stay two', async () => {
  const second = answered().pushes.map((fields) => ({ ...fields, callid: 'c2' }));
  await pushAll([...answered().pushes, ...second]);
  expect(elma.records.map(({ callId }) => callId)).toEqual(['c1', 'c2']);
});

test('a call between colleagues is not sent to ELMA365', async () => {
  const fields = {
    cmd: 'event',
    type: 'INCOMING',
    phone: '704',
    callid: 'c1',
    direction: 'internal',
    ...andy,
  };
  expect(await push(elma, fields)).toMatchObject({ status: 200, event: undefined });
  const record = { cmd: 'history', type: 'internal', phone: '704', callid: 'c1', status: 'Success', ...andy };
  expect(await push(elma, record)).toMatchObject({ status: 200, callRecord: undefined });
});

test('a queue that rings the same phone again shows it again, a late push does not', async () => {
  const clock = { time: 1_775_390_400_000 };
  elma = elmaMegafon({}, undefined, { Date: { now: () => clock.time } });
  const call = new VatsCall('c1', CLIENT, 'in').rings(andy).cancelled(andy).rings(andy);
  await pushAll(call.pushes);
  expect(reported()).toEqual(['start 701 unknown', 'end 701 unknown']);
  clock.time += 3_001;
  await pushAll(call.pushes.slice(2));
  await pushAll(new VatsCall('c1', CLIENT, 'in').accepted(andy).pushes);
  expect(reported().slice(2)).toEqual(['start 701 unknown', 'answer 701 unknown']);
});

test('after its record a call does not come up again, but what is open is closed', async () => {
  const { pushes } = answered();
  const [history] = pushes.slice(-1);
  await pushAll([history!, ...pushes.slice(0, -1)]);
  expect(reported()).toEqual(['end 704 answered', 'end 701 answered']);
});

test('without the platform’s storage calls are reported all the same', async () => {
  elma.storageFails = true;
  await pushAll(answered().pushes);
  expect(elma.events).toHaveLength(5);
  expect(elma.records).toHaveLength(1);
});

test('what stands in the storage and is not ours does no harm', async () => {
  for (const wrong of [
    '{',
    '7',
    '{"key":"c1"}',
    '{"key":"c1","value":{"way":7,"operators":[{"stage":"x"},3],"recorded":"y"}}',
  ]) {
    elma = elmaMegafon();
    for (let place = 0; place < 128; place += 1) elma.stored.set(`call${place}`, wrong);
    elma.stored.set('megafonUsers', wrong);
    await pushAll(answered().pushes);
    expect(elma.records).toHaveLength(1);
    expect(elma.events).toHaveLength(5);
  }
});

test('the storage does not grow with the calls', async () => {
  for (let call = 0; call < 400; call += 1)
    await pushAll(new VatsCall(`id-${call}`, CLIENT, 'in').rings(andy).pushes);
  expect(elma.stored.size).toBeLessThanOrEqual(128);
});

test('in any order and any number: one record, and each phone that rang is at its end', async () => {
  const pushes = [...answered().pushes];
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...pushes, ...pushes], { minLength: pushes.length * 2 }),
      async (shuffled) => {
        const platform = elmaMegafon();
        await pushAll(shuffled, platform);
        expect(platform.records).toHaveLength(1);
        for (const operator of ['701', '704']) {
          const own = reported(platform).filter((line) => line.includes(` ${operator} `));
          expect(own.at(-1)).toMatch(/^end /);
          expect(new Set(own).size).toBe(own.length);
        }
        // In any order, no operator has missed a call that was answered.
        expect(platform.events.map(({ disposition }) => disposition)).not.toContain('d-noanswer');
      },
    ),
    { numRuns: 40 },
  );
});
