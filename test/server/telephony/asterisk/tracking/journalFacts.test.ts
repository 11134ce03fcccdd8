import * as v from 'valibot';
import type { Journal } from '../../../../../server/calls/journal/Journal';
import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { journalSchema } from '../../../../../server/telephony/journalSchema';
import { recorded, type Version } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';
import { Script } from './support/Script';
import { startScript } from './support/startScript';
import { factWords } from './support/factWords';
import { Watch } from './support/Watch';

/** The journal of a recorded call with a client; all that has begun has ended. */
function journalOf(version: Version, scenario: string): Journal {
  const options = version === 'reported' ? { numbering: reportedNumbering } : {};
  const { journals, records } = new Watch(options).take(recorded(version, scenario));
  const journal = journals.find(({ id }) => id === records[0]?.id);
  if (journal === undefined) throw new Error('no client took part');
  expect(v.parse(journalSchema, JSON.parse(JSON.stringify(journal)))).toEqual(journal);
  for (const fact of journal.facts) if ('to' in fact) expect(fact.to).not.toBeNull();
  return journal;
}

/** Who stayed in a conference, and how long, in tenths of a second. */
function stays({ facts, participants }: Journal): readonly (readonly [string, string | null, number])[] {
  return facts.flatMap((fact) => {
    if (fact.type !== 'conference') return [];
    const { extension } = participants.find(({ id }) => id === fact.who) ?? {};
    return [[extension ?? 'client', fact.place, Math.round(((fact.to ?? NaN) - fact.from) / 100)] as const];
  });
}

describe('conferences', () => {
  test('a client who joins an agent in one', () => {
    expect(stays(journalOf('reported', 'conference-agent-first'))).toEqual([['client', null, 15]]);
  });

  test('a client who is transferred into one', () => {
    expect(factWords(journalOf('reported', 'transfer-into-conference'))).toContain('client conference');
  });

  test('each has the room’s name, and stays as long as it is there, through Local channels too', () => {
    const { watch, script } = startScript();
    const room = { BridgeUniqueid: 'room', BridgeTechnology: 'softmix', BridgeName: '900' };
    script.calls('c', 'PJSIP/trunk-1', '79161234567', '900').state('c', 'up').event('BridgeEnter', 'c', room);
    script
      .open('l1', 'Local/101@ext-1;1', '101', 'c')
      .open('l2', 'Local/101@ext-1;2', '101', 'c')
      .rings('c', 'l1');
    script.open('a', 'PJSIP/101-1', '101', 'c').rings('l2', 'a').answers('l2', 'a', 'one').state('l1', 'up');
    script.pass(1_000).event('BridgeEnter', 'l1', room).pass(2_000);
    script.leaves('room', 'l1').pass(3_000).leaves('room', 'c').hangsUp('l1').hangsUp('l2').hangsUp('a');
    script.hangsUp('c');
    expect(watch.journals.flatMap(stays)).toEqual([
      ['client', '900', 60],
      ['101', '900', 20],
    ]);
  });
});

describe('transfers from the agent’s screen are ours', () => {
  test('a blind one', () => {
    const facts = factWords(journalOf('office', 'transfer-back'));
    expect(facts.filter((fact) => fact.includes('transferred'))).toEqual(['101 transferred blind by us 102']);
  });

  test('one after a consultation', () => {
    const facts = factWords(journalOf('office', 'consult-complete'));
    expect(facts.filter((fact) => fact.includes('transferred'))).toEqual([
      '101 transferred attended by us 102',
    ]);
    expect(facts.indexOf('102 and client talked')).toBeLessThan(
      facts.indexOf('101 transferred attended by us 102'),
    );
  });

  test('a blind one of a party on hold is no attended one, and a consultation that ends is none', () => {
    const { watch, script } = startScript();
    script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('a', 'PJSIP/101-1', '101', 'c');
    script.rings('c', 'a').answers('c', 'a', 'one').sets('a', 'ASTERISKNG_HOLD', 'c').leaves('one', 'c', 'a');
    script.sets('a', 'ASTERISKNG_DONE', '1').hasMoved('c', '102');
    script.event('VarSet', 'c', { Variable: 'DIALSTATUS', Value: '', Context: 'asteriskng-transfer' });
    script.open('b', 'PJSIP/102-1', '102', 'c').rings('c', 'b').answers('c', 'b', 'two');
    script.hangsUp('a').leaves('two', 'c', 'b').hangsUp('b').hangsUp('c');
    const facts = watch.journals.flatMap(factWords);
    expect(facts.filter((fact) => fact.includes('transferred'))).toEqual(['101 transferred blind by us 102']);
  });
});

describe('the end of an agent’s call says to whom the agent has transferred the other end', () => {
  const transfersOf = ({ events }: Watch): readonly unknown[] =>
    events.flatMap(([, event]) => (event.type === 'ended' ? (event.transfer ?? []) : []));

  test('from the screen to a number outside, in amoCRM’s format', () => {
    const { watch, script } = startScript();
    script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('a', 'PJSIP/101-1', '101', 'c');
    script.rings('c', 'a').answers('c', 'a', 'one').leaves('one', 'a').hasMoved('c', '79035550009');
    script.event('VarSet', 'c', { Variable: 'DIALSTATUS', Value: '', Context: 'asteriskng-transfer' });
    script.open('o', 'PJSIP/trunk-2', '79035550009', 'c').rings('c', 'o').hangsUp('a');
    expect(watch.news('101').slice(-1)).toEqual(['a transferred']);
    const transfer = { how: 'blind', isByPhone: false, isByUs: true, number: '+79035550009' };
    expect(transfersOf(watch)).toEqual([transfer]);
    script.answers('c', 'o', 'two').leaves('two', 'c', 'o').hangsUp('o').hangsUp('c');
    expect(transfersOf(watch)).toEqual([transfer]);
  });

  test.each(['blind-transfer-refer', 'blind-transfer-action'])('recorded: %s', (scenario) => {
    const watch = new Watch().take(recorded('22', scenario));
    expect(transfersOf(watch)).toMatchObject([{ how: 'blind', number: '102' }]);
  });
});

test('a client who is transferred into a queue after an announcement of it: into which, and how', () => {
  const facts = factWords(journalOf('reported', 'consult-queue-join'));
  expect(facts).toContain('102 transferred attended by keys 300 into Queue');
});

test('members whom a queue does not ring: why, once for each caller, and none of them has missed the call', () => {
  const { watch, script } = startScript();
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').state('c', 'up');
  const members = [
    { Event: 'QueueMember', Location: 'PJSIP/102', Status: '1', Paused: '1' },
    { Event: 'QueueMember', Location: 'PJSIP/103', Status: '5', Paused: '0' },
  ];
  let joined: AmiMessage = {};
  const asked = new Script((message) => (joined = message)).knows('c', 'PJSIP/trunk-1', '79161234567');
  asked.event('QueueCallerJoin', 'c', { Queue: 'sales' });
  watch.tracker.handleEvent(joined);
  watch.tracker.handleEvent(joined, members);
  watch.tracker.handleEvent(joined, members);
  watch.tracker.handleEvent(joined);
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a').hangsUp('a').hangsUp('c');
  expect(watch.journals.map(factWords)).toEqual([
    ['client queued sales', '102 paused in sales', '103 notRegistered in sales', 'client rang 101: noAnswer'],
  ]);
  expect(watch.records[0]).toMatchObject({ outcome: 'missed', extension: '101', extensions: ['101'] });
  expect(Object.keys(watch.reported)).toEqual(['101']);
  const [journal] = watch.journals;
  expect(v.parse(journalSchema, JSON.parse(JSON.stringify(journal)))).toEqual(journal);
});

test('a phone that sends the call on is forwarded, and not cancelled', () => {
  const { watch, script } = startScript();
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('a', 'PJSIP/101-1', '101', 'c');
  script.begins('c', 'a').dialEnds('c', 'a', 'CANCEL', 'Local/102@internal').hangsUp('a', 0);
  script.open('b', 'PJSIP/102-1', '102', 'c').rings('c', 'b').answers('c', 'b', 'one');
  script.leaves('one', 'c', 'b').hangsUp('b').hangsUp('c');
  expect(watch.journals.map(factWords)).toEqual([
    ['client rang 101: forwarded', 'client rang 102: answered', '102 and client talked'],
  ]);
});

test('a hold of a queue’s agent ends with the client, though the agent’s leg stays: both calls have it', () => {
  const { watch, script } = startScript();
  const waits = { BridgeUniqueid: 'pool', BridgeTechnology: 'holding_bridge' };
  script.calls('a', 'PJSIP/101-1', '101', '500').state('a', 'up').event('BridgeEnter', 'a', waits);
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').state('c', 'up').leaves('pool', 'a');
  script.enters('one', 'a', 'c').event('Hold', 'a').pass(1_000).leaves('one', 'c', 'a').hangsUp('c');
  script.event('BridgeEnter', 'a', waits).pass(60_000).hangsUp('a');
  const holds = watch.journals.flatMap(({ facts }) => facts.filter(({ type }) => type === 'held'));
  expect(holds.map((fact) => ('to' in fact ? (fact.to ?? Infinity) - fact.from < 2_000 : false))).toEqual([
    true,
    true,
  ]);
});

test('of an outside party the trunk by which it came, or was called', () => {
  const trunks = ({ participants }: Journal): readonly string[] =>
    participants.flatMap(({ trunk }) => trunk ?? []);
  expect(trunks(journalOf('22', 'incoming-answer'))).toEqual(['PJSIP/trunk']);
  expect(trunks(journalOf('reported', 'second-trunk')).length).toBeGreaterThan(1);
  expect(trunks(journalOf('reported', 'dahdi-fxo-client-calls'))).toEqual(['DAHDI/33']);
  const { watch, script } = startScript();
  script.calls('c', 'DAHDI/i1/79161234567-5', '79161234567', '700').hangsUp('c');
  script.calls('d', 'PJSIP/sip-provider-0000001a', '79161234567', '700').hangsUp('d');
  expect(watch.journals.flatMap(trunks)).toEqual(['DAHDI/i1', 'PJSIP/sip-provider']);
});
