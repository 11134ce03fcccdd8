import { AsteriskRig, CLIENT } from './support/AsteriskRig';
import type { SipCall } from './support/SipCall';
import { until } from './support/until';
import { useRig } from './support/useRig';

/** As `blindxfer` of features.conf. */
const TRANSFER_KEYS = '#1';
let rig: AsteriskRig;

useRig(
  () => AsteriskRig.open(),
  (opened) => (rig = opened),
);

afterEach(() => rig.pbx.console('dialplan set global DIAL_OPTIONS ""'));

/** The agent hangs up with the client on hold, is rung by our dialplan for the client, and answers. */
async function callBack(): Promise<{ readonly client: SipCall; readonly agent: SipCall }> {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('712', CLIENT);
  const first = await anna.incoming();
  first.answer();
  await Promise.all([out.untilHears('101'), first.untilHears('client')]);
  await backend.untilCall('101', 'inbound talking');
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await out.untilHears('music');
  await first.hangup();
  const agent = await anna.incoming();
  agent.answer();
  await backend.untilCall('101', 'inbound talking');
  await Promise.all([out.untilHears('101'), agent.untilHears('client')]);
  return { client: out, agent };
}

test('an agent whom a client on hold has rung again transfers by keys, as FreePBX lets who is called; the client does not', async () => {
  const { pbx, backend } = rig;
  await pbx.console('dialplan set global DIAL_OPTIONS HhTtrM(auto)');
  const boris = await pbx.phone('102');
  const { client, agent } = await callBack();
  client.press(`${TRANSFER_KEYS}103`);
  await until('the agent has got what the client pressed', () => agent.digits === `${TRANSFER_KEYS}103`);
  agent.press(`${TRANSFER_KEYS}102`);
  const there = await boris.incoming();
  await backend.untilEnded('101', 'transferred');
  there.answer();
  await Promise.all([client.untilHears('102'), there.untilHears('client')]);
});

test('without them the keys of the agent go to the client', async () => {
  const { client, agent } = await callBack();
  agent.press(`${TRANSFER_KEYS}102`);
  await until('the client has got what the agent pressed', () => client.digits === `${TRANSFER_KEYS}102`);
});
