import { Pbx } from './support/Pbx';
import type { SipCall } from './support/SipCall';
import type { SipPhone } from './support/SipPhone';
import { until } from './support/until';

let pbx: Pbx;

beforeAll(async () => {
  pbx = await Pbx.start();
});

afterEach(async () => {
  await pbx.putPhonesAway();
});

afterAll(async () => {
  await pbx.close();
});

/** The client talks with that phone. */
async function talk(phone: SipPhone): Promise<{ client: SipPhone; out: SipCall; call: SipCall }> {
  const client = await pbx.client();
  const out = await client.call('101');
  const call = await phone.incoming();
  call.answer();
  await out.until('up');
  return { client, out, call };
}

/** The name of the phone's one channel. */
async function channelOf(extension: string): Promise<string> {
  const lines = (await pbx.console('core show channels concise')).split('\n');
  const names = lines.map((line) => line.split('!')[0] ?? '');
  return names.find((name) => name.startsWith(`PJSIP/${extension}-`)) ?? '';
}

test('a refusal and a sound before the answer reach the caller', async () => {
  const anna = await pbx.phone('101', { onCall: 'refuse' });
  const client = await pbx.client();
  const refused = await client.call('101');
  await refused.until('ended');
  expect(refused.codes.at(-1)).toBe(403);
  anna.habits = { onCall: 'progress' };
  const early = await client.call('101');
  await early.untilHears('101');
  expect(early.phase).toBe('calling');
});

test('both phones of a ring group ring, and one answers', async () => {
  const [anna, boris] = [await pbx.phone('101'), await pbx.phone('102')];
  const out = await (await pbx.client()).call('710');
  const [one, other] = [await anna.incoming(), await boris.incoming()];
  other.answer();
  await Promise.all([one.until('ended'), out.until('up')]);
  await Promise.all([out.untilHears('102'), other.untilHears('client')]);
});

test('a caller hears music in the queue, and then who answers', async () => {
  const anna = await pbx.phone('101');
  const out = await (await pbx.client()).call('700');
  await out.untilHears('music');
  (await anna.incoming()).answer();
  await out.untilHears('101');
});

test('a phone without call waiting is busy, one with it rings', async () => {
  const anna = await pbx.phone('101');
  const { client } = await talk(anna);
  const busy = await client.call('101', '+79160000002');
  await busy.until('ended');
  expect(busy.codes.at(-1)).toBe(486);
  await anna.incoming();
  anna.habits = { hasCallWaiting: true };
  await client.call('101', '+79160000003');
  const second = await anna.incoming();
  expect([second.phase, second.number]).toEqual(['ringing', '+79160000003']);
});

test('a phone transfers by itself, blind', async () => {
  const [anna, boris] = [await pbx.phone('101'), await pbx.phone('102', { onCall: 'answer' })];
  const { out, call } = await talk(anna);
  expect(await call.transfer('102')).toBe(202);
  await Promise.all([out.untilHears('102'), (await boris.incoming()).untilHears('client')]);
  await call.until('ended');
});

test('a phone joins its two calls', async () => {
  const [anna, boris] = [await pbx.phone('101'), await pbx.phone('102', { onCall: 'answer' })];
  const { out, call } = await talk(anna);
  await call.hold(true);
  const consulting = await anna.call('102');
  await consulting.untilHears('102');
  expect(await consulting.join(call)).toBe(202);
  await Promise.all([out.untilHears('102'), (await boris.incoming()).untilHears('client')]);
  await Promise.all([call.until('ended'), consulting.until('ended')]);
});

test('a phone obeys talk and hold', async () => {
  const anna = await pbx.phone('101', { onNotify: 'obey' });
  const out = await (await pbx.client()).call('101');
  const call = await anna.incoming();
  const notify = async (event: string): Promise<void> => {
    await pbx.console(`pjsip send notify ${event} channel ${await channelOf('101')}`);
  };
  await notify('talk');
  await call.until('up');
  await notify('hold');
  await out.untilHears('music');
  await notify('talk');
  await out.untilHears('101');
  expect(anna.notified).toEqual(['talk', 'hold', 'talk']);
});

test('digits arrive, and sound goes on', async () => {
  const anna = await pbx.phone('101');
  const { out, call } = await talk(anna);
  call.press('15#');
  await until('three digits', () => out.digits.length === 3);
  await out.untilHears('101');
  expect(out.digits).toBe('15#');
});
