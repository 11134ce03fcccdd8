import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { ChannelList } from './support/ChannelList';
import { flowNumbering as numbering } from './support/flowNumbering';
import { recorded } from './support/recordings';
import { Watch } from './support/Watch';

/*
 * 1001 consults 1002 by keys and leaves, 1002 is busy, and Asterisk calls 1001 back by a channel with a Linkedid of its own, for
 * which no event names a caller; 1001 refuses, and 1002 is called again.
 */
const events = recorded('flows', 'keys-called-back');
const CLIENT = '+79101000001';
const BACK = `b inbound ringing ${CLIENT} via 4951`;

/** Number of events after which 1001 rings again. */
const rings =
  events.findIndex((one) => one['Event'] === 'DialState' && one['DestUniqueid'] === 'office-1795999450.5') +
  1;

test('an agent who is called back after a consultation by keys sees which client it is about', () => {
  const watch = new Watch({ numbering }).take(events);
  expect(watch.reported[1001]?.slice(-3)).toEqual(['a transferred', BACK, 'b rejected']);
  expect(watch.reported[1002]?.slice(-3)).toEqual([
    `b inbound ringing ${CLIENT} via 4951`,
    'b answered',
    'b hungUp',
  ]);
  expect(watch.faults).toEqual([]);
});

test.each(['with', 'without'])('the same over a restart while the phone rings, %s journals', (what) => {
  const truth = new ChannelList();
  for (const event of events.slice(0, rings)) truth.take(event);
  const { tracker } = new Watch({ numbering }).resync([]).take(events.slice(0, rings));
  // Asterisk lists no channel that has hung up.
  const statuses = truth.statuses.filter((one) => one['Uniqueid'] !== 'office-1795999437.1');
  const journals = what === 'with' ? tracker.journals() : [];
  const again = new Watch({ numbering, journals }).resync(statuses).take(events.slice(rings));
  expect(again.reported[1001]).toEqual([`a inbound ringing ${CLIENT} via 4951`, 'a rejected']);
  expect(again.records.filter(({ number }) => number === CLIENT)).toHaveLength(1);
});

test.each([
  ['keys-called-back', `${CLIENT} via 4951`, 1],
  ['keys-called-back', `${CLIENT} via 4951`, 2],
  // Behind a Local channel, as of a queue: its half waits in place of the client.
  ['keys-called-back-local', '+79101000002 via leaving-10', 1],
  ['keys-called-back-local', '+79101000002 via leaving-10', 2],
])('%s: %s over a restart at each moment before the phone rings, %d in all', (scenario, shown, restarts) => {
  const all = recorded(scenario === 'keys-called-back' ? 'flows' : 'parts', scenario);
  const places = (isMeant: (one: AmiMessage) => boolean): readonly number[] =>
    all.flatMap((one, index) => (isMeant(one) ? [index] : []));
  const leaves = places((one) => one['Event'] === 'AttendedTransfer').at(-1)! + 1;
  const begins = places((one) => one['Event'] === 'Newchannel');
  const back = begins.find((at) => at > leaves && all[at]?.['CallerIDNum'] === '1001')!;
  const asks = begins.filter((at) => all[at]?.['Channel']?.startsWith('Local/100') === true).at(-1)!;
  expect(back).toBeGreaterThan(leaves);
  for (let at = leaves; at <= back; at += 1) {
    const truth = new ChannelList();
    let watch = new Watch({ numbering }).resync([]);
    let heard = 0;
    for (const until of restarts === 1 ? [at] : [asks, at]) {
      for (const event of all.slice(heard, until)) truth.take(event);
      const { tracker } = watch.take(all.slice(heard, until));
      watch = new Watch({ numbering, journals: tracker.journals() }).resync(truth.statuses);
      heard = until;
    }
    watch.take(all.slice(heard));
    const rings = watch.reported[1001]?.filter((one) => one.includes('ringing')).at(-1);
    expect([at, rings?.slice(2)]).toEqual([at, `inbound ringing ${shown}`]);
    expect(watch.records.filter(({ number }) => shown.startsWith(`${number} `))).toHaveLength(1);
  }
});
