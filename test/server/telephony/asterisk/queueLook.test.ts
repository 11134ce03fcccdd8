import { AmiFault, type Ami, type AmiAnswer } from '../../../../server/telephony/asterisk/ami/Ami';
import type { AmiMessage } from '../../../../server/telephony/asterisk/ami/AmiMessage';
import { QueueLook } from '../../../../server/telephony/asterisk/QueueLook';
import { absentMembers } from '../../../../server/telephony/asterisk/tracking/absentMembers';
import { FakeTimer } from '../../../support/FakeTimer';
import { turn } from '../../support/startBackend';
import { numbering } from './tracking/support/Watch';

/** A member as Asterisk 22 lists it. */
function member(location: string, fields: AmiMessage = {}): AmiMessage {
  return {
    Event: 'QueueMember',
    Queue: 'sales',
    Name: location,
    Location: location,
    StateInterface: location,
    Status: '1',
    Paused: '0',
    ...fields,
  };
}

describe('agents whom a queue does not ring', () => {
  test('are paused, or their phones are not registered; others are rung', () => {
    const events = [
      { Event: 'QueueParams', Queue: 'sales' },
      member('PJSIP/101'),
      member('PJSIP/102', { Paused: '1', Status: '5' }),
      member('PJSIP/103', { Status: '5' }),
      member('SIP/foreign', { Paused: '1' }),
    ];
    expect(absentMembers(events, numbering)).toEqual([
      { extension: '102', reason: 'paused' },
      { extension: '103', reason: 'notRegistered' },
    ]);
  });

  test('are known by the phone whose state counts, by the number that is called, or by the hint', () => {
    const away = { Paused: '1' };
    const events = [
      member('Local/999@from-queue/n', { StateInterface: 'PJSIP/104', ...away }),
      member('Local/105@from-queue/n', away),
      member('Local/x@from-queue/n', { StateInterface: 'hint:106@ext-local', ...away }),
    ];
    expect(absentMembers(events, numbering).map(({ extension }) => extension)).toEqual(['104', '105', '106']);
  });

  test('who have a second phone there are rung, and no more than fifty are noted', () => {
    const events = [member('PJSIP/101', { Status: '5' }), member('PJSIP/201')];
    expect(absentMembers(events, numbering)).toEqual([]);
    const all = { extensionOf: (channel: string) => channel, isAgent: () => false };
    const many = Array.from({ length: 80 }, (_, index) => member(`PJSIP/${index}`, { Paused: '1' }));
    expect(absentMembers(many, all)).toHaveLength(50);
  });
});

/** A look with an Asterisk whose answers the test gives. */
function setUp() {
  const timer = new FakeTimer();
  const asked: { queue: unknown; resolve: (answer: AmiAnswer) => void; reject: (fault: AmiFault) => void }[] =
    [];
  const seen: string[] = [];
  const ami: Pick<Ami, 'send'> = {
    send: ({ fields }) =>
      new Promise((resolve, reject) => asked.push({ queue: fields?.['Queue'], resolve, reject })),
  };
  const look = new QueueLook(ami, timer, (joined, members) =>
    seen.push(`${joined['Uniqueid'] ?? ''}: ${members.length}`),
  );
  const joins = (id: string, queue = 'sales'): void =>
    look.handleEvent({ Event: 'QueueCallerJoin', Queue: queue, Uniqueid: id });
  return { timer, asked, seen, look, joins };
}

const ANSWER: AmiAnswer = { response: {}, events: [member('PJSIP/101')] };

describe('a look at a queue', () => {
  test('is taken when a caller joins, and for all who join within the next second at once', async () => {
    const { timer, asked, seen, joins, look } = setUp();
    look.handleEvent({ Event: 'QueueCallerLeave', Queue: 'sales' });
    joins('a');
    joins('b');
    joins('x', 'other');
    expect(asked.map(({ queue }) => queue)).toEqual(['sales', 'other']);
    asked[0]?.resolve(ANSWER);
    await turn();
    joins('c');
    await timer.pass(999);
    expect([asked.length, seen]).toEqual([2, ['a: 1']]);
    await timer.pass(1);
    asked[2]?.resolve(ANSWER);
    await turn();
    expect(seen).toEqual(['a: 1', 'b: 1', 'c: 1']);
    await timer.pass(1_000);
    expect([asked.length, timer.pending]).toEqual([3, 0]);
  });

  test('that Asterisk refuses notes nothing, and the next caller asks again', async () => {
    const { timer, asked, seen, joins } = setUp();
    joins('a');
    asked[0]?.reject(new AmiFault('refused'));
    await turn();
    await timer.pass(1_000);
    joins('b');
    expect([asked.length, seen]).toEqual([2, []]);
  });

  test('ends with the connection: a late answer is not used, and no timer is left', async () => {
    const { timer, asked, seen, joins, look } = setUp();
    joins('a');
    joins('x', 'other');
    asked[1]?.resolve(ANSWER);
    await turn();
    look.close();
    asked[0]?.resolve(ANSWER);
    await turn();
    expect([seen, timer.pending]).toEqual([['x: 1'], 0]);
  });
});
