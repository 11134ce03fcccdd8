import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Attacked, boris } from './support/Attacked';
import { eventually } from '../server/support/eventually';

let backend: Attacked;
const ELMA_KEY = 'elma-key-0123456789';
const elmaCall = (to: string): Promise<{ status: number; text: string }> =>
  backend.ask('/elma365/calls', {
    method: 'POST',
    headers: { authorization: `Bearer ${ELMA_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: '102', to }),
  });
const audit = (): Record<string, unknown>[] =>
  readFileSync(join(backend.folder, 'audit.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeEach(async () => {
  backend = await Attacked.start({
    settings: {
      http: { audit: { file: 'audit.log' } },
      elma365: { address: 'http://127.0.0.1:9', webhookFile: 'webhook.json' },
    },
    env: { ASTERISKNG_ELMA365_KEY: ELMA_KEY },
  });
});
afterEach(() => backend.stop());

test('A5: who has the key calls no premium or satellite number, and few others', async () => {
  const outcomes = new Map<string | number, number>();
  for (let tries = 0; tries < 60; tries += 1) {
    const phone = ['+882161234567', '88091234567', '810881612345678', '+79001234567'][tries % 4];
    const outcome = await backend.wire('originate', { phone });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    await backend.wire('hangup');
  }
  expect([outcomes.get('success'), outcomes.get('NumberForbidden')]).toEqual([5, 15]);
  expect(outcomes.get('TooManyRequests')).toBe(40);
  const metrics = await backend.ask('/metrics');
  expect(metrics.text).toContain('asteriskng_dialing_refused_total{reason="minute"} 40');
  expect(metrics.text).toContain('asteriskng_dialing_refused_total{reason="number"} 15');
});

test("A5: a colleague's client is not sent to a satellite or abroad", async () => {
  await backend.simulate('incoming', { from: '+79101234567', to: ['102'], answer: 'manual' });
  await backend.simulate('answer', { agent: '102' });
  expect(await backend.wire('redirect', { phone: '+882161234567' }, { who: boris })).toBe('NumberForbidden');
  expect(await backend.wire('redirect', { phone: '+4930123456' }, { who: boris })).toBe('TransferForbidden');
  expect(await backend.wire('redirect', { phone: '+79161234567' }, { who: boris })).toBe('success');
});

test("A6: calls through ELMA365's door meet the same limits, and stand in the audit log", async () => {
  const premium = await elmaCall('88091234567');
  const usual = await elmaCall('+79101234567');
  expect([premium.status, premium.text, usual.status]).toEqual([403, '{"error":"NumberForbidden"}', 202]);
  await eventually('both stand in the audit', () => audit().length === 2);
  expect(
    audit().map(({ by, extension, method, target, outcome }) => [by, extension, method, target, outcome]),
  ).toEqual([
    ['elma365', '102', 'originate', '…4567', 'NumberForbidden'],
    ['elma365', '102', 'originate', '…4567', 'success'],
  ]);
  const statuses = [];
  for (let tries = 0; tries < 25; tries += 1) {
    await backend.wire('hangup', {}, { who: boris });
    statuses.push((await elmaCall('+79101234567')).status);
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
});

test("calls through ELMA365's door that are too many do not fill the audit", async () => {
  // At once, since a part of them is counted again each minute.
  await Promise.all(Array.from({ length: 160 }, () => elmaCall('88091234567')));
  await backend.wire('hangup');
  await eventually('the last stands there', () => audit().at(-1)?.['extension'] === '101');
  const { length } = audit();
  expect([length > 60, length < 161]).toEqual([true, true]);
  expect(audit().at(-1)).toMatchObject({ outcome: 'NoActiveCall', omitted: 161 - length });
});

test('short numbers, which no limit of calls keeps from being dialled, have a limit of their own', async () => {
  const outcomes: (string | number)[] = [];
  for (let tries = 0; tries < 30; tries += 1) {
    outcomes.push(await backend.wire('originate', { phone: '112' }));
    await backend.wire('hangup');
  }
  expect(outcomes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'success'));
  expect(outcomes).toContain('TooManyRequests');
  expect((await backend.ask('/metrics')).text).toMatch(/dialing_refused_total\{reason="minute"\} [1-9]/);
});

/** The phase and id of Boris's calls that are not over, once `isThere` finds what it looks for. */
const callsOfBoris = async (
  isThere: (calls: readonly { phase: string; unique_id: string }[]) => boolean,
): Promise<readonly { phase: string; unique_id: string }[]> => {
  let live: readonly { phase: string; unique_id: string }[] = [];
  await eventually('the calls are so', async () => {
    const status = (await backend.result('get_agent_status', {}, boris)) as {
      calls: { phase: string; unique_id: string }[];
    };
    live = status.calls.filter(({ phase }) => phase !== 'ENDED');
    return isThere(live);
  });
  return live;
};
const talking = async (count: number): Promise<readonly { unique_id: string }[]> =>
  callsOfBoris((calls) => calls.filter(({ phase }) => phase === 'CONVERSATION').length === count);

test('a client who was called abroad is joined to no other outside number, in whatever way', async () => {
  // Through either door.
  expect((await elmaCall('+4930123456')).status).toBe(202);
  const [abroad] = await talking(1);
  const { unique_id } = abroad!;
  const ask = (method: string, phone: string): Promise<string | number> =>
    backend.wire(method, { phone, unique_id }, { who: boris });
  for (const method of ['redirect', 'consult'])
    for (const phone of ['+79161234567', '84957771234', '+4930123457'])
      expect([method, phone, await ask(method, phone)]).toEqual([method, phone, 'TransferForbidden']);
  // A colleague may have the client, and hands them on no more than the agent who called.
  expect(await ask('redirect', '101')).toBe('success');
  await eventually(
    'Anna rings',
    async () => (await backend.simulate('answer', { agent: '101' })).status === 200,
  );
  expect(await backend.wire('redirect', { phone: '+79161234567' })).toBe('TransferForbidden');
});

test('a client abroad who has called is handed over within the country', async () => {
  await backend.simulate('incoming', { from: '+4930123456', to: ['102'], answer: 'auto' });
  const [{ unique_id } = { unique_id: '' }] = await talking(1);
  const ask = (method: string, more: object = {}): Promise<string | number> =>
    backend.wire(method, { unique_id, ...more }, { who: boris });
  expect(await ask('consult', { phone: '+4930123456' })).toBe('TransferForbidden');
  // The client abroad pays for this call, and the office for one at home.
  expect(await ask('consult', { phone: '+79161234567' })).toBe('success');
  await eventually('they are joined', async () => (await ask('complete_transfer')) === 'success');
});

test('no plus makes an extension another number: nobody calls or consults themselves', async () => {
  for (const phone of ['+101', '+ 101', '+102', '+112']) {
    expect([phone, await backend.wire('originate', { phone })]).toEqual([phone, 'InvalidNumber']);
    expect((await elmaCall(phone)).status).not.toBe(202);
  }
});
