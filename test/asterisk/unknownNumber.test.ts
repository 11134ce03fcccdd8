import { CLIENT, AsteriskRig } from './support/AsteriskRig';
import { until } from './support/until';

/** Fits no extension of the rig's context `internal`. */
const UNKNOWN = '5551';

let rig: AsteriskRig;

afterEach(async () => {
  await rig.tidy();
});

describe.each([
  ['ends there', 'internal'],
  // As with FreePBX.
  ['says so to the caller', 'office'],
])('where the dialplan %s for a number that it does not have', (_what, context) => {
  beforeAll(async () => {
    rig = await AsteriskRig.open({ context });
  });

  afterAll(async () => {
    await rig.close();
  });

  test('a number that the dialplan does not have is named as such, on the screen and in the log', async () => {
    const { pbx, backend } = rig;
    const anna = await pbx.phone('101');
    expect(await backend.command('101', 'originate', { phone: UNKNOWN })).toBeNull();
    (await anna.incoming()).answer();
    await backend.untilEnded('101', 'unknown_number');
    await until('the log says so', () =>
      backend.log.some(
        (line) =>
          line.includes('the dialplan does not know the number') && line.includes(`"context":"${context}"`),
      ),
    );
  });

  test('a colleague who does not exist can not be consulted, and the client is back', async () => {
    const { pbx, backend } = rig;
    const [anna, client] = [await pbx.phone('101'), await pbx.client()];
    const { id } = await rig.talk(anna, client);
    expect(await backend.command('101', 'consult', { unique_id: id, phone: UNKNOWN })).toBeNull();
    await backend.untilEnded('101', 'unknown_number');
    await backend.untilLive('101', 'inbound talking');
  });

  test('a client is not sent to a number that the dialplan does not have: the agent keeps the client', async () => {
    const { pbx, backend } = rig;
    const [anna, client] = [await pbx.phone('101'), await pbx.client()];
    const { id } = await rig.talk(anna, client);
    const redirect = (phone: string) => backend.command('101', 'redirect', { unique_id: id, phone });
    expect(await redirect(UNKNOWN)).toBe('InvalidNumber');
    await backend.untilLive('101', 'inbound talking');
    const boris = await pbx.phone('102');
    expect(await redirect('102')).toBeNull();
    (await boris.incoming()).answer();
    await backend.untilLive('102', 'inbound talking');
  });

  test('a number that the network behind the trunk does not have', async () => {
    const { pbx, backend } = rig;
    const anna = await pbx.phone('101');
    await pbx.client({ onCall: 'unknown' });
    expect(await backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
    (await anna.incoming()).answer();
    await backend.untilEnded('101', 'unknown_number');
  });
});
