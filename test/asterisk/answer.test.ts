import { CLIENT, AsteriskRig } from './support/AsteriskRig';
import type { SipCall } from './support/SipCall';
import type { PhoneHabits, SipPhone } from './support/SipPhone';
import { useRig } from './support/useRig';

let rig: AsteriskRig;

useRig(
  () =>
    AsteriskRig.open({
      phones: {
        '101': { answer: 'notify' },
        '102': { answer: 'redial', autoAnswer: 'callInfo' },
        '103': { answer: 'pickup', answerDevice: 'PJSIP/201' },
      },
    }),
  (opened) => (rig = opened),
);

/** The client has called 102, who answers from the screen: the phone is called again. */
async function answeredFromScreen(
  habits: PhoneHabits,
): Promise<{ readonly boris: SipPhone; readonly out: SipCall; readonly id: string }> {
  const { pbx, backend } = rig;
  const [boris, client] = [await pbx.phone('102', habits), await pbx.client()];
  const out = await client.call('102', CLIENT);
  await boris.incoming();
  const { id } = await backend.untilCall('102', 'inbound ringing');
  expect(await backend.command('102', 'answer', { unique_id: id })).toBeNull();
  return { boris, out, id };
}

test('a phone that obeys is asked to answer', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101', { onNotify: 'obey' }), await pbx.client()];
  const out = await client.call('101', CLIENT);
  const call = await anna.incoming();
  const { id } = await backend.untilCall('101', 'inbound ringing');
  expect(await backend.command('101', 'answer', { unique_id: id })).toBeNull();
  expect(await backend.untilCall('101', 'inbound talking')).toMatchObject({ id });
  await Promise.all([out.untilHears('101'), call.untilHears('client')]);
});

test('an answer in the moment in which the phone begins to ring is not lost', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101', { onNotify: 'obey' }), await pbx.client()];
  for (let time = 0; time < 3; time += 1) {
    const out = await client.call('101', CLIENT);
    const { id } = await backend.untilCall('101', 'inbound ringing');
    expect(await backend.command('101', 'answer', { unique_id: id })).toBeNull();
    await anna.incoming();
    await backend.untilCall('101', 'inbound talking');
    await out.hangup();
    await backend.untilLive('101');
  }
});

test('a phone that answers at a header is called again, and the agent sees one call', async () => {
  const { pbx, backend } = rig;
  const [boris, client] = [await pbx.phone('102', { obeysAutoAnswer: true }), await pbx.client()];
  const out = await client.call('102', CLIENT);
  const first = await boris.incoming();
  const { id } = await backend.untilCall('102', 'inbound ringing');
  expect(await backend.command('102', 'answer', { unique_id: id })).toBeNull();
  const second = await boris.incoming();
  await first.until('ended');
  expect(await backend.untilCall('102', 'inbound talking')).toMatchObject({ id, number: CLIENT });
  await Promise.all([out.untilHears('102'), second.untilHears('client')]);
  expect(await backend.calls('102')).toHaveLength(1);
  expect(await backend.missed('102')).toEqual([]);
  expect(await backend.command('102', 'hangup')).toBeNull();
  await out.until('ended');
  await backend.untilEnded('102', 'hung_up');
});

test('a phone that is busy for a moment with the call that it has just ended is called until it answers', async () => {
  const { backend } = rig;
  const { boris, out, id } = await answeredFromScreen({ obeysAutoAnswer: true, busyAfterCall: 2 });
  expect(await backend.untilCall('102', 'inbound talking')).toMatchObject({ id, number: CLIENT });
  await out.untilHears('102');
  expect(boris.calls.map(({ phase }) => phase)).toEqual(['ended', 'ended', 'ended', 'up']);
  await backend.untilLive('102', 'inbound talking');
  expect(await backend.missed('102')).toEqual([]);
});

test('a phone that rejects the second ring is not rung once more', async () => {
  const { backend } = rig;
  const { boris, out } = await answeredFromScreen({ hasCallWaiting: true });
  (await boris.incoming()).reject();
  await out.until('ended');
  await backend.untilEnded('102', 'rejected');
  expect(boris.calls).toHaveLength(2);
});

test('a phone that does not answer at a header goes on ringing, and can be answered by hand', async () => {
  const { backend } = rig;
  const { boris, out, id } = await answeredFromScreen({ hasCallWaiting: true });
  const second = await boris.incoming();
  second.answer();
  expect(await backend.untilCall('102', 'inbound talking')).toMatchObject({ id });
  await out.untilHears('102');
});

test('another phone of the agent takes the call over', async () => {
  const { pbx, backend } = rig;
  const [vera, browser, client] = [
    await pbx.phone('103'),
    await pbx.phone('201', { onCall: 'answer' }),
    await pbx.client(),
  ];
  const out = await client.call('103', CLIENT);
  const first = await vera.incoming();
  const { id } = await backend.untilCall('103', 'inbound ringing');
  expect(await backend.command('103', 'answer', { unique_id: id })).toBeNull();
  const call = await browser.incoming();
  await first.until('ended');
  expect(await backend.untilCall('103', 'inbound talking')).toMatchObject({ id, number: CLIENT });
  await Promise.all([out.untilHears('201'), call.untilHears('client')]);
  expect(await backend.calls('103')).toHaveLength(1);
});

test('when the other phone is missing the call rings on, and the agent sees the refusal', async () => {
  const { pbx, backend } = rig;
  const browser = await pbx.phone('201');
  await browser.register(0);
  const [vera, client] = [await pbx.phone('103'), await pbx.client()];
  const out = await client.call('103', CLIENT);
  const call = await vera.incoming();
  const { id } = await backend.untilCall('103', 'inbound ringing');
  expect(await backend.command('103', 'answer', { unique_id: id })).toBe('AgentUnavailable');
  call.answer();
  await backend.untilCall('103', 'inbound talking');
  await out.untilHears('103');
});

test('with a phone of which nothing is set, answering is not offered', async () => {
  const { backend } = rig;
  expect(await backend.methods('101')).toContain('answer');
  expect(await backend.methods('104')).not.toContain('answer');
  expect(await backend.methods('104')).toContain('reject');
  expect(await backend.command('104', 'answer', { unique_id: 'x' })).toBe('NotSupported');
});

test('answering from the queue takes the client out of it, and the other agent is free', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [
    await pbx.phone('101'),
    await pbx.phone('102', { obeysAutoAnswer: true }),
    await pbx.client(),
  ];
  const out = await client.call('700', CLIENT);
  await anna.incoming();
  await boris.incoming();
  const { id } = await backend.untilCall('102', 'inbound ringing');
  expect(await backend.command('102', 'answer', { unique_id: id })).toBeNull();
  expect(await backend.untilCall('102', 'inbound talking')).toMatchObject({ id });
  await backend.untilLive('101');
  await out.untilHears('102');
});
