import { sameInAll } from '../../../../server/system/Message';
import { addEvent, judgeEvents, noEvents } from '../../../../server/telephony/asterisk/check/judgeEvents';

const caused = { call: null, dialplan: null };
const stamped = { Timestamp: '1795835427.46', Channel: 'Local/s@asteriskng-wait-00000000;1' };
const ofCall = (Event: string) => ({ ...stamped, Event, Privilege: 'call,all' });
const caller = ['Newchannel', 'Newstate', 'MusicOnHoldStart', 'Hangup'].map(ofCall);
const dialled = ['DialBegin', 'DialEnd'].map((Event) => {
  const { Channel, ...rest } = ofCall(Event);
  return { ...rest, DestChannel: Channel };
});
const variable = { ...stamped, Event: 'VarSet', Privilege: 'dialplan,all' };
const heardAll = [variable, ...caller, ...dialled].reduce(addEvent, noEvents);
/** What the console says to a user who may ask it. */
const shown = 'read perm: system,call,agent,dialplan';

test('what was caused and not heard is a fault, what could not be caused is not looked at', () => {
  expect(judgeEvents(heardAll, caused, shown)).toMatchObject([{ level: 'ok' }]);
  // Without the console there is no way to learn of queues.
  expect(judgeEvents(heardAll, caused, null)).toMatchObject([{ level: 'ok' }, { level: 'unseen' }]);
  expect(judgeEvents(noEvents, caused, shown).map(({ level }) => level)).toEqual(['fault', 'fault']);
  const untried = judgeEvents(noEvents, { call: sameInAll('a reason'), dialplan: null }, shown);
  expect(untried.map(({ level }) => level)).toEqual(['unseen', 'fault']);
  expect(untried[0]?.text.en).toContain('a reason');
  const [queues] = judgeEvents(heardAll, caused, 'read perm: system,call,dialplan');
  expect([queues?.level, queues?.text.en]).toEqual(['fault', expect.stringContaining('"agent"')]);
});

test('events that a filter holds back are named', () => {
  const filtered = [variable, ...caller.slice(0, 3)].reduce(addEvent, noEvents);
  const [finding] = judgeEvents(filtered, caused, shown);
  expect(finding?.level).toBe('fault');
  expect(finding?.text.en).toContain('DialBegin, DialEnd, Hangup');
});

test('the event of our own login has no time stamp, so it does not count for the check of time stamps', () => {
  const login = addEvent(heardAll, { Event: 'FullyBooted', Privilege: 'system,all' });
  expect(judgeEvents(login, caused, shown)).toMatchObject([{ level: 'ok' }]);
});

test('events without a time stamp, and silence on hold, are warnings', () => {
  const bare = addEvent(heardAll, { Event: 'VarSet', Privilege: 'dialplan,all' });
  expect(judgeEvents(bare, caused, shown)).toMatchObject([{ level: 'warning' }]);
  expect(judgeEvents(bare, caused, shown)[0]?.text.en).toContain('timestampevents = yes');
  const silent = judgeEvents({ ...heardAll, isUp: true, hasMusic: false }, caused, shown);
  expect(silent.map(({ text }) => text.en)).toEqual([expect.stringContaining('no music on hold')]);
});
