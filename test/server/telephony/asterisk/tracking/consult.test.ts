import type { Script } from './support/Script';
import { expectNothingKept, startScript } from './support/startScript';
import type { Watch } from './support/Watch';

const CLIENT = '+79161234567';
let watch: Watch;
let script: Script;

/** Agent 101 talks with a client, whom the driver then puts on hold to consult 102. */
beforeEach(() => {
  ({ watch, script } = startScript());
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('a', 'PJSIP/101-1', '101', 'c');
  script.rings('c', 'a').answers('c', 'a', 'bridge');
  watch.news('101');
});

afterEach(() => expectNothingKept(watch));

/** The leg is sent away and calls 102 by a Local channel, as our dialplan does. */
function consult(): Script {
  script
    .sets('a', 'ASTERISKNG_HOLD', 'c')
    .sets('a', 'ASTERISKNG_CONSULT', 'k|102')
    .leaves('bridge', 'c', 'a');
  script.open('l1', 'Local/102@internal-1;1', '<unknown>', 'c').begins('a', 'l1');
  script.calls('l2', 'Local/102@internal-1;2', '101', '102', 'c');
  script.open('b', 'PJSIP/102-1', '102', 'c').rings('l2', 'b');
  return script;
}

/** 102 answers: both ends are joined through the Local channel. */
function answer(): Script {
  return consult().answers('l2', 'b', 'far').answers('a', 'l1', 'near');
}

function endsLocal(cause = 16): Script {
  return script.hangsUp('l2', cause).hangsUp('l1', cause);
}

/** The agent's leg comes back to the client. */
function comesBack(): Script {
  script.sets('a', 'ASTERISKNG_HOLD', '').sets('a', 'ASTERISKNG_CONSULT', '');
  return script.enters('again', 'a', 'c');
}

function clientHangsUp(): Script {
  return script.leaves('again', 'c', 'a').hangsUp('a').hangsUp('c');
}

test('the consulting call is one of its own while the client is on hold', () => {
  answer();
  expect(watch.news('101')).toEqual(['a held', 'b internal dialing 102 on a', 'b answered']);
  expect(watch.reported['102']).toEqual(['a internal ringing 101', 'a answered']);
  expect(watch.tracker.legOf('a')).toMatchObject({ consulting: 'k', isHeld: true, held: { uniqueid: 'c' } });
  expect(watch.tracker.legOf('a')?.peer?.uniqueid).toBe('c');
  expect(watch.tracker.legOf('k')).toMatchObject({
    consultOf: 'a',
    isConnected: true,
    channel: { name: 'PJSIP/101-1' },
    peer: { uniqueid: 'b', extension: '102' },
    bridged: { uniqueid: 'l1' },
  });
  script.enters('new', 'c', 'b').hangsUp('a');
  endsLocal();
  script.leaves('new', 'c', 'b').hangsUp('b').hangsUp('c');
});

test('completed, both calls of the agent are transferred and the colleague has the client', () => {
  answer();
  watch.news('101');
  watch.news('102');
  script.leaves('far', 'b').enters('new', 'c', 'b').hangsUp('a');
  endsLocal();
  expect([...watch.news('101')].sort()).toEqual(['a transferred', 'b transferred']);
  expect(watch.news('102')).toEqual([`a connected ${CLIENT}`]);
  script.leaves('new', 'c', 'b').hangsUp('b').hangsUp('c');
  expect(watch.news('102')).toEqual(['a hungUp']);
  expect(watch.written).toEqual([`inbound answered ${CLIENT} via 700: 101 102, by 102, recorded nothing`]);
});

test('cancelled, the client comes off hold before the consulting call ends', () => {
  consult();
  watch.news('101');
  endsLocal();
  script.hangsUp('b');
  comesBack();
  expect(watch.news('101')).toEqual(['a not held', 'b hungUp']);
  clientHangsUp();
  expect(watch.news('101')).toEqual(['a hungUp']);
  expect(watch.reported['102']).toEqual(['a internal ringing 101', 'a missed']);
});

test.each([
  [17, 'BUSY', 'busy'],
  [21, 'NOANSWER', 'rejected'],
  [19, 'NOANSWER', 'noAnswer'],
  [34, 'CONGESTION', 'failed'],
  [20, 'CHANUNAVAIL', 'failed'],
])('a target that is not reached (cause %i, %s) ends the consultation as %s', (cause, status, reason) => {
  consult().dialEnds('l2', 'b', status).hangsUp('b', cause);
  script.dialEnds('a', 'l1', status);
  endsLocal(cause);
  comesBack();
  expect(watch.news('101')).toEqual(['a held', 'b internal dialing 102 on a', 'a not held', `b ${reason}`]);
  clientHangsUp();
});

test('a consultation is over when the agent is bridged with the client again, whatever the variables say', () => {
  answer();
  watch.news('101');
  endsLocal();
  script.hangsUp('b').enters('again', 'a', 'c');
  expect(watch.news('101')).toEqual(['a not held', 'b hungUp']);
  script.leaves('again', 'a', 'c');
  expect(watch.news('101')).toEqual(['a held']);
  script.hangsUp('a').hangsUp('c');
});

test('a client who hangs up on hold ends that call alone', () => {
  answer();
  watch.news('101');
  script.hangsUp('c');
  expect(watch.news('101')).toEqual(['a hungUp']);
  expect(watch.tracker.legOf('k')).toMatchObject({ consulting: null, held: null, isHeld: false });
  script.sets('a', 'ASTERISKNG_HOLD', '').sets('a', 'ASTERISKNG_CONSULT', '');
  expect(watch.news('101')).toEqual([]);
  script.hangsUp('b').hangsUp('a');
  endsLocal();
  expect(watch.news('101')).toEqual(['b hungUp']);
});

test('an agent who hangs up while consulting is rung by the client again', async () => {
  consult();
  watch.news('101');
  script.hangsUp('a').hangsUp('b');
  endsLocal();
  expect(watch.news('101')).toEqual(['b hungUp']);
  script.open('d', 'PJSIP/101-2', '101', 'c').rings('c', 'd');
  expect(watch.news('101')).toEqual(['a hungUp', `c inbound ringing ${CLIENT} via 700`]);
  await watch.timer.pass(1_000);
  script.answers('c', 'd', 'third').leaves('third', 'c', 'd').hangsUp('c').hangsUp('d');
  expect(watch.news('101')).toEqual(['c answered', 'c hungUp']);
});

test('the phone’s hold in a consultation is that call’s', () => {
  answer();
  watch.news('101');
  script.event('Hold', 'a');
  expect(watch.news('101')).toEqual(['b held']);
  expect(watch.news('102').slice(-1)).toEqual(['a far held']);
  script.event('Unhold', 'a');
  expect(watch.news('101')).toEqual(['b not held']);
  script.hangsUp('b').hangsUp('a').hangsUp('c');
  endsLocal();
});

test('a consultation without a client on hold does not begin', () => {
  script.sets('a', 'ASTERISKNG_CONSULT', 'k|102').leaves('bridge', 'c', 'a');
  script.sets('a', 'ASTERISKNG_CONSULT', 'nonsense').sets('a', 'ASTERISKNG_HOLD', 'gone');
  expect(watch.news('101')).toEqual([]);
  script.hangsUp('a').hangsUp('c');
});

test('an unknown number ends the consultation as failed, however the one before ended', () => {
  script
    .sets('a', 'ASTERISKNG_HOLD', 'c')
    .sets('a', 'ASTERISKNG_CONSULT', 'k|102')
    .leaves('bridge', 'c', 'a');
  script.event('VarSet', 'a', { Variable: 'DIALSTATUS', Value: '' });
  script
    .open('l1', 'Local/102@internal-1;1', '<unknown>', 'c')
    .begins('a', 'l1')
    .dialEnds('a', 'l1', 'NOANSWER');
  script.hangsUp('l1', 21);
  comesBack();
  expect(watch.news('101').slice(-1)).toEqual(['b rejected']);
  script.sets('a', 'ASTERISKNG_HOLD', 'c').sets('a', 'ASTERISKNG_CONSULT', 'm|999').leaves('again', 'c', 'a');
  script.event('VarSet', 'a', { Variable: 'DIALSTATUS', Value: '' });
  script.event('VarSet', 'a', { Variable: 'DIALSTATUS', Value: 'CHANUNAVAIL' });
  comesBack();
  expect(watch.news('101').slice(-1)).toEqual(['c failed']);
  clientHangsUp();
});

test('a refusal of the target counts, though the Local channel to it ends later', () => {
  consult().dialEnds('l2', 'b', 'NOANSWER').hangsUp('l2', 21).hangsUp('b', 21);
  script
    .dialEnds('a', 'l1', 'NOANSWER')
    .event('VarSet', 'a', { Variable: 'DIALSTATUS', Value: 'CHANUNAVAIL' });
  comesBack();
  script.hangsUp('l1', 21);
  expect(watch.news('101').slice(-2)).toEqual(['a not held', 'b rejected']);
  clientHangsUp();
});

test.each([
  ['before the agent is back with the client', true],
  ['after it', false],
])('the reason why a consultation failed is waited for until its dialling is over, %s', (_, isFirst) => {
  consult().dialEnds('l2', 'b', 'NOANSWER').dialEnds('a', 'l1', 'NOANSWER');
  script.event('VarSet', 'a', { Variable: 'DIALSTATUS', Value: 'CHANUNAVAIL' });
  script.sets('a', 'ASTERISKNG_HOLD', '').sets('a', 'ASTERISKNG_CONSULT', '');
  if (!isFirst) script.enters('again', 'a', 'c');
  script.hangsUp('l1', 21).hangsUp('l2', 21);
  if (isFirst) script.enters('again', 'a', 'c');
  script.hangsUp('b', 21);
  expect(watch.news('101').filter((one) => one.startsWith('b '))).toEqual([
    'b internal dialing 102 on a',
    'b rejected',
  ]);
  clientHangsUp();
});

test('a client whom the agent has called is talked with again once the consultation is over', () => {
  clientHangsUp();
  script.calls('d', 'PJSIP/101-2', '101', '79161234567').open('e', 'PJSIP/trunk-2', '79161234567', 'd');
  script.rings('d', 'e').answers('d', 'e', 'out');
  script.sets('d', 'ASTERISKNG_HOLD', 'e').sets('d', 'ASTERISKNG_CONSULT', 'k|105').leaves('out', 'd', 'e');
  watch.news('101');
  script.open('l1', 'Local/105@internal-1;1', '<unknown>', 'd').begins('d', 'l1');
  script.dialEnds('d', 'l1', 'CHANUNAVAIL').hangsUp('l1', 20);
  script.sets('d', 'ASTERISKNG_HOLD', '').sets('d', 'ASTERISKNG_CONSULT', '').enters('again', 'd', 'e');
  const news = watch.news('101');
  expect(news.slice(-2)).toEqual([expect.stringMatching(/ not held$/), expect.stringMatching(/ failed$/)]);
  script.leaves('again', 'd', 'e').hangsUp('e').hangsUp('d');
});

test('an agent who calls a group that they are in has not missed their own call', () => {
  clientHangsUp();
  script.calls('d', 'PJSIP/102-2', '102', '710').open('e', 'PJSIP/102-3', '102', 'd').rings('d', 'e');
  script.open('f', 'PJSIP/101-3', '101', 'd').rings('d', 'f');
  watch.news('101');
  script.hangsUp('d').hangsUp('e').hangsUp('f');
  expect(watch.reported['102']?.filter((one) => one.endsWith('missed'))).toEqual([]);
  expect(watch.news('101')).toEqual([expect.stringMatching(/ missed$/)]);
});
