import { Baresip } from './support/Baresip';
import { CLIENT, AsteriskRig } from './support/AsteriskRig';

let rig: AsteriskRig;

beforeAll(async () => {
  rig = await AsteriskRig.open();
});

afterAll(async () => {
  await rig.close();
});

test('with a telephone that others have written: answered, held by its key and by us, hung up', async () => {
  const { pbx, backend } = rig;
  const [baresip, client] = [await Baresip.start(pbx, '102'), await pbx.client()];
  try {
    const out = await client.call('102', CLIENT);
    const { id } = await backend.untilCall('102', 'inbound ringing');
    baresip.command('accept');
    await backend.untilCall('102', 'inbound talking');
    await out.untilHears('102');
    baresip.command('hold');
    await backend.untilCall('102', 'inbound talking held');
    await out.untilHears('music');
    baresip.command('resume');
    await backend.untilCall('102', 'inbound talking');
    await out.untilHears('102');
    expect(await backend.command('102', 'set_hold', { is_hold: true, unique_id: id })).toBeNull();
    await backend.untilCall('102', 'inbound talking held');
    await out.untilHears('music');
    expect(await backend.command('102', 'set_hold', { is_hold: false, unique_id: id })).toBeNull();
    await backend.untilCall('102', 'inbound talking');
    await out.untilHears('102');
    baresip.command('hangup');
    await out.until('ended');
    await backend.untilEnded('102', 'hung_up');
  } finally {
    await baresip.close();
  }
});
