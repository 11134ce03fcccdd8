import { CLIENT } from './support/AsteriskRig';
import { CrmRig } from './support/CrmRig';
import { useRig } from './support/useRig';

/** Leaves as ten digits that are a number at home as well. */
const ABROAD = '+9607771234';

let rig: CrmRig;

useRig(
  () => CrmRig.open({}, {}, { transfersAbroad: ['101'] }),
  (opened) => {
    rig = opened;
    rig.amo.account.contact('Abroad', ABROAD);
  },
);

test('a call abroad is logged with the number that was dialled, and not with its namesake at home', async () => {
  const { pbx, backend } = rig;
  await pbx.phone('101', { onCall: 'answer' });
  const client = await pbx.client({ onCall: 'answer' });
  expect(await backend.command('101', 'originate', { phone: ABROAD })).toBeNull();
  const out = await client.incoming();
  await rig.untilLive('101', `outbound talking ${ABROAD}`);
  await out.hangup();
  expect(await rig.log()).toEqual([`outbound 4 by 101 ${ABROAD}`]);
});

test('who has the right consults somebody abroad, who shows as dialled', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client({ hasCallWaiting: true })];
  await client.call('101', CLIENT);
  (await anna.incoming()).answer();
  const { id } = await backend.untilCall('101', 'inbound talking');
  expect(await backend.command('101', 'consult', { unique_id: id, phone: ABROAD })).toBeNull();
  (await client.incoming()).answer();
  await rig.untilLive('101', `inbound talking held ${CLIENT}`, `outbound talking consulting ${ABROAD}`);
});

test('an agent without the right consults no number abroad, and goes on talking with the client', async () => {
  const { pbx, backend } = rig;
  const [boris, client] = [await pbx.phone('102'), await pbx.client()];
  await client.call('102', CLIENT);
  (await boris.incoming()).answer();
  const { id } = await backend.untilCall('102', 'inbound talking');
  const params = { unique_id: id, phone: ABROAD };
  expect(await backend.command('102', 'consult', params)).toBe('TransferForbidden');
  await rig.untilLive('102', `inbound talking ${CLIENT}`);
});
