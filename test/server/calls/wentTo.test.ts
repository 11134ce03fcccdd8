import type { WireCall } from '../../../protocol/call';
import { anna, ANSWERED_MS, boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;

const NUMBER = '+79101234567';
const OUTSIDE = { end_reason: 'TRANSFERRED', went_to: { name: '5550177', is_refused: false } };
const vera = { ...anna, amouser_email: 'vera@example.com', amouser_id: 3 };

beforeEach(async () => {
  backend = await TestBackend.start({
    agents: [
      { email: 'anna@example.com', extension: '101', name: 'Анна Смирнова' },
      { email: 'boris@example.com', extension: '102', name: 'Борис Орлов' },
      { email: 'vera@example.com', extension: '103', name: 'Вера Ким' },
    ],
  });
});

afterEach(async () => {
  await backend.app.close();
});

/** The agent's last call that is over, as a poll gets it that asks for cards. */
async function lastEnded(headers: object = anna, more: object = { cards: true }): Promise<WireCall> {
  const status = await backend.call('get_agent_status', { current_status: null, ...more }, headers);
  const call = (status as { calls: WireCall[] }).calls.filter(({ phase }) => phase === 'ENDED').at(-1);
  if (call === undefined) throw new Error('no call is over');
  return call;
}

const ringing = async (headers: object): Promise<string> =>
  (await backend.live(headers)).find(({ phase }) => phase === 'RINGING')!.unique_id;

test('the end of a blind transfer names the colleague, while it rings there and once it is answered', async () => {
  await backend.answerCall(NUMBER);
  await backend.call('redirect', { phone: '103' });
  const there = { end_reason: 'TRANSFERRED', went_to: { name: 'Вера Ким', is_refused: false } };
  expect(await lastEnded()).toMatchObject(there);
  await backend.call('answer', { unique_id: await ringing(vera) }, vera);
  expect(await lastEnded()).toMatchObject(there);
  await backend.call('hangup', {}, vera);
  expect(await lastEnded()).toMatchObject(there);
});

test('a colleague who rejects the call, or does not answer it, is named to who has handed it over', async () => {
  for (const command of ['reject', null] as const) {
    await backend.answerCall(NUMBER);
    await backend.call('redirect', { phone: '103' });
    const before = await backend.fullStatus();
    const poll = backend.poll(before);
    if (command === null) backend.app.simulator.farHangup('103');
    else await backend.call(command, { unique_id: await ringing(vera) }, vera);
    expect(await lastEnded()).toMatchObject({ went_to: { name: 'Вера Ким', is_refused: true } });
    // It is a change that a waiting poll is answered with.
    await backend.timer.pass(0);
    expect(poll.result).not.toBe('waiting');
  }
});

test('the end of an attended transfer names the one consulted, also outside of the office', async () => {
  for (const [phone, name] of [
    ['103', 'Вера Ким'],
    ['5550177', '5550177'],
  ] as const) {
    const unique_id = await backend.answerCall(NUMBER);
    await backend.call('consult', { phone, unique_id });
    await backend.timer.pass(ANSWERED_MS);
    await backend.call('complete_transfer', { unique_id });
    const status = await backend.call('get_agent_status', { current_status: null, cards: true });
    const call = (status as { calls: WireCall[] }).calls.find((one) => one.unique_id === unique_id);
    expect(call).toMatchObject({ end_reason: 'TRANSFERRED', went_to: { name, is_refused: false } });
  }
});

test('the end of a blind transfer to outside of the office says the number; a colleague whom the client reaches later takes its place', async () => {
  await backend.answerCall(NUMBER);
  const before = await backend.fullStatus();
  const poll = backend.poll(before);
  await backend.call('redirect', { phone: '5550177' });
  await backend.timer.pass(0);
  expect(poll.result).not.toBe('waiting');
  expect(await lastEnded()).toMatchObject(OUTSIDE);
  expect(await lastEnded(anna, {})).not.toHaveProperty('went_to');
  backend.app.simulator.incoming(NUMBER, ['103'], { answersItself: false });
  expect(await lastEnded()).toMatchObject({ went_to: { name: 'Вера Ким', is_refused: false } });
});

test('of a call that rang here it is said who has answered it', async () => {
  backend.app.simulator.incoming(NUMBER, ['101', '102', '103'], { answersItself: false });
  await backend.call('answer', { unique_id: await ringing(boris) }, boris);
  for (const headers of [anna, vera])
    expect(await lastEnded(headers)).toMatchObject({
      end_reason: 'ANSWERED_ELSEWHERE',
      went_to: { name: 'Борис Орлов', is_refused: false },
    });
});

test('nothing is said of other ends, nor to a poll that does not ask for it', async () => {
  await backend.answerCall(NUMBER);
  await backend.call('redirect', { phone: '103' });
  expect(await lastEnded(anna, {})).not.toHaveProperty('went_to');
  await backend.call('reject', { unique_id: await ringing(vera) }, vera);
  expect(await lastEnded(vera)).not.toHaveProperty('went_to');
  await backend.answerCall('+79039998877');
  await backend.call('hangup');
  expect(await lastEnded()).not.toHaveProperty('went_to');
});

test('a colleague with another client is not taken for who has this one', async () => {
  await backend.answerCall('+79039998877', vera, '103');
  await backend.answerCall(NUMBER);
  await backend.call('redirect', { phone: '5550177' });
  expect(await lastEnded()).toMatchObject(OUTSIDE);
});

test('an older talk of a colleague is not shown to an agent who calls the same number and hands it over', async () => {
  await backend.answerCall(NUMBER, vera, '103');
  await backend.call('originate', { phone: NUMBER });
  await backend.timer.pass(ANSWERED_MS);
  await backend.call('redirect', { phone: '5550177' });
  expect(await lastEnded()).toMatchObject(OUTSIDE);
});
