import { anna, boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

const client = '+79101234567';
const second = '+79165551212';
const ringing = { answersItself: false };
/** Phase, hold and number of each call that is not over. */
const calls = async (headers: object = anna): Promise<unknown[]> =>
  (await backend.live(headers)).map(({ phase, is_hold, contact_phone }) => [phase, is_hold, contact_phone]);
const idOf = async (number: string, headers: object = anna): Promise<string> =>
  (await backend.live(headers)).find(({ contact_phone }) => contact_phone === number)!.unique_id;

describe('a command on a call', () => {
  const commands: readonly [string, object][] = [
    ['answer', {}],
    ['reject', {}],
    ['hangup', {}],
    ['set_hold', { is_hold: true }],
    ['set_mute', { is_mute: true }],
    ['redirect', { phone: '5550123' }],
    ['consult', { phone: '5550123' }],
    ['complete_transfer', {}],
    ['cancel_transfer', {}],
    ['send_dtmf', { digits: '1' }],
  ];

  test.each(commands)("%s: not on a colleague's, not on one that is over", async (method, params) => {
    const theirs = await backend.answerCall(client, boris, '102');
    const over = await backend.answerCall(second);
    await backend.call('hangup');
    for (const unique_id of [theirs, over, 'nothing'])
      expect(await backend.call(method as 'hangup', { ...params, unique_id })).toBe('NoActiveCall');
    expect(await calls(boris)).toEqual([['CONVERSATION', false, client]]);
  });

  test.each(commands.filter(([method]) => !['answer', 'reject', 'hangup'].includes(method)))(
    '%s: not on one that rings or is dialled',
    async (method, params) => {
      backend.app.simulator.incoming(client, ['101'], ringing);
      const incoming = await idOf(client);
      expect(await backend.call(method as 'hangup', { ...params, unique_id: incoming })).toBe('WrongPhase');
      await backend.call('reject', { unique_id: incoming });
      await backend.call('originate', { phone: '5550123' });
      const dialled = await idOf('5550123');
      expect(await backend.call(method as 'hangup', { ...params, unique_id: dialled })).toBe('WrongPhase');
    },
  );

  test.each(['answer', 'reject'] as const)('%s: only on one that rings', async (method) => {
    const unique_id = await backend.answerCall(client);
    expect(await backend.call(method, { unique_id })).toBe('WrongPhase');
    await backend.call('hangup');
    await backend.call('originate', { phone: '5550123' });
    expect(await backend.call(method, { unique_id: await idOf('5550123') })).toBe('WrongPhase');
  });
});

test('digits are sent into the call that the command names', async () => {
  const unique_id = await backend.answerCall(client);
  await backend.call('send_dtmf', { digits: '12', unique_id });
  await backend.call('send_dtmf', { digits: '#', unique_id });
  expect(backend.app.simulator.digitsHeard('101')).toBe('12#');
  expect(await backend.call('send_dtmf', { digits: 'x', unique_id })).toBe(410);
  await backend.call('hangup');
  expect(backend.app.simulator.digitsHeard('101')).toBe('');
});
