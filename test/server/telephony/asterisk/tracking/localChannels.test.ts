import { ChannelList } from './support/ChannelList';
import { Script } from './support/Script';
import { expectNothingKept } from './support/startScript';
import { Watch } from './support/Watch';

const CLIENT = '+79161234567';
let watch: Watch;
let truth: ChannelList;
let script: Script;

beforeEach(() => {
  watch = new Watch();
  truth = new ChannelList();
  script = new Script((message) => {
    truth.take(message);
    watch.tracker.handleEvent(message);
  });
});

/** A caller's group or queue calls the phone over a Local channel that stays (`/n`), whose halves are `<phone>;1` and `;2`. */
function ringsOverLocal(by: string, phone: string, linkedid: string): Script {
  const extension = phone.slice(0, 3);
  const [one, two] = [`${phone};1`, `${phone};2`];
  script.open(one, `Local/${extension}@ext-${phone};1`, '<unknown>', linkedid);
  script.calls(two, `Local/${extension}@ext-${phone};2`, '<unknown>', extension, linkedid).begins(by, one);
  script.open(phone, `PJSIP/${phone}`, extension, linkedid).rings(two, phone).state(one, 'ringing');
  return script.rings(by, one);
}

/** The phone answers what it was called for by `ringsOverLocal`. */
function answersOverLocal(by: string, phone: string): Script {
  const [one, two] = [`${phone};1`, `${phone};2`];
  script.state(phone, 'up').dialEnds(two, phone, 'ANSWER').state(two, 'up').state(one, 'up');
  script.dialEnds(by, one, 'ANSWER').state(by, 'up').enters(`in ${phone}`, phone, two);
  return script.enters(`out ${phone}`, one, by);
}

/** A client calls, and 101 answers over a Local channel. */
function clientTalks(): Script {
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700');
  ringsOverLocal('c', '101-1', 'c');
  return answersOverLocal('c', '101-1');
}

/** What a backend that starts now reports of each agent. */
function seenByAnother(): Readonly<Record<string, readonly string[]>> {
  return new Watch().resync(truth.statuses).reported;
}

async function allHangUp(...ids: readonly string[]): Promise<void> {
  for (const id of ids) script.hangsUp(id);
  await expectNothingKept(watch);
}

test('a client behind a Local channel is seen, and so is who is joined to that client', async () => {
  // 101 has 102 on the line, takes a client of a group, and joins the two.
  script.calls('s', 'PJSIP/101-9', '101', '102').open('b', 'PJSIP/102-1', '102', 's').rings('s', 'b');
  script.answers('s', 'b', 'inside');
  clientTalks();
  expect(watch.news('101').slice(-2)).toEqual([`b inbound ringing ${CLIENT} via 700`, 'b answered']);
  script.leaves('in 101-1', '101-1', '101-1;2').leaves('inside', 's').enters('inside', '101-1;2');
  script.hangsUp('101-1').hangsUp('s');
  expect(watch.news('102')).toEqual(['a internal ringing 101', 'a answered', `a connected ${CLIENT}`]);
  expect(watch.news('101')).toEqual(['b transferred', 'a transferred']);
  expect(seenByAnother()).toEqual({ 102: [`a inbound ringing ${CLIENT} via 700`, 'a answered'] });
  await allHangUp('c', '101-1;1', '101-1;2', 'b');
  expect(watch.news('102')).toEqual(['a hungUp']);
});

test('a client on hold behind a Local channel is the same call after a start, and ends with the client', async () => {
  clientTalks().leaves('in 101-1', '101-1', '101-1;2').sets('101-1', 'ASTERISKNG_HOLD', '101-1;2');
  expect(watch.news('101')).toEqual([`a inbound ringing ${CLIENT} via 700`, 'a answered', 'a held']);
  expect(seenByAnother()).toEqual({
    101: [`a inbound ringing ${CLIENT} via 700`, 'a answered', 'a held'],
  });
  script.sets('101-1', 'ASTERISKNG_HOLD', '').enters('in 101-1', '101-1', '101-1;2');
  expect(watch.news('101')).toEqual(['a not held']);
  script.leaves('in 101-1', '101-1', '101-1;2').sets('101-1', 'ASTERISKNG_HOLD', '101-1;2');
  script.hangsUp('c').hangsUp('101-1;1').hangsUp('101-1;2');
  expect(watch.news('101')).toEqual(['a held', 'a not held', 'a hungUp']);
  await allHangUp('101-1');
});

test('a consultation with the client on hold behind a Local channel, and back', async () => {
  clientTalks().sets('101-1', 'ASTERISKNG_HOLD', '101-1;2').sets('101-1', 'ASTERISKNG_CONSULT', 'k|102');
  script.leaves('in 101-1', '101-1', '101-1;2');
  script.open('b', 'PJSIP/102-1', '102', 'c').rings('101-1', 'b').answers('101-1', 'b', 'asked');
  expect(watch.news('101').slice(2)).toEqual(['a held', 'b internal dialing 102 on a', 'b answered']);
  expect(watch.news('102')).toEqual(['a internal ringing 101', 'a answered']);
  script.leaves('asked', 'b', '101-1').hangsUp('b').sets('101-1', 'ASTERISKNG_CONSULT', '');
  script.sets('101-1', 'ASTERISKNG_HOLD', '').enters('in 101-1', '101-1', '101-1;2');
  expect(watch.news('101')).toEqual(['b hungUp', 'a not held']);
  await allHangUp('101-1', '101-1;2', '101-1;1', 'c');
});

test.each([true, false])(
  'a queue that is asked by a second call of the phone and joined to the client (before a member answers: %s)',
  async (isBefore) => {
    clientTalks().event('Hold', '101-1');
    script.calls('q', 'PJSIP/101-9', '101', '300').state('q', 'up');
    script.event('QueueCallerJoin', 'q', { Queue: 'sales' });
    ringsOverLocal('q', '102-1', 'q');
    expect(watch.news('102')).toEqual(['a internal ringing 101']);
    if (isBefore) {
      script.leaves('in 101-1', '101-1', '101-1;2').takesPlace('101-1;2', 'q').hangsUp('q').hangsUp('101-1');
      answersOverLocal('101-1;2', '102-1');
      expect(watch.news('102')).toEqual([`a connected ${CLIENT}`, 'a answered']);
    } else {
      answersOverLocal('q', '102-1');
      expect(watch.news('102')).toEqual(['a answered']);
      script.leaves('in 101-1', '101-1', '101-1;2').leaves('out 102-1', 'q');
      script.enters('out 102-1', '101-1;2').hangsUp('q').hangsUp('101-1');
      expect(watch.news('102')).toEqual([`a connected ${CLIENT}`]);
    }
    expect(watch.news('101').slice(-2).sort()).toEqual(['a transferred', 'b transferred']);
    await allHangUp('c', '101-1;1', '101-1;2', '102-1;1', '102-1;2', '102-1');
    expect(watch.news('102')).toEqual(['a hungUp']);
  },
);

test.each([
  ['Hangup, Pickup, DialEnd', ['hangup', 'pickup', 'dialEnd']],
  ['Pickup, Hangup, DialEnd', ['pickup', 'hangup', 'dialEnd']],
  ['Pickup, DialEnd, Hangup', ['pickup', 'dialEnd', 'hangup']],
  ['DialEnd, Hangup, Pickup', ['dialEnd', 'hangup', 'pickup']],
  ['Hangup, DialEnd, Pickup', ['hangup', 'dialEnd', 'pickup']],
])('a call that is picked up out of a group was answered elsewhere: %s', async (_, order) => {
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700');
  ringsOverLocal('c', '101-1', 'c');
  script.calls('p', 'PJSIP/104-1', '104', '*8').state('p', 'up');
  for (const step of order)
    if (step === 'hangup') script.hangsUp('101-1', 16);
    else if (step === 'pickup') script.event('Pickup', 'p', { TargetUniqueid: '101-1' });
    else script.dialEnds('101-1;2', 'p', 'ANSWER');
  script.state('101-1;2', 'up').state('101-1;1', 'up').dialEnds('c', '101-1;1', 'ANSWER').state('c', 'up');
  script.enters('in', 'p', '101-1;2').enters('out', '101-1;1', 'c');
  const last = watch.news('101').slice(1);
  expect([['a answeredElsewhere'], ['a missed', 'a answered elsewhere after all']]).toContainEqual(last);
  expect(watch.news('104')).toEqual([`a inbound ringing ${CLIENT} via 700`, 'a answered']);
  await allHangUp('c', '101-1;1', '101-1;2', 'p');
});

test.each([
  ['DialEnd first', ['dialEnd', 'hangup']],
  ['Hangup first', ['hangup', 'dialEnd']],
])(
  'a phone that rings until the client gives up has missed the call, though another was busy: %s',
  async (_, order) => {
    script.calls('c', 'PJSIP/trunk-1', '79161234567', '700');
    ringsOverLocal('c', '101-1', 'c');
    script.event('HangupRequest', 'c').event('HangupRequest', '101-1;2').hangsUp('101-1;1', 17);
    for (const step of order)
      if (step === 'hangup') script.hangsUp('101-1', 17);
      else script.dialEnds('101-1;2', '101-1', 'CANCEL');
    script.hangsUp('101-1;2', 17).hangsUp('c', 17);
    expect(watch.news('101').slice(1)).toEqual(['a missed']);
    await expectNothingKept(watch);
  },
);

test('a phone that refuses has not missed the call', async () => {
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700');
  ringsOverLocal('c', '101-1', 'c');
  script.event('HangupRequest', '101-1').dialEnds('101-1;2', '101-1', 'BUSY').hangsUp('101-1', 17);
  expect(watch.news('101').slice(1)).toEqual(['a rejected']);
  await allHangUp('101-1;2', '101-1;1', 'c');
});
