import type { AgentStatus } from '../../../protocol/agentStatus';
import { POLL_WAIT_MS } from '../../../protocol/timing';
import { anna, ANSWERED_MS, boris, originalView, TestBackend, turn } from '../support/startBackend';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

const IDLE: AgentStatus = { status: 'NOT_CONVERSATION', call_info: null };

test('a call from the first ring to the end', async () => {
  expect(await backend.status()).toEqual(IDLE);
  expect(await backend.call('originate', { phone: '+7 (910) 123-45-67' })).toBeNull();
  expect(await backend.status()).toEqual(IDLE);
  await backend.timer.pass(ANSWERED_MS);
  const talking = await backend.status();
  expect(talking).toEqual({
    status: 'CONVERSATION',
    call_info: {
      unique_id: '1763700000.1',
      contact_name: 'Иван Петров',
      contact_id: '1001',
      contact_phone: '+79101234567',
      is_hold: false,
      is_mute: false,
      timestamp: expect.closeTo(1_763_700_002, 0) as number,
    },
  });
  expect(await backend.call('set_mute', { is_mute: true })).toBeNull();
  expect(await backend.call('set_hold', { is_hold: true })).toBeNull();
  expect(await backend.status()).toMatchObject({ call_info: { is_mute: true, is_hold: true } });
  expect(await backend.call('hangup')).toBeNull();
  expect(await backend.status()).toEqual(IDLE);
});

test('the other party may hang up, be busy, or not answer', async () => {
  await backend.talk();
  expect(backend.app.simulator.farHangup('101')).toBe(true);
  expect(await backend.status()).toEqual(IDLE);
  await backend.call('originate', { phone: '74991234500' });
  await backend.timer.pass(ANSWERED_MS);
  expect(await backend.call('originate', { phone: '74991234501' })).toBeNull();
  await backend.timer.pass(30_000);
  expect([await backend.status(), await backend.call('hangup')]).toEqual([IDLE, 'NoActiveCall']);
  expect(backend.app.simulator.farHangup('101')).toBe(false);
});

test('a call can be given up before it is answered', async () => {
  await backend.call('originate', { phone: '5550100123' });
  expect(await backend.call('hangup')).toBeNull();
  await backend.timer.pass(30_000);
  expect([await backend.status(), backend.timer.pending]).toEqual([IDLE, 0]);
});

test.each<[string, object, string]>([
  ['originate', { phone: 'zzz!' }, 'InvalidNumber'],
  ['originate', { phone: '101' }, 'InvalidNumber'],
  ['originate', { phone: '1\r\nAction: Originate' }, 'InvalidNumber'],
  ['originate_by_contact', { contact_uuid: 'unknown' }, 'UnknownContact'],
  ['redirect', { phone: '102' }, 'NoActiveCall'],
  ['set_mute', { is_mute: true }, 'NoActiveCall'],
  ['set_hold', { is_hold: true }, 'NoActiveCall'],
  ['hangup', {}, 'NoActiveCall'],
])('%s %j without a call: %s', async (method, params, exception) => {
  expect(await backend.call(method as 'hangup', params)).toBe(exception);
});

test('one call at a time', async () => {
  await backend.talk();
  expect(await backend.call('originate', { phone: '5550100' })).toBe('AgentBusy');
  expect(await backend.call('redirect', { phone: 'x' })).toBe('InvalidNumber');
});

test('a user without an extension gets UnknownAgent, but may ping', async () => {
  const unknownUser = { ...anna, amouser_email: 'x@example.com', amouser_id: 99 };
  expect([
    await backend.call('hangup', {}, unknownUser),
    await backend.call('ping', {}, unknownUser),
  ]).toEqual(['UnknownAgent', expect.objectContaining({ ping: 'pong', agent: null, methods: ['ping'] })]);
});

test('an agent is found by the e-mail in upper or lower case, and by the user id when the e-mail has changed', async () => {
  await backend.talk('5550100123', { ...anna, amouser_email: 'ANNA@EXAMPLE.COM' });
  expect(await backend.status({ ...anna, amouser_email: 'new@example.com' })).toMatchObject({
    status: 'CONVERSATION',
  });
});

test('a refusal of the telephone system is passed on to the widget', async () => {
  backend.app.simulator.refuseNext('originate', 'AgentUnavailable');
  expect(await backend.call('originate', { phone: '5550100123' })).toBe('AgentUnavailable');
  expect(await backend.call('originate', { phone: '5550100123' })).toBeNull();
});

describe('colleagues', () => {
  test('a call to a colleague is one call with two ends', async () => {
    await backend.talk('102');
    expect(await backend.status(anna)).toMatchObject({
      call_info: { contact_name: 'Борис Орлов', contact_phone: '102' },
    });
    expect(await backend.status(boris)).toMatchObject({
      call_info: { contact_name: 'Анна Смирнова', contact_phone: '101' },
    });
    await backend.call('hangup', {}, boris);
    expect([await backend.status(anna), await backend.status(boris)]).toEqual([IDLE, IDLE]);
  });

  test('a colleague who talks is busy', async () => {
    await backend.talk('5550100123', boris);
    await backend.talk('102', anna);
    expect([
      (await backend.status(anna)).status,
      (await backend.status(boris)).call_info?.contact_phone,
    ]).toEqual(['NOT_CONVERSATION', '5550100123']);
  });

  test('a redirect connects the client with the colleague', async () => {
    await backend.talk('+79101234567');
    expect(await backend.call('redirect', { phone: '102' })).toBeNull();
    expect(await backend.status(anna)).toEqual(IDLE);
    await backend.timer.pass(ANSWERED_MS);
    expect(await backend.status(boris)).toMatchObject({
      call_info: { contact_name: 'Иван Петров', contact_id: '1001' },
    });
  });

  test('a redirect to an outside number frees the agent; of an internal call the colleague gets the new party', async () => {
    await backend.talk('102');
    await backend.call('redirect', { phone: '+79101234567' });
    expect(await backend.status(anna)).toEqual(IDLE);
    expect(await backend.status(boris)).toMatchObject({ call_info: { contact_name: 'Иван Петров' } });
  });

  test('an incoming call rings all, is answered by one, and is gone for the others', async () => {
    backend.app.simulator.incoming('+79101234567', ['101', '102'], { answersItself: false });
    expect(await backend.status(anna)).toEqual(IDLE);
    expect([backend.app.simulator.answer('102'), backend.app.simulator.answer('101')]).toEqual([true, false]);
    expect([await backend.status(anna), (await backend.status(boris)).status]).toEqual([
      IDLE,
      'CONVERSATION',
    ]);
    backend.app.simulator.incoming('+79165551212', ['101', '102']);
    expect(await backend.call('hangup')).toBeNull();
    await backend.timer.pass(10_000);
    expect((await backend.status(anna)).status).toBe('NOT_CONVERSATION');
  });

  test('a caller who gives up leaves no state', async () => {
    backend.app.simulator.incoming('+79101234567', ['101', '102']);
    backend.app.simulator.farHangup('101');
    await backend.timer.pass(10_000);
    expect([await backend.call('hangup', {}, anna), await backend.call('hangup', {}, boris)]).toEqual([
      'NoActiveCall',
      'NoActiveCall',
    ]);
  });
});

describe('the long poll', () => {
  /** A poll of the original widget that waits, and what became of it. */
  function poll(current_status: AgentStatus | null): { readonly result: unknown } {
    const poll = backend.poll(current_status);
    return {
      get result() {
        return poll.result === 'waiting' ? 'waiting' : originalView(poll.result);
      },
    };
  }

  test("is answered at once when the widget's status is outdated, else at a change", async () => {
    const waiting = poll(IDLE);
    await turn();
    expect([
      waiting.result,
      (await backend.app.http.inject('/health')).json<{ waiting: number }>().waiting,
    ]).toEqual(['waiting', 1]);
    await backend.call('originate', { phone: '5550100123' });
    await backend.timer.pass(ANSWERED_MS);
    await turn();
    expect(waiting.result).toMatchObject({ status: 'CONVERSATION' });
    const wrong = poll(IDLE);
    const right = poll(await backend.status());
    await turn();
    expect([wrong.result, right.result]).toEqual([
      expect.objectContaining({ status: 'CONVERSATION' }),
      'waiting',
    ]);
    await backend.call('set_mute', { is_mute: true });
    await turn();
    expect(right.result).toMatchObject({ call_info: { is_mute: true } });
  });

  test('is answered with the same status after its time, and leaves no poll waiting', async () => {
    const waiting = poll(IDLE);
    await turn();
    await backend.timer.pass(POLL_WAIT_MS - 1);
    await turn();
    expect(waiting.result).toBe('waiting');
    await backend.timer.pass(1);
    await turn();
    expect([waiting.result, backend.timer.pending]).toEqual([IDLE, 0]);
    expect((await backend.app.http.inject('/health')).json()).toMatchObject({ waiting: 0 });
  });

  test('unknown fields, and null for missing ones, make no difference', async () => {
    await backend.talk('5550100123');
    const truth = await backend.status();
    const waiting = poll({
      ...truth,
      more: 1,
      call_info: { ...truth.call_info, contact_name: undefined, extra: 'x' },
    } as never);
    await turn();
    expect(waiting.result).toBe('waiting');
  });

  test('a change that is undone before the next poll is no change', async () => {
    await backend.talk('5550100123');
    const truth = await backend.status();
    await backend.call('set_hold', { is_hold: true });
    await backend.call('set_hold', { is_hold: false });
    const waiting = poll(truth);
    await turn();
    expect(waiting.result).toBe('waiting');
  });

  test('an agent may have many polls; a stop answers all of them', async () => {
    const polls = [poll(IDLE), poll(IDLE), poll(null)];
    await turn();
    expect(polls.map(({ result }) => result)).toEqual(['waiting', 'waiting', IDLE]);
    await backend.app.close();
    await turn();
    expect(polls.map(({ result }) => result)).toEqual([IDLE, IDLE, IDLE]);
  });
});
