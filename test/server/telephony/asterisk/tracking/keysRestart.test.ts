import type { Journal } from '../../../../../server/calls/journal/Journal';
import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { ChannelList } from './support/ChannelList';
import { recorded } from './support/recordings';
import { Watch } from './support/Watch';

const CLIENT = '+79161234567';
const LIVE = [`a inbound ringing ${CLIENT} via 101`, 'a answered', 'a held'];

/** 101 talks with a client and consults 102 by keys; which event is the first one that 102's phone rings by. */
function consultation(series: '16' | '22') {
  const events = recorded(series, 'atxfer');
  const isRing = ({ Event: event, ChannelState: state, Channel: channel = '' }: AmiMessage): boolean =>
    event === 'Newstate' && state === '5' && channel.startsWith('PJSIP/102-');
  return { events, rings: events.findIndex(isRing) + 1 };
}

/** A backend that starts after so many events. No phone holds: what keys have on hold Asterisk does not say. */
function started(events: readonly AmiMessage[], heard: number, journals: readonly Journal[]): Watch {
  const truth = new ChannelList();
  for (const event of events.slice(0, heard)) truth.take(event);
  const holds = new Map([...truth.holds].map(([id]) => [id, false]));
  return new Watch({ journals }).resync(truth.statuses, holds).take(events.slice(heard));
}

test.each(['16', '22'] as const)(
  'a client who waits while the agent consults by keys is on hold after a restart, too: Asterisk %s',
  (series) => {
    const { events, rings } = consultation(series);
    const live = new Watch().take(events);
    expect(live.reported[101]).toEqual([...LIVE, 'a connected 102', 'a not held', 'a held', 'a transferred']);
    const { tracker } = new Watch().resync([]).take(events.slice(0, rings));
    for (const journals of [tracker.journals(), []]) {
      const again = started(events, rings, journals);
      expect(again.reported[101]).toEqual(live.reported[101]);
      expect(again.written).toEqual(live.written);
      expect(again.faults).toEqual([]);
    }
  },
);

test('the connection was cut meanwhile', () => {
  const { events, rings } = consultation('22');
  const watch = new Watch().resync([]);
  const truth = new ChannelList();
  const begins = events.findIndex(({ Event: event }) => event === 'Hold');
  watch.take(events.slice(0, begins));
  for (const event of events.slice(0, rings)) truth.take(event);
  watch.tracker.lose();
  watch.resync(truth.statuses, new Map([...truth.holds].map(([id]) => [id, false])));
  expect(watch.reported[101]).toEqual(LIVE);
});
