import { AmiFault, type Ami, type AmiAnswer } from '../../../../server/telephony/asterisk/ami/Ami';
import { AsteriskSession } from '../../../../server/telephony/asterisk/AsteriskSession';
import { channelCreated } from '../../../../server/telephony/asterisk/actions/EventPredicate';
import { EventWaiter } from '../../../../server/telephony/asterisk/EventWaiter';
import { CallTracker, MOST_KEPT } from '../../../../server/telephony/asterisk/tracking/CallTracker';
import { FakeTimer } from '../../../support/FakeTimer';
import { turn } from '../../support/startBackend';

const NOTHING: AmiAnswer = { response: {}, events: [] };

/** A session with what it has reported, and an Asterisk whose answers the test gives. */
function setUp() {
  const timer = new FakeTimer();
  const reported: string[] = [];
  const asked: {
    listing: () => void;
    resolve: (answer: AmiAnswer) => void;
    reject: (fault: AmiFault) => void;
  }[] = [];
  const events = new EventWaiter();
  const listener = {
    call: () => undefined,
    closed: () => undefined,
    finished: () => undefined,
    resynced: () => void reported.push('resynced'),
  };
  const numbering = {
    extensionOf: (channel: string) => /^PJSIP\/(10\d)-/.exec(channel)?.[1] ?? null,
    isAgent: () => false,
    toCrm: (number: string) => number,
  };
  const tracker = new CallTracker({ numbering, listener, clock: timer, onFault: () => undefined });
  const session = new AsteriskSession(
    tracker,
    events,
    {
      link: (isUp) => reported.push(isUp ? 'up' : 'down'),
      eventHandled: () => undefined,
      fault: (fault) => reported.push(String(fault)),
    },
    timer,
  );
  const ami: Ami = {
    send: ({ name }, listing = () => undefined) =>
      name === 'Getvar'
        ? Promise.resolve(NOTHING)
        : new Promise((resolve, reject) => asked.push({ listing, resolve, reject })),
    begin: () => Promise.reject(new AmiFault('timeout')),
  };
  const isKnown = (leg: string): boolean => tracker.legOf(leg) !== null;
  return { timer, reported, asked, events, session, ami, tracker, isKnown };
}

test('commands are taken once all calls are known, and no more when the connection is lost', async () => {
  const { session, ami, asked, reported } = setUp();
  expect(() => session.ami).toThrow('TelephonyUnavailable');
  session.up(ami);
  expect(() => session.ami).toThrow();
  asked[0]?.resolve(NOTHING);
  await turn();
  expect([session.ami, reported]).toEqual([ami, ['resynced', 'up']]);
  session.down(new AmiFault('notConnected'));
  expect(() => session.ami).toThrow();
  expect(reported.slice(2)).toEqual(['down', 'AmiFault: notConnected']);
});

test('a connection lost during the first requests is not up, and its late answers are ignored', async () => {
  const { session, ami, asked, reported } = setUp();
  session.up(ami);
  session.down(new AmiFault('timeout'));
  asked[0]?.resolve(NOTHING);
  await turn();
  expect(reported).toEqual(['AmiFault: timeout']);
  session.up(ami);
  session.close();
  asked[1]?.reject(new AmiFault('notConnected'));
  await turn();
  expect(reported).toHaveLength(1);
});

test('an Asterisk that refuses its list of channels is asked again after a pause, and no more once closed', async () => {
  const { session, ami, asked, reported, timer } = setUp();
  session.up(ami);
  asked[0]?.reject(new AmiFault('refused', 'Permission denied'));
  await turn();
  expect(reported).toEqual(['AmiFault: refused: Permission denied']);
  await timer.pass(5_000);
  asked[1]?.resolve(NOTHING);
  await turn();
  expect(reported.slice(1)).toEqual(['resynced', 'up']);
  session.up(ami);
  asked[2]?.reject(new AmiFault('refused'));
  await turn();
  session.close();
  await timer.pass(60_000);
  expect([asked.length, timer.pending]).toEqual([3, 0]);
});

test('when too many events come during a resync, it starts again, and a call whose end was lost has ended', async () => {
  const { session, ami, asked, reported, isKnown } = setUp();
  const leg = (prefix: '' | 'Status', id: string, channel: string, number: string) => ({
    Event: prefix === '' ? 'Hangup' : 'Status',
    Uniqueid: id,
    Channel: channel,
    Linkedid: 'c',
    ChannelState: '6',
    CallerIDNum: number,
    Cause: '16',
    Exten: 's',
  });
  const legs = [
    {
      ...leg('Status', 'c', 'PJSIP/trunk-1', '79161234567'),
      BridgeID: 'b',
      Application: 'Dial',
      Data: 'PJSIP/101',
    },
    {
      ...leg('Status', 'a', 'PJSIP/101-1', '101'),
      BridgeID: 'b',
      Application: 'AppDial',
      Data: '(Outgoing Line)',
    },
  ].map((status) => ({ ...status, DNID: '700', Seconds: '5' }));
  session.up(ami);
  for (let count = 0; count < MOST_KEPT; count += 1)
    session.event({ ...leg('', 'x', 'PJSIP/trunk-9', '79'), Event: 'Newstate' });
  session.event(leg('', 'a', 'PJSIP/101-1', '101'));
  session.event(leg('', 'c', 'PJSIP/trunk-1', '79161234567'));
  asked[0]?.resolve({ response: {}, events: legs });
  await turn();
  expect([reported, isKnown('a')]).toEqual([['resynced', 'AmiFault: eventsLost'], true]);
  expect(() => session.ami).toThrow('TelephonyUnavailable');
  asked[1]?.resolve(NOTHING);
  await turn();
  expect([reported.slice(2), isKnown('a')]).toEqual([['resynced', 'up'], false]);
});

test('what was heard before Asterisk begins its list is in the list, and undoes nothing of it', async () => {
  const { session, ami, asked, tracker, timer } = setUp();
  const created = (id: string) => ({
    Event: 'Newchannel',
    Uniqueid: id,
    Linkedid: id,
    Channel: `PJSIP/101-${id}`,
    ChannelState: '0',
    CallerIDNum: '101',
    Exten: '700',
  });
  session.up(ami);
  session.event(created('1'));
  await timer.pass(1_000);
  asked[0]?.listing();
  session.event(created('2'));
  asked[0]?.resolve(NOTHING);
  await turn();
  expect(tracker.size.legs).toBe(1);
  session.event({ ...created('2'), Event: 'Hangup', Cause: '16' });
  expect(tracker.size.legs).toBe(0);
  session.down(new AmiFault('notConnected'));
  session.up(ami);
  session.down(new AmiFault('notConnected'));
  session.up(ami);
  session.event(created('3'));
  // A list of the connection before begins late.
  asked[1]?.listing();
  asked[2]?.resolve(NOTHING);
  await turn();
  expect(tracker.size.legs).toBe(1);
});

test('a channel that is waited for is recognised by its id, and not remembered', async () => {
  const { session, events } = setUp();
  let isSeen = false;
  const phone = events.expect(channelCreated('ng-1'));
  void phone.seen.then((is) => (isSeen = is));
  session.event({ Event: 'Newchannel', Uniqueid: 'other' });
  session.event({ Event: 'Hangup', Uniqueid: 'ng-1' });
  session.event({ Event: 'Newchannel' });
  await turn();
  expect(isSeen).toBe(false);
  session.event({ Event: 'Newchannel', Uniqueid: 'ng-1' });
  await turn();
  expect(isSeen).toBe(true);
  phone.forget();
  expect(events.size).toBe(0);
});

test('what is waited for when the connection is lost is not seen any more', async () => {
  const { session, events } = setUp();
  const { seen } = events.expect(channelCreated('ng-1'));
  session.down(new AmiFault('notConnected'));
  expect(await seen).toBe(false);
  expect(events.size).toBe(0);
});
