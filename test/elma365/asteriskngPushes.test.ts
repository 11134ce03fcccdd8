import { elmaSource } from './support/elmaSource';
import { FakeElma } from './support/FakeElma';

/** What the module makes of whatever comes to its webhook. */
const KEY = 'a-key-of-both-directions';
let elma: FakeElma;

beforeEach(() => {
  elma = new FakeElma(elmaSource('asteriskng'), () => Promise.reject(new Error('no backend in this test')));
  Object.assign(elma.params, { address: 'https://backend.test', key: KEY });
});

const push = {
  key: KEY,
  type: 'record',
  id: 'r1',
  call: 'c',
  way: 'in',
  outcome: 'answered',
  number: '7',
  extension: '101',
  startedAt: '',
  duration: 5,
  via: '',
  recording: '',
};

test('a record that is sent again is passed on once', async () => {
  expect((await elma.webhook(JSON.stringify(push))).callRecord).toMatchObject({ duration: 5 });
  expect(await elma.webhook(JSON.stringify(push))).toMatchObject({ status: 200, callRecord: undefined });
});

test('only a push with the key is read', async () => {
  for (const wrong of ['', KEY.toUpperCase(), `${KEY}x`, undefined, 7])
    expect(await elma.webhook(JSON.stringify({ ...push, key: wrong }))).toMatchObject({
      status: 401,
      callRecord: undefined,
    });
  Object.assign(elma.params, { key: '' });
  expect((await elma.webhook(JSON.stringify({ ...push, key: '' }))).status).toBe(401);
});

test.each<[unknown, number]>([
  ['{', 400],
  [undefined, 400],
  [7, 400],
  ['null', 401],
  ['x'.repeat(100_000), 400],
  [{ ...push, type: 'zzz' }, 200],
  [{ ...push, way: 'internal' }, 200],
  [{ ...push, outcome: 'zzz' }, 200],
  [{ ...push, call: '' }, 200],
  [{ ...push, type: 'event', stage: 'zzz' }, 200],
  [{ ...push, type: 'event', stage: 'start', extension: '' }, 200],
])('a push that is not understood does no harm: %j', async (body, status) => {
  expect(await elma.webhook(body)).toMatchObject({ status, event: undefined, callRecord: undefined });
});

test('a record with an invalid duration has none', async () => {
  const { callRecord } = await elma.webhook({ ...push, duration: 'abc' });
  expect(callRecord?.duration).toBe(0);
  await expect(elma.link(callRecord?.call)).rejects.toThrow('нет записи');
});
