import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { newLeg, changeLeg } from '../../../../../server/telephony/asterisk/tracking/changeLeg';
import type { Leg } from '../../../../../server/telephony/asterisk/tracking/Leg';
import { readAmiEvent } from '../../../../../server/telephony/asterisk/tracking/readAmiEvent';
import { replayed } from './support/replayed';
import { Script } from './support/Script';
import { numbering } from './support/Watch';

const NOW = 1_763_700_000_000;
const CHANNEL = {
  Channel: 'SIP/trunk-1',
  ChannelState: '0',
  CallerIDNum: '79161234567',
  Exten: '74951112233',
};

/** The leg of one channel after these events of it, in which the given fields differ from `CHANNEL`. */
function legAfter(...events: readonly Readonly<Record<string, string>>[]): Leg {
  const read = events.flatMap((fields) => {
    const event = readAmiEvent({ ...CHANNEL, Uniqueid: '1.1', Linkedid: '1.1', ...fields }, () => NOW);
    return event === null ? [] : [event];
  });
  const first = read[0];
  if (first === undefined) throw new Error('no event');
  return read.reduce<Leg>(
    (leg, event) => changeLeg(leg, event, numbering, null),
    newLeg(first.channel, NOW, numbering),
  );
}

const RINGS_US = { Event: 'Newstate', ChannelState: '4' };

test.each(['0', '1', '2', '3', '9'])(
  'a channel that is new in the state %s has called us once it has the state Ring',
  (ChannelState) => {
    const leg = legAfter({ Event: 'Newchannel', ChannelState }, RINGS_US);
    expect(leg).toMatchObject({ isCaller: true, dialled: '74951112233', number: '79161234567' });
  },
);

test('a channel that is dialled has not called us, whatever state it comes to', () => {
  const dest = Object.fromEntries(Object.entries(CHANNEL).map(([name, value]) => [`Dest${name}`, value]));
  const dialled = { Event: 'DialBegin', ...dest, DestUniqueid: '1.1', DestLinkedid: '1.1' };
  expect(legAfter({ Event: 'Newchannel' }, dialled, RINGS_US)).toMatchObject({
    isCaller: false,
    dialled: null,
  });
});

test('a caller’s number and what it dialled stay, whatever the dialplan sets', () => {
  const moved = { Event: 'NewCallerid', ChannelState: '4', CallerIDNum: '74950000000', Exten: 's' };
  expect(legAfter({ Event: 'Newchannel' }, RINGS_US, moved)).toMatchObject({
    number: '79161234567',
    dialled: '74951112233',
  });
});

test('a number that comes before the call is its own, and so is another form of it', () => {
  const analogue = { CallerIDNum: '', Exten: '' };
  const leg = legAfter(
    { Event: 'Newchannel', ChannelState: '9', ...analogue },
    { Event: 'NewCallerid', ChannelState: '9', ...analogue, CallerIDNum: '9161234567' },
    { ...RINGS_US, CallerIDNum: '9161234567', Exten: 's' },
    { Event: 'NewCallerid', ChannelState: '4', CallerIDNum: '89161234567', Exten: 's' },
  );
  expect(leg).toMatchObject({ isCaller: true, number: '89161234567', dialled: null });
});

test('a Newchannel that comes late tells what was dialled, and by whom', () => {
  const moved = { ...RINGS_US, CallerIDNum: '74950000000', Exten: 's' };
  expect(legAfter(moved, { Event: 'Newchannel' })).toMatchObject({
    isCaller: true,
    number: '79161234567',
    dialled: '74951112233',
  });
});

test('the digit that a trunk puts before a caller’s number is taken away once, over a restart too', () => {
  const messages: AmiMessage[] = [];
  const script = new Script((message) => void messages.push(message));
  script
    .calls('c', 'PJSIP/trunk-1', '99161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'bridge');
  const place = messages.length;
  script.leaves('bridge', 'c', 'a').hangsUp('a').hangsUp('c');
  const withoutDigit = { ...numbering, toCrm: (number: string) => number.replace(/^9/, '') };
  for (const isRestarted of [false, true]) {
    const watch = replayed(messages, { numbering: withoutDigit }, { from: place, to: place, isRestarted });
    expect(watch.records.map(({ number }) => number)).toEqual(['9161234567']);
  }
});
