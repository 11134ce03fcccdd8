import { closeCall, mergeJournals, partOf } from '../../../../server/calls/journal/changeJournal';
import { endJournal } from '../../../../server/calls/journal/endJournal';
import {
  callsOf,
  newJournal,
  type Fact,
  type Journal,
  type Participant,
  type Ring,
} from '../../../../server/calls/journal/Journal';
import { recordOf } from '../../../../server/calls/journal/recordOf';
import { CLIENT, sampleParticipant as who } from './support/sampleParticipant';

const client = who('client', { isCaller: true, line: '700' });

function rang(id: string, more: Partial<Ring> = {}): Ring {
  return {
    type: 'rang',
    who: id,
    by: null,
    isInside: false,
    isRinging: true,
    from: 0,
    to: 1,
    result: 'noAnswer',
    ...more,
  };
}

function talked(one: string, other: string, from: number, to: number | null): Fact {
  return { type: 'talked', who: [one, other], from, to };
}

function journal(participants: readonly Participant[], ...facts: readonly Fact[]): Journal {
  return { ...newJournal('c1', 0), participants, facts };
}

describe('a client who calls', () => {
  test('is answered by who of three has not hung up, though they began to talk with the client last', () => {
    const both = [talked('102', 'client', 5_000, 9_000), talked('client', '101', 5_003, 9_000)];
    const left: Fact = { type: 'hungUp', who: '101', from: 9_000 };
    for (const facts of [both, [...both].reverse()])
      expect(recordOf(journal([client, who('101'), who('102')], ...facts, left), 'c1')?.extension).toBe(
        '102',
      );
  });

  test('is answered by who stayed in the conference after the one who came last had left', () => {
    const talks = [talked('client', '101', 5_000, 9_000), talked('client', '102', 7_000, 8_240)];
    const left: readonly Fact[] = [
      { type: 'hungUp', who: '102', from: 8_240 },
      { type: 'hungUp', who: '101', from: 9_000 },
    ];
    const whole = journal([client, who('101'), who('102')], ...talks, ...left);
    expect(recordOf(whole, 'c1')?.extension).toBe('101');
  });

  test('is answered by who hung up where the other one had handed the client on just before', () => {
    const handedOn = [talked('102', 'client', 5_000, 8_500), talked('client', '101', 8_600, 9_000)];
    const left: Fact = { type: 'hungUp', who: '101', from: 9_000 };
    const whole = journal([client, who('101'), who('102')], ...handedOn, left);
    expect(recordOf(whole, 'c1')?.extension).toBe('101');
  });

  test('is answered by who talked last, for as long as somebody talks', () => {
    const end = { at: 90_000, isRefused: false, isHeard: true };
    const whole = journal(
      [{ ...client, end }, who('101'), who('102')],
      rang('101'),
      talked('client', '101', 5_000, 20_000),
      rang('102'),
      talked('102', 'client', 25_000, 60_000),
    );
    expect(recordOf(whole, 'c1')).toEqual({
      id: 'c1',
      direction: 'inbound',
      number: CLIENT,
      via: '700',
      outcome: 'answered',
      extension: '102',
      extensions: ['101', '102'],
      startedAt: 0,
      answeredAt: 5_000,
      endedAt: 60_000,
      recording: null,
    });
  });

  test('of two who talk until the end belongs to the one who came last', () => {
    const facts = [talked('client', '102', 30, 9_000), talked('client', '101', 10, 9_002)];
    expect(recordOf(journal([client, who('101'), who('102')], ...facts), 'c1')?.extension).toBe('102');
  });

  test.each([
    ['was busy at once', { isRinging: false, result: 'busy' }],
    ['rang and is busy', { result: 'busy' }],
    ['rang and refused', { result: 'rejected' }],
  ] as const)('in vain is missed by whose phone rang, and not by one that %s', (_, refusal) => {
    const phones = [who('101'), who('102')];
    expect(recordOf(journal([client, ...phones], rang('101'), rang('102', refusal)), 'c1')).toMatchObject({
      outcome: 'missed',
      extension: '101',
      extensions: ['101', '102'],
    });
    const alone = journal([client, who('102')], rang('102', refusal));
    expect(recordOf(alone, 'c1')).toMatchObject({ outcome: 'missed', extension: '102' });
  });

  test('is missed by the agent whose phone is not registered', () => {
    const gone: Fact = { type: 'notTried', call: 'c1', extension: '103', reason: 'notRegistered', from: 1 };
    expect(recordOf(journal([client], gone), 'c1')).toMatchObject({ outcome: 'missed', extension: '103' });
  });

  test('and is refused has been rejected', () => {
    const end = { at: 4, isRefused: true, isHeard: true };
    const whole = journal([{ ...client, end }, who('101')], rang('101', { result: 'rejected' }));
    expect(recordOf(whole, 'c1')).toMatchObject({ outcome: 'rejected', endedAt: 4 });
  });
});

describe('a client who is called', () => {
  const agent = who('101', { isCaller: true });

  test('is the one who talked, over whatever line', () => {
    const lines = [who('first'), who('second', { from: 5 }), who('third', { from: 5 })];
    const whole = journal(
      [agent, ...lines],
      rang('first', { by: '101', result: 'failed' }),
      rang('second', { by: '101', result: 'answeredElsewhere' }),
      rang('third', { by: '101', result: 'answered' }),
      talked('101', 'third', 9, 20),
    );
    expect(recordOf(whole, 'c1')).toMatchObject({
      direction: 'outbound',
      outcome: 'answered',
      extension: '101',
    });
  });

  test.each([
    [['busy', 'failed'], 'busy'],
    [['failed', 'cancelled'], 'noAnswer'],
    [['noAnswer', 'rejected'], 'rejected'],
    [['failed', 'unknownNumber'], 'failed'],
  ] as const)('over lines that ended %j was not reached: %s', (results, outcome) => {
    const lines = results.map((_, index) => who(`line${index}`));
    const rings = results.map((result, index) => rang(`line${index}`, { by: '101', result }));
    expect(recordOf(journal([agent, ...lines], ...rings), 'c1')?.outcome).toBe(outcome);
  });

  test('and not reached is of the agent who was to talk, though another phone of the group has rung first', () => {
    const group = [rang('102', { result: 'answeredElsewhere' }), rang('101', { result: 'answered' })];
    const whole = journal(
      [who('102'), who('101'), who('client', { from: 5 })],
      ...group,
      rang('client', { by: '101', from: 5, result: 'busy' }),
    );
    expect(recordOf(whole, 'c1')).toMatchObject({ direction: 'outbound', outcome: 'busy', extension: '101' });
  });

  test('as a colleague’s mobile is none, unless the colleague has answered before', () => {
    const inside = { by: '101', isInside: true };
    const phones = [agent, who('102'), who('mobile')];
    const mobile = rang('mobile', { ...inside, from: 5 });
    expect(recordOf(journal(phones, rang('102', inside), mobile), 'c1')).toBeNull();
    const answered = rang('102', { ...inside, result: 'answered', to: 2 });
    expect(recordOf(journal(phones, answered, mobile), 'c1')?.direction).toBe('outbound');
  });

  test('by a phone of the office is logged once an agent takes part', () => {
    const reception = who('reception', { side: 'office', isCaller: true, number: '' });
    const called = rang('client', { by: 'reception', result: 'answered' });
    const people = [reception, who('client')];
    expect(recordOf(journal(people, called, talked('reception', 'client', 1, 2)), 'c1')).toBeNull();
    const handed = [called, rang('101', { by: 'client' }), talked('client', '101', 5, 9)];
    expect(recordOf(journal([...people, who('101')], ...handed), 'c1')).toMatchObject({
      direction: 'outbound',
      extension: '101',
    });
  });
});

test('a call between colleagues makes no record', () => {
  expect(recordOf(journal([who('101', { isCaller: true }), who('102')], rang('102')), 'c1')).toBeNull();
});

test('whole calls that merge are one journal, and each is closed once with what it did with the other', () => {
  const boss = journal(
    [who('101', { isCaller: true }), who('102')],
    rang('102', { by: '101', result: 'answered' }),
    talked('101', '102', 1, null),
  );
  const call = { call: 'c2', from: 10 };
  const second: Journal = {
    ...newJournal('c2', 10),
    participants: [who('client', { ...call, isCaller: true }), who('101b', { ...call, extension: '101' })],
    facts: [rang('101b', { from: 10, by: 'client', result: 'answered' }), talked('client', '101b', 11, 20)],
  };
  const merged = mergeJournals(second, boss);
  expect([merged.id, callsOf(merged)]).toEqual(['c1', ['c1', 'c2']]);
  const joined = { ...merged, facts: [...merged.facts, talked('client', '102', 20, 40)] };
  expect(recordOf(joined, 'c1')).toBeNull();
  // The boss's phone is reported gone before the client's.
  const rest = closeCall(joined, 'c1');
  expect(callsOf(rest)).toEqual(['c2']);
  expect(recordOf(partOf(rest, 'c2'), 'c2')).toMatchObject({
    id: 'c2',
    startedAt: 10,
    extension: '102',
    extensions: ['101', '102'],
    answeredAt: 11,
    endedAt: 40,
  });
  expect(closeCall(rest, 'c2')).toMatchObject({ participants: [], facts: [], closed: [] });
});

test('an agent who stays after clients keeps nothing of them', () => {
  const waiting = journal(
    [who('101', { isCaller: true }), who('client', { call: 'c2', isCaller: true })],
    talked('101', 'client', 1, 2),
  );
  expect(closeCall(waiting, 'c2')).toMatchObject({ participants: [{ id: '101' }], facts: [], closed: [] });
});

test('an end that was not heard is when the call was certainly there, never before it began', () => {
  const open = journal(
    [client, who('101')],
    rang('101', { to: null, result: null }),
    talked('client', '101', 5_000, null),
  );
  expect(
    recordOf(
      endJournal(open, () => true, 7_300.4),
      'c1',
    ),
  ).toMatchObject({
    answeredAt: 5_000,
    endedAt: 7_300,
    isEndHeard: false,
  });
  expect(
    recordOf(
      endJournal(open, () => true, 10),
      'c1',
    )?.endedAt,
  ).toBe(5_000);
});
