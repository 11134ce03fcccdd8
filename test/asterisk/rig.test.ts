import { Pbx } from './support/Pbx';

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

test('a call from outside is answered, and both hear each other', async () => {
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('101');
  const ringing = await anna.incoming();
  expect(ringing.number).toBe('+79101234567');
  ringing.answer();
  await out.until('up');
  await Promise.all([out.untilHears('101'), ringing.untilHears('client')]);
  await out.hangup();
  await ringing.until('ended');
  expect(out.codes).toEqual([100, 180, 200]);
});

test('the caller learns that the phone is busy', async () => {
  await pbx.phone('101', { onCall: 'busy' });
  const out = await (await pbx.client()).call('101');
  await out.until('ended');
  expect(out.codes.at(-1)).toBe(486);
});

test('a caller who gives up ends the ringing', async () => {
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('101');
  const ringing = await anna.incoming();
  out.cancel();
  await Promise.all([ringing.until('ended'), out.until('ended')]);
  expect(out.codes.at(-1)).toBe(487);
});

test('who is on hold hears music, and afterwards the agent again', async () => {
  const [anna, client] = [await pbx.phone('101', { onCall: 'answer' }), await pbx.client()];
  const out = await client.call('101');
  const call = await anna.incoming();
  await out.untilHears('101');
  await call.hold(true);
  await Promise.all([out.untilHears('music'), call.untilHears('nothing')]);
  await call.hold(false);
  await Promise.all([out.untilHears('101'), call.untilHears('client')]);
});
