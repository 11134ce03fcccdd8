import { AsteriskRig } from './support/AsteriskRig';
import { until } from './support/until';
import { useRig } from './support/useRig';

/**
 * A call that somebody listens in on (ChanSpy). Of releases from 22.11.0 on it is said that they may not bridge it again
 * (asterisk#2134): this passes on 22.11.0-rc2, too.
 */

let rig: AsteriskRig;

useRig(
  () => AsteriskRig.open(),
  (opened) => {
    rig = opened;
  },
);

const spies = async (): Promise<number> =>
  (await rig.pbx.console('core show channels concise')).split('ChanSpy').length - 1;

test.each([
  ['listens', 'q', true, 'client'],
  ['has listened', 'q', false, 'client'],
  ['whispers', 'qw', true, '103+client'],
  ['has whispered', 'qw', false, 'client'],
] as const)(
  'hold and back, and the end, of a talk on which somebody %s',
  async (_, options, isThere, heard) => {
    const { pbx, backend } = rig;
    const [anna, client] = [await pbx.phone('101'), await pbx.client()];
    const { client: out, agent: call } = await rig.talk(anna, client);
    const listener = await pbx.phone('103', { onCall: 'answer' });
    const line = listener.incoming();
    void pbx.console(`channel originate PJSIP/103 application ChanSpy PJSIP/101,${options}`);
    const ear = await line;
    await until('somebody listens', async () => (await spies()) === 1);
    if (!isThere) {
      await ear.hangup();
      await until('nobody listens', async () => (await spies()) === 0);
    }
    expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
    await out.untilHears('music');
    expect(await backend.command('101', 'set_hold', { is_hold: false })).toBeNull();
    await backend.untilCall('101', 'inbound talking');
    await Promise.all([out.untilHears('101'), call.untilHears(heard)]);
    await out.hangup();
    await call.until('ended');
    await backend.untilEnded('101', 'hung_up');
  },
);
