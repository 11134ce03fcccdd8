import type { Ami } from '../../server/telephony/asterisk/ami/Ami';
import { AmiLink } from '../../server/telephony/asterisk/ami/AmiLink';
import { openAmi } from '../../server/telephony/asterisk/ami/openAmi';
import { systemClock } from '../../server/system/Clock';
import { AmiDiary } from '../server/support/amiEnds';
import { AsteriskRig } from './support/AsteriskRig';
import { until } from './support/until';
import { useRig } from './support/useRig';

const STRANGERS = Array.from('0123456789');
const diary = new AmiDiary();
let rig: AsteriskRig;
let link: AmiLink;

useRig(
  () => AsteriskRig.open(),
  (opened) => (rig = opened),
);

beforeAll(() => {
  link = new AmiLink(openAmi(rig.pbx.ami(), systemClock), diary, systemClock, Math.random);
  link.start();
});

afterAll(() => link.close());

/** Another program's AMI. */
const ami = (): Promise<Ami> => until('another program is connected', () => diary.ups[0]);

/** Uniqueids of the live channels by their names. */
async function uniqueids(): Promise<ReadonlyMap<string, string>> {
  const lines = (await rig.pbx.console('core show channels concise')).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const fields = line.split('!');
      return [fields[0] ?? '', fields.at(-1) ?? ''];
    }),
  );
}

/** Ten calls of others, whose Uniqueids begin with this one, as they do in the first seconds of an Asterisk. */
async function callStrangers(uniqueid: string): Promise<void> {
  for (const digit of STRANGERS)
    await (
      await ami()
    ).send({
      name: 'Originate',
      fields: {
        Channel: 'Local/800@from-trunk/n',
        Application: 'Echo',
        ChannelId: `${uniqueid}${digit}`,
        OtherChannelId: `${uniqueid}${digit}9`,
        Async: 'true',
      },
    });
  await until('the strangers talk', async () => {
    const names = [...(await uniqueids()).values()].filter((id) => id.startsWith(uniqueid));
    return names.length > 2 * STRANGERS.length;
  });
}

test('an agent whose consultation is over talks with the own client, though Uniqueids of others begin with that one’s', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const call = await rig.talk(anna, client);
  const [, uniqueid = ''] =
    [...(await uniqueids())].find(([channel]) => channel.startsWith('PJSIP/trunk-')) ?? [];
  expect(uniqueid).not.toBe('');
  await callStrangers(uniqueid);
  for (const back of ['hung up', 'cancelled']) {
    expect(await backend.command('101', 'consult', { unique_id: call.id, phone: '102' })).toBeNull();
    const there = await boris.incoming();
    there.answer();
    await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
    if (back === 'hung up') await there.hangup();
    else expect(await backend.command('101', 'cancel_transfer', { unique_id: call.id })).toBeNull();
    await backend.untilLive('101', 'inbound talking');
    await Promise.all([call.client.untilHears('101'), call.agent.untilHears('client')]);
  }
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await call.client.untilHears('music');
  expect(await backend.command('101', 'set_hold', { is_hold: false })).toBeNull();
  await Promise.all([call.client.untilHears('101'), call.agent.untilHears('client')]);
});
