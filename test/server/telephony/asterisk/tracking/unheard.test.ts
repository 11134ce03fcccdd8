import { ChannelList } from './support/ChannelList';
import { recorded } from './support/recordings';
import { replayed } from './support/replayed';
import { reportedNumbering } from './support/reportedNumbering';
import { Script } from './support/Script';
import { expectNothingKept } from './support/startScript';
import { factWords } from './support/factWords';
import { Watch } from './support/Watch';

const CLIENT = '79161234567';
const AWAY_MS = 5_000;

let truth: ChannelList;
let script: Script;
let watch: Watch;

beforeEach(() => {
  truth = new ChannelList();
  watch = new Watch().resync([]);
  script = new Script((message) => {
    truth.take(message);
    watch.tracker.handleEvent(message);
  });
});

/** The connection is lost while this happens. @returns when it is there again, ms since 1970 */
async function unheard(happen: () => void): Promise<number> {
  await watch.timer.pass(Math.max(0, script.now - watch.timer.now()) + 1);
  watch.tracker.lose();
  watch.tracker.beginResync();
  happen();
  await watch.timer.pass(AWAY_MS);
  script.pass(watch.timer.now() - script.now);
  watch.tracker.beginResync();
  watch.tracker.resync(truth.statuses);
  return watch.tracker.now();
}

function clientRings(): void {
  script.calls('c', 'PJSIP/trunk-1', CLIENT, '700').open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
}

test('a call of which a time was not heard is marked, and its journal has that time', async () => {
  clientRings();
  const until = await unheard(() => script.answers('c', 'a', 'talk'));
  script.hangsUp('a').hangsUp('c');
  expect(watch.records).toMatchObject([{ outcome: 'answered', isWhole: false }]);
  const [journal] = watch.journals;
  expect(journal && factWords(journal)).toContain('not heard');
  expect(journal?.facts).toContainEqual(expect.objectContaining({ type: 'unheard', call: 'c', until }));
  await expectNothingKept(watch);
});

test('a client who had left before the connection was lost is logged as heard', async () => {
  clientRings();
  script.answers('c', 'a', 'talk').leaves('talk', 'c').hangsUp('c');
  await unheard(() => undefined);
  script.leaves('talk', 'a').hangsUp('a');
  expect(watch.records).toHaveLength(1);
  expect(watch.records[0]).not.toHaveProperty('isWhole');
});

test('events of a channel that had ended before Asterisk was asked hold no call open', async () => {
  const messages = recorded('reported', 'group-one-busy');
  const late = messages.findIndex(({ Event, Uniqueid }, place) => {
    const before = messages[place - 1];
    return Event === 'NewCallerid' && before?.['Event'] === 'Hangup' && before['Uniqueid'] === Uniqueid;
  });
  const options = { numbering: reportedNumbering };
  const restarted = replayed(messages, options, { from: late, to: late, isRestarted: true });
  expect(restarted.records).toEqual(replayed(messages, options).records);
  expect(restarted.tracker.size).toMatchObject({ calls: 0, legs: 0 });
  // Nor does one of which nothing else is known.
  script.knows('x', 'Local/101@group-1;1', '101').event('NewCallerid', 'x');
  expect(watch.tracker.size.legs).toBe(1);
  await expectNothingKept(watch);
});

test('a client who called and was joined to a talk of colleagues unheard has a whole call of their own', async () => {
  script.calls('s', 'PJSIP/101-1', '101', '102').open('b', 'PJSIP/102-1', '102', 's').rings('s', 'b');
  script.answers('s', 'b', 'inside').pass(60_000);
  await unheard(() => {
    script.calls('c', 'PJSIP/trunk-1', CLIENT, '700', 's').state('c', 'up');
    script.leaves('inside', 's').hangsUp('s').enters('inside', 'c');
  });
  script.hangsUp('c').hangsUp('b');
  expect(watch.records).toMatchObject([{ id: 'c', extension: '102', outcome: 'answered', isWhole: false }]);
  await expectNothingKept(watch);
});

test('a phone of the office that was not heard to call, and shows the company’s number by now, is no client', async () => {
  await unheard(() => script.calls('p', 'PJSIP/105-1', '74950000000', CLIENT).state('p', 'up'));
  script.hangsUp('p');
  expect(watch.records).toEqual([]);
  // A port of a card has a short name, too.
  await unheard(() => script.calls('d', 'DAHDI/33-1', CLIENT, '700'));
  script.hangsUp('d');
  expect(watch.records).toMatchObject([{ id: 'd', direction: 'inbound', isWhole: false }]);
});

test('a mobile that was called in vain for an inside number, while others may have rung, is no client', async () => {
  script.calls('s', 'PJSIP/101-1', '101', '740').open('m', 'PJSIP/trunk-1', CLIENT, 's').rings('s', 'm');
  await unheard(() => undefined);
  script.hangsUp('m', 26).hangsUp('s');
  expect(watch.records).toEqual([]);
});

describe('what Asterisk does not say', () => {
  test('a client who was called and was gone again unheard leaves no record', () => {
    const messages = recorded('22', 'click2call');
    const called = messages.findIndex(
      ({ Event, Channel = '' }) => Event === 'Newchannel' && Channel.includes('trunk'),
    );
    expect(replayed(messages, {}).records).toHaveLength(1);
    const away = replayed(messages, {}, { from: called, to: messages.length, isRestarted: false });
    expect(away.records).toEqual([]);
    expect(away.tracker.size).toMatchObject({ calls: 0, legs: 0, journals: 0 });
  });

  test('the begin of a call that began unheard is known in whole seconds', () => {
    const messages = recorded('22', 'incoming-answer');
    const [whole] = replayed(messages, {}).records;
    const talking = messages.findIndex(({ Event }) => Event === 'HangupRequest');
    const [late] = replayed(messages, {}, { from: 0, to: talking, isRestarted: true }).records;
    expect(late).toMatchObject({ id: whole?.id, outcome: 'answered', isWhole: false });
    const off = (late?.startedAt ?? 0) - (whole?.startedAt ?? 0);
    expect(off).toBeGreaterThan(0);
    expect(off).toBeLessThan(1_000);
  });

  test('the client’s number at a first start in mid-call is the one that the route has set', () => {
    clientRings();
    script.event('NewCallerid', 'c', { CallerIDNum: '74950000000' });
    expect(watch.reported[101]).toEqual([`a inbound ringing +${CLIENT} via 700`]);
    watch = new Watch().resync(truth.statuses);
    expect(watch.reported[101]).toEqual([expect.stringContaining('inbound ringing +74950000000')]);
  });
});
