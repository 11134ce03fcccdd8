import type { SipPhone } from './support/SipPhone';
import { AsteriskRig } from './support/AsteriskRig';
import { useRig } from './support/useRig';

// The original widget sends two redirects when a contact was chosen for a transfer: one to the contact's number and,
// at the same moment, one to the text that was typed to find it.
let rig: AsteriskRig;

useRig(
  () => AsteriskRig.open(),
  (opened) => (rig = opened),
);

const isRung = async (phone: SipPhone): Promise<boolean> => (await phone.incoming()).phase === 'ringing';

test.each([1, 2, 3])(
  'of two redirects at once the first is carried out and the other refused (%i)',
  async () => {
    const { backend, pbx } = rig;
    const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
    await rig.talk(anna, client);
    const answers = await Promise.all([
      backend.command('101', 'redirect', { phone: '102' }),
      backend.command('101', 'redirect', { phone: '7901' }),
    ]);
    expect(answers[0]).toBeNull();
    expect(['WrongPhase', 'NoActiveCall']).toContain(answers[1]);
    expect(await isRung(boris)).toBe(true);
    await backend.untilEnded('101', 'transferred');
  },
);

test('of a redirect and a consultation at once the first is carried out', async () => {
  const { backend, pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  await rig.talk(anna, client);
  const { id } = await backend.untilCall('101', 'inbound talking');
  const answers = await Promise.all([
    backend.command('101', 'redirect', { phone: '102' }),
    backend.command('101', 'consult', { phone: '103', unique_id: id }),
  ]);
  expect(answers[0]).toBeNull();
  expect(['WrongPhase', 'NoActiveCall']).toContain(answers[1]);
  expect(await isRung(boris)).toBe(true);
});

test('of two consultations at once the first is carried out', async () => {
  const { backend, pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  await rig.talk(anna, client);
  const { id } = await backend.untilCall('101', 'inbound talking');
  expect(
    await Promise.all([
      backend.command('101', 'consult', { phone: '102', unique_id: id }),
      backend.command('101', 'consult', { phone: '103', unique_id: id }),
    ]),
  ).toEqual([null, 'AgentBusy']);
  expect(await isRung(boris)).toBe(true);
});
