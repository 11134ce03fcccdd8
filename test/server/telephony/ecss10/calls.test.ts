import { FakeEcss10, leg } from '../../../support/ecss10/FakeEcss10';
import { boris, Ecss10Backend } from './startEcss10';
import { eventually } from '../../support/eventually';

let backend: Ecss10Backend;

beforeEach(async () => {
  backend = await Ecss10Backend.start(await FakeEcss10.start());
  await backend.up();
});

afterEach(() => backend.close());

test('a click calls the number from the agent’s phone, and the call goes through its phases', async () => {
  expect(await backend.call('originate', { phone: '+79101234567' })).not.toBe('TelephonyUnavailable');
  expect(backend.ecss.seen).toContain('call.make 240101 79101234567');
  expect(await backend.until('DIALING')).toBe(true);
  backend.ecss.change('m1', { state: 'talking', has_answer_time: true });
  expect(await backend.until('CONVERSATION')).toBe(true);
  backend.ecss.change('m1', { state: 'released' });
  expect(await backend.until('ENDED HUNG_UP')).toBe(true);
});

test('the popup’s answer button answers the leg that rings', async () => {
  backend.ecss.report(leg('a'));
  expect(await backend.until('RINGING')).toBe(true);
  await backend.call('answer', { unique_id: 'a' });
  expect(backend.ecss.seen).toContain('call.answer 240101 a');
  expect(await backend.until('CONVERSATION')).toBe(true);
});

test('a call that is refused is over and not missed', async () => {
  backend.ecss.report(leg('a'));
  expect(await backend.until('RINGING')).toBe(true);
  await backend.call('reject', { unique_id: 'a' });
  expect(await backend.until('ENDED REJECTED')).toBe(true);
});

test('a conversation is dropped', async () => {
  backend.ecss.report(leg('a', { state: 'talking', has_answer_time: true }));
  expect(await backend.until('CONVERSATION')).toBe(true);
  await backend.call('hangup', { unique_id: 'a' });
  expect(await backend.until('ENDED HUNG_UP')).toBe(true);
});

test('of two phones that ring, the other’s call was answered elsewhere', async () => {
  backend.ecss.report(leg('a', { call_id: 'c' }));
  backend.ecss.report(leg('b', { call_id: 'c', digits: '240102' }));
  expect(await backend.until('RINGING', boris)).toBe(true);
  await backend.call('answer', { unique_id: 'a' });
  backend.ecss.change('b', { state: 'released' });
  expect(await backend.until('ENDED ANSWERED_ELSEWHERE', boris)).toBe(true);
});

test('a second call is shown, and can be rejected but not answered from the screen while people talk', async () => {
  backend.ecss.report(leg('a', { state: 'talking', has_answer_time: true }));
  expect(await backend.until('CONVERSATION')).toBe(true);
  backend.ecss.report(leg('b', { remote_digits: '79160000000' }));
  expect(await backend.until('CONVERSATION, RINGING')).toBe(true);
  // The first one would have to be held.
  expect(await backend.call('answer', { unique_id: 'b' })).toBe('NotSupported');
  await backend.call('reject', { unique_id: 'b' });
  expect(await backend.until('CONVERSATION, ENDED REJECTED')).toBe(true);
});

test('a state that is not known shows the call, which can be dropped', async () => {
  backend.ecss.report(leg('a', { state: 'levitating', direction: 'out' }));
  expect(await backend.until('DIALING')).toBe(true);
  await backend.call('hangup', { unique_id: 'a' });
  expect(await backend.until('ENDED NO_ANSWER')).toBe(true);
});

test.each([
  [403, 'AgentUnavailable'],
  [409, 'AgentBusy'],
  [500, 'WrongPhase'],
  [404, 'NoActiveCall'],
  [401, 'TelephonyUnavailable'],
])('a call that is refused with %s fails with %s', async (status, exception) => {
  backend.ecss.refuseNext = { status, payload: {} };
  expect(await backend.call('originate', { phone: '+79101234567' })).toBe(exception);
});

test('a phone that is not registered can not call', async () => {
  backend.ecss.registered.clear();
  expect(await backend.call('originate', { phone: '+79101234567' })).toBe('AgentUnavailable');
});

test('a command that is not answered fails after its time', async () => {
  backend.ecss.isMute = true;
  const asked = backend.call('originate', { phone: '+79101234567' });
  await eventually('it is asked for', () => backend.ecss.seen.includes('call.make 240101 79101234567'));
  await backend.timer.pass(10_000);
  expect(await asked).toBe('TelephonyUnavailable');
});

test('hold, which has no command, is not supported', async () => {
  backend.ecss.report(leg('a', { state: 'talking', has_answer_time: true }));
  expect(await backend.until('CONVERSATION')).toBe(true);
  expect(await backend.call('set_hold', { is_hold: true, unique_id: 'a' })).toBe('NotSupported');
});

test('after another node has taken over it logs in again, and calls that are gone have ended', async () => {
  backend.ecss.report(leg('a', { state: 'talking', has_answer_time: true }));
  backend.ecss.report(leg('b', { digits: '240102' }));
  expect(await backend.until('CONVERSATION')).toBe(true);
  expect(await backend.until('RINGING', boris)).toBe(true);
  backend.ecss.legs.delete('a');
  backend.ecss.failOver();
  await backend.logged('can not be reached');
  expect(await backend.call('hangup', { unique_id: 'a' })).toBe('TelephonyUnavailable');
  await backend.timer.pass(500);
  await backend.up(2);
  expect(new Set(backend.ecss.tokens).size).toBe(2);
  expect(await backend.until('ENDED HUNG_UP')).toBe(true);
  expect(await backend.phases(boris)).toBe('RINGING');
});

test('a token that the node does not know any more leads to a new login', async () => {
  backend.ecss.forgetTokens();
  expect(await backend.call('originate', { phone: '+79101234567' })).toBe('TelephonyUnavailable');
  await backend.logged('no longer knows our token');
  await backend.timer.pass(500);
  await backend.up(2);
  await backend.call('originate', { phone: '+79101234567' });
  expect(await backend.until('DIALING')).toBe(true);
});

test('their ping is answered, and what makes no sense changes nothing', async () => {
  for (const text of ['{"action":"ping"}', 'no json', '[]', '{"action":"conversations_event","payload":3}'])
    backend.ecss.raw(text);
  backend.ecss.event({ new: [{ id: 'half' }, leg('a')] });
  expect(await backend.until('RINGING')).toBe(true);
  expect(backend.ecss.pongs).toBe(1);
});
