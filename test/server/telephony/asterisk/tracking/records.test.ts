import { Script } from './support/Script';
import { expectNothingKept, startScript } from './support/startScript';
import { numbering, Watch } from './support/Watch';

const CLIENT = '+79161234567';
const NUMBER = '79161234567';
let watch: Watch;
let script: Script;

beforeEach(() => {
  ({ watch, script } = startScript());
});

afterEach(() => expectNothingKept(watch));

/** What was logged, without the recordings. */
function logged(): readonly string[] {
  return watch.written.map((line) => line.replace(', recorded nothing', ''));
}

test('a redial after busy is one call, talked', () => {
  script.calls('a', 'PJSIP/101-1', '101', NUMBER);
  script.open('x', 'PJSIP/trunk-1', NUMBER, 'a').begins('a', 'x').dialEnds('a', 'x', 'BUSY').hangsUp('x', 17);
  script.open('y', 'PJSIP/trunk-2', NUMBER, 'a').rings('a', 'y').answers('a', 'y', 'one');
  script.leaves('one', 'a', 'y').hangsUp('y').hangsUp('a');
  expect(logged()).toEqual([`outbound answered ${CLIENT}: 101, by 101`]);
});

test('a client who did not answer on the first line counts for more than a second line that is down', () => {
  script.calls('a', 'PJSIP/101-1', '101', NUMBER);
  script
    .open('x', 'PJSIP/trunk-1', NUMBER, 'a')
    .rings('a', 'x')
    .dialEnds('a', 'x', 'NOANSWER')
    .hangsUp('x', 0);
  script.open('y', 'PJSIP/trunk-2', NUMBER, 'a').begins('a', 'y').dialEnds('a', 'y', 'CONGESTION');
  script.hangsUp('y', 34).hangsUp('a', 34);
  expect(logged()).toEqual([`outbound noAnswer ${CLIENT}: 101, by 101`]);
});

test.each(['SIP', 'IAX2', 'SCCP', 'DAHDI'])(
  '%s: a channel calls once it is in the state Ring',
  (technology) => {
    script.open('c', `${technology}/trunk-1`, NUMBER).state('c', 'calling');
    script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a').dialEnds('c', 'a', 'NOANSWER');
    script.hangsUp('a', 0).hangsUp('c', 19);
    expect(logged()).toEqual([`inbound missed ${CLIENT}: 101, by 101`]);
  },
);

test('a phone that is dialled and shows the state Ring rings', () => {
  script.calls('c', 'PJSIP/trunk-1', NUMBER, '700');
  script
    .open('a', 'PJSIP/101-1', '101', 'c')
    .begins('c', 'a')
    .state('a', 'calling')
    .hangsUp('a', 0)
    .hangsUp('c', 0);
  expect(watch.news('101')).toEqual([`a inbound ringing ${CLIENT} via 700`, 'a missed']);
  expect(logged()).toEqual([`inbound missed ${CLIENT} via 700: 101, by 101`]);
});

test('a program that calls the client first and then the agent has made an outbound call', () => {
  script.open('l1', `Local/${NUMBER}@out-1;1`).open('l2', `Local/${NUMBER}@out-1;2`, '<unknown>', 'l1');
  script.state('l2', 'calling').open('c', 'PJSIP/trunk-1', NUMBER, 'l1').rings('l2', 'c');
  script
    .state('c', 'up')
    .dialEnds('l2', 'c', 'ANSWER')
    .state('l2', 'up')
    .enters('one', 'c', 'l2')
    .state('l1', 'up');
  script.open('a', 'PJSIP/101-1', '101', 'l1').rings('l1', 'a').answers('l1', 'a', 'two');
  script
    .leaves('one', 'c', 'l2')
    .leaves('two', 'a', 'l1')
    .hangsUp('c')
    .hangsUp('l2')
    .hangsUp('l1')
    .hangsUp('a');
  expect(logged()).toEqual([`outbound answered ${CLIENT}: 101, by 101`]);
});

test('a secretary who has the boss, dials a client and joins the two has made one call', () => {
  script.calls('a', 'PJSIP/101-1', '101', '102').open('b', 'PJSIP/102-1', '102', 'a').rings('a', 'b');
  script.answers('a', 'b', 'one').event('Hold', 'a').calls('d', 'PJSIP/101-2', '101', NUMBER);
  script.open('c', 'PJSIP/trunk-1', NUMBER, 'd').rings('d', 'c').answers('d', 'c', 'two');
  script.leaves('one', 'a').leaves('two', 'c').enters('one', 'c').hangsUp('a').hangsUp('d');
  expect(logged()).toEqual([]);
  script.leaves('one', 'b', 'c').hangsUp('b').hangsUp('c');
  expect(logged()).toEqual([`outbound answered ${CLIENT}: 101 102, by 102`]);
});

test('two clients in a conference of an agent are a call each', () => {
  script.calls('a', 'PJSIP/101-1', '101', '7000').state('a', 'up').enters('room', 'a');
  script.calls('c', 'PJSIP/trunk-1', NUMBER, '727').state('c', 'up').enters('room', 'c');
  script.calls('d', 'PJSIP/trunk-2', '79035550001', '727').state('d', 'up').enters('room', 'd');
  script.leaves('room', 'c').hangsUp('c');
  expect(logged()).toEqual([`inbound answered ${CLIENT} via 727: 101, by 101`]);
  script.leaves('room', 'd').hangsUp('d').leaves('room', 'a').hangsUp('a');
  expect(logged().slice(1)).toEqual(['inbound answered +79035550001 via 727: 101, by 101']);
});

test('clients who are parked in one place are calls of their own', () => {
  const lot = { BridgeUniqueid: 'lot', BridgeTechnology: 'holding_bridge' };
  script.calls('c', 'PJSIP/trunk-1', NUMBER, '700').state('c', 'up').event('BridgeEnter', 'c', lot);
  script.calls('d', 'PJSIP/trunk-2', '79035550001', '700').state('d', 'up').event('BridgeEnter', 'd', lot);
  expect(watch.tracker.size.calls).toBe(2);
  script.hangsUp('c').hangsUp('d');
  expect(logged()).toHaveLength(2);
});

test('the talk ends when the client has gone, though the agent’s leg goes on', async () => {
  script.calls('c', 'PJSIP/trunk-1', NUMBER, '700').open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
  script.answers('c', 'a', 'one').leaves('one', 'c').hangsUp('c');
  for (let count = 0; count < 5_000; count += 1) script.event('NewCallerid', 'a');
  script.leaves('one', 'a').hangsUp('a');
  const [record] = watch.records;
  expect((record?.endedAt ?? 0) - (record?.answeredAt ?? 0)).toBeLessThan(10);
  await expectNothingKept(watch);
});

test('a caller’s number that the dialplan writes in another way is taken, another number is not', () => {
  script.calls('c', 'PJSIP/trunk-1', '89161234567', '700');
  script
    .event('NewCallerid', 'c', { CallerIDNum: CLIENT })
    .event('NewCallerid', 'c', { CallerIDNum: '74951112233' });
  script.event('Hangup', 'c', { Cause: '0', CallerIDNum: '74951112233' });
  expect(logged()).toEqual([`inbound missed ${CLIENT} via 700: none, by none`]);
});

test('a phone of the office whose number is replaced is no client', () => {
  script.calls('r', 'PJSIP/301-1', '301', NUMBER).event('NewCallerid', 'r', { CallerIDNum: '74950000000' });
  script.open('c', 'PJSIP/trunk-1', NUMBER, 'r').rings('r', 'c').answers('r', 'c', 'one');
  script
    .leaves('one', 'r', 'c')
    .open('a', 'PJSIP/101-1', '101', 'r')
    .rings('c', 'a')
    .answers('c', 'a', 'two');
  script.hangsUp('r').leaves('two', 'c', 'a').hangsUp('c').hangsUp('a');
  expect(logged()).toEqual([`outbound answered ${CLIENT}: 101, by 101`]);
});

test('a phone of the office that shows the company’s number is known by its context', () => {
  const office = new Watch({ numbering: { ...numbering, context: 'from-internal' } });
  const events = new Script((message) =>
    office.tracker.handleEvent({ ...message, Context: 'from-internal' }),
  );
  events.calls('r', 'PJSIP/301-1', '74950000000', NUMBER).hangsUp('r');
  expect(office.written).toEqual([]);
});

test('an agent whose phone is not registered has missed the call behind a Local channel', () => {
  script.calls('c', 'PJSIP/trunk-1', NUMBER, '728');
  script
    .open('l1', 'Local/103@ext-1;1', '<unknown>', 'c')
    .calls('l2', 'Local/103@ext-1;2', NUMBER, '103', 'c');
  script.begins('c', 'l1').event('VarSet', 'l2', { Variable: 'DIALSTATUS', Value: 'CHANUNAVAIL' });
  script.dialEnds('c', 'l1', 'CHANUNAVAIL').hangsUp('l2', 20).hangsUp('l1', 20).hangsUp('c', 20);
  expect(logged()).toEqual([`inbound missed ${CLIENT} via 728: 103, by 103`]);
});

test('the end of a call that Asterisk no longer has is the last sight of it', async () => {
  watch.resync([]);
  script.calls('c', 'PJSIP/trunk-1', NUMBER, '700').open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
  script.answers('c', 'a', 'one');
  await watch.timer.pass(2_000);
  watch.tracker.lose();
  const seenAt = watch.tracker.now();
  await watch.timer.pass(40_000);
  watch.resync([]);
  expect(watch.records).toMatchObject([{ endedAt: seenAt, isEndHeard: false }]);
});

test('channels that Asterisk makes for a moment are nobody', () => {
  script.calls('a', 'PJSIP/101-1', '101', '102').open('b', 'PJSIP/102-1', '102', 'a').rings('a', 'b');
  script
    .answers('a', 'b', 'one')
    .open('g', 'AsyncGoto/PJSIP/102-1', '102', 'a')
    .state('g', 'up')
    .hangsUp('g');
  script.leaves('one', 'a', 'b').hangsUp('a').hangsUp('b');
  expect(logged()).toEqual([]);
});
