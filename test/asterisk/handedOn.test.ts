import { CLIENT } from './support/AsteriskRig';
import { MOBILE, PARTNER, CrmRig } from './support/CrmRig';
import { GROUPS_DIALPLAN, GROUPS_QUEUES } from './support/groupsDialplan';
import type { SipCall } from './support/SipCall';
import { untilTalking } from './support/untilTalking';
import { useRig } from './support/useRig';

/** Calls that are handed on while the next phone rings, by the phone itself, or while no backend runs. */
const DIALPLAN = `${GROUPS_DIALPLAN}
; the company's number is shown
exten => _79XXXXXXXXX,1,Set(CALLERID(num)=74951112233)
 same => n,Dial(PJSIP/\${EXTEN}@trunk,20,tTkK)
`;

let rig: CrmRig;

useRig(
  () => CrmRig.open({ 'extensions.conf': DIALPLAN, 'queues.conf': GROUPS_QUEUES }),
  (opened) => (rig = opened),
);

describe('`*2` and hanging up while the colleague rings', () => {
  async function handOn(): Promise<{ readonly out: SipCall; readonly there: SipCall }> {
    const { pbx } = rig;
    const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
    const out = await client.call('741', CLIENT);
    const call = await anna.incoming();
    call.answer();
    await untilTalking(out, call);
    call.press('*2');
    await out.untilHears('music');
    call.press('102');
    const there = await boris.incoming();
    await rig.untilLive('102', 'internal ringing 101');
    await call.hangup();
    await rig.untilLive('101');
    await rig.untilLive('102', `internal ringing ${CLIENT}`);
    return { out, there };
  }

  test.each([true, false])(
    'the colleague who answers has the client (the backend restarts: %s)',
    async (isRestarted) => {
      const { out, there } = await handOn();
      if (isRestarted) await rig.restartBackend();
      there.answer();
      await untilTalking(out, there);
      await rig.untilLive('102', isRestarted ? `inbound talking ${CLIENT}` : `internal talking ${CLIENT}`);
      await rig.untilLive('101');
      await out.hangup();
      expect(await rig.log()).toEqual([`inbound 4 by 102 ${CLIENT}`]);
      await rig.untilMissed('102');
    },
  );

  test('the client who gives up was missed by the colleague and had talked with the agent', async () => {
    const { out } = await handOn();
    await out.hangup();
    await rig.untilMissed('102', CLIENT);
    expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`]);
  });
});

describe('while no backend runs', () => {
  test.each([
    ['talks with the agent', true],
    ['rings', false],
  ])('a partner outside who %s is joined to the client: both have talked', async (_, isAnswered) => {
    const { pbx } = rig;
    const [anna, client] = [await pbx.phone('101'), await pbx.client({ hasCallWaiting: true })];
    const out = await client.call('741', CLIENT);
    const call = await anna.incoming();
    call.answer();
    await untilTalking(out, call);
    await call.hold(true);
    const second = await anna.call(PARTNER.slice(1));
    const partner = await client.incoming();
    await rig.untilLive('101', `inbound talking held ${CLIENT}`, `outbound dialing ${PARTNER}`);
    if (isAnswered) partner.answer();
    if (isAnswered)
      await rig.untilLive('101', `inbound talking held ${CLIENT}`, `outbound talking ${PARTNER}`);
    await rig.restartBackend(async () => {
      if (!isAnswered) partner.answer();
      await untilTalking(second, partner);
      expect(await call.join(second)).toBe(202);
      await Promise.all([out.untilHears('client'), partner.untilHears('client')]);
    });
    await out.hangup();
    expect([...(await rig.log())].sort()).toEqual([
      `inbound 4 by 101 ${CLIENT}`,
      `outbound 4 by 101 ${PARTNER}`,
    ]);
  });

  test.each(['741', '728'])(
    '%s: a colleague who rings is joined to the client, and has talked',
    async (number) => {
      const { pbx } = rig;
      const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
      const out = await client.call(number, CLIENT);
      const call = await anna.incoming();
      call.answer();
      await untilTalking(out, call);
      await call.hold(true);
      const second = await anna.call('747');
      const there = await boris.incoming();
      await rig.untilLive('102', 'internal ringing 101');
      await rig.restartBackend(async () => {
        there.answer();
        await untilTalking(second, there);
        expect(await call.join(second)).toBe(202);
        await untilTalking(out, there);
      });
      await rig.untilLive('102', `inbound talking ${CLIENT}`);
      await out.hangup();
      expect(await rig.log()).toEqual([`inbound 4 by 102 ${CLIENT}`]);
    },
  );

  test.each(['729', '722'])(
    '%s: a client who is sent to a mobile under the company’s number keeps their own, and is by who talked',
    async (number) => {
      const { pbx } = rig;
      const [anna, boris, client] = [
        await pbx.phone('101'),
        await pbx.phone('102'),
        await pbx.client({ hasCallWaiting: true }),
      ];
      const out = await client.call(number, CLIENT);
      const [call] = await Promise.all([anna.incoming(), boris.incoming()]);
      call.answer();
      await untilTalking(out, call);
      await rig.untilLive('101', `inbound talking ${CLIENT}`);
      await rig.restartBackend(async () => {
        expect(await call.transfer(MOBILE)).toBe(202);
        const mobile = await client.incoming();
        mobile.answer();
        await out.untilHears('client');
      });
      await out.hangup();
      expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`]);
    },
  );
});

describe('a phone that forwards its calls (302)', () => {
  test.each([
    ['741', 'and the colleague answers has missed nothing', true],
    ['728', 'and the colleague answers has missed nothing', true],
    ['741', 'to a colleague who does not answer', false],
  ] as const)('%s %s', async (number, _, isAnswered) => {
    const { pbx } = rig;
    const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
    const out = await client.call(number, CLIENT);
    (await anna.incoming()).forward('102');
    const there = await boris.incoming();
    await rig.untilLive('102', `inbound ringing ${CLIENT}`);
    if (isAnswered) {
      there.answer();
      await untilTalking(out, there);
      await rig.untilLive('102', `inbound talking ${CLIENT}`);
      await out.hangup();
    } else out.cancel();
    expect(await rig.log()).toEqual([`inbound ${isAnswered ? 4 : 6} by 102 ${CLIENT}`]);
    if (isAnswered) await rig.untilMissed('101');
    await rig.untilMissed('102', ...(isAnswered ? [] : [CLIENT]));
  });
});
