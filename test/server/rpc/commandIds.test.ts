import { anna, boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;

const NUMBER = '+79101234567';

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

test('two clicks on Answer make one answer, together or one after the other', async () => {
  backend.app.simulator.incoming(NUMBER, ['101'], { answersItself: false });
  const params = { unique_id: (await backend.live())[0]!.unique_id, command_id: 'click-1' };
  expect(await Promise.all([1, 2, 3].map(() => backend.call('answer', params)))).toEqual([null, null, null]);
  const { revision } = await backend.fullStatus();
  expect(await backend.call('answer', params)).toBeNull();
  expect((await backend.fullStatus()).revision).toBe(revision);
  expect(await backend.call('answer', { ...params, command_id: 'click-2' })).toBe('WrongPhase');
});

test('two originates with one id make one call; without an id the second one is refused', async () => {
  const params = { phone: '5550123', command_id: 'click' };
  expect([await backend.call('originate', params), await backend.call('originate', params)]).toEqual([
    null,
    null,
  ]);
  expect(await backend.live()).toHaveLength(1);
  expect(await backend.call('originate', { phone: '5550123' })).toBe('AgentBusy');
});

test('a hangup that is repeated later does not hang up the next call', async () => {
  await backend.answerCall(NUMBER);
  await backend.call('hangup', { command_id: 'click' });
  await backend.answerCall(NUMBER);
  expect(await backend.call('hangup', { command_id: 'click' })).toBeNull();
  expect(await backend.live()).toHaveLength(1);
});

test('a failure is shared by the waiting requests, and a retry runs the command', async () => {
  await backend.answerCall(NUMBER);
  let refuse: (reason: Error) => void = () => undefined;
  const { simulator } = backend.app;
  const original = simulator.run.bind(simulator);
  let runs = 0;
  simulator.run = () => {
    runs += 1;
    return new Promise((_resolve, reject) => (refuse = reject));
  };
  const params = { is_mute: true, command_id: 'click' };
  const both = Promise.all([backend.call('set_mute', params), backend.call('set_mute', params)]);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  refuse(new TypeError('a cable was pulled'));
  expect([await both, runs]).toEqual([['InternalError', 'InternalError'], 1]);
  simulator.run = original;
  expect(await backend.call('set_mute', params)).toBeNull();
  expect((await backend.live())[0]).toMatchObject({ is_mute: true });
});

test("another agent's command with the same id is another command", async () => {
  const params = { phone: '5550123', command_id: 'click' };
  await backend.call('originate', params, anna);
  await backend.call('originate', params, boris);
  expect([await backend.live(anna), await backend.live(boris)].map(({ length }) => length)).toEqual([1, 1]);
});

test('a number that comes with the id of another is not dialled, and the answer does not say that it was', async () => {
  const params = { phone: '5550123', command_id: 'click' };
  expect(await backend.call('originate', params)).toBeNull();
  expect(await backend.call('originate', { ...params, phone: '+79101234567' })).toBe('CommandIdUsed');
  expect(await backend.call('originate', { command_id: 'click', phone: '5550123' })).toBeNull();
  expect(await backend.live()).toHaveLength(1);
});

test('an invalid id is refused', async () => {
  expect(await backend.call('hangup', { command_id: '' })).toBe(410);
});
