import { AmiFault } from '../../../../../server/telephony/asterisk/ami/Ami';
import { eventually } from '../../../support/eventually';
import { enter, faultOf, type ConnectionEnd } from '../../../support/amiEnds';
import { FakeAsterisk } from '../../../support/FakeAsterisk';

let asterisk: FakeAsterisk;
const ends: ConnectionEnd[] = [];

beforeEach(async () => {
  asterisk = await FakeAsterisk.start();
});

afterEach(async () => {
  for (const { connection, timer } of ends.splice(0)) {
    connection.close();
    expect(timer.pending).toBe(0);
  }
  await asterisk.stop();
});

const kept = <End extends ConnectionEnd>(end: End): End => {
  ends.push(end);
  return end;
};
const up = async (settings = asterisk.settings): ReturnType<typeof enter> => kept(await enter(settings));
const reasonOf = (action: Promise<object>): Promise<string> =>
  action.then(
    () => 'it went well',
    (fault: unknown) => (fault instanceof AmiFault ? fault.message : 'no AmiFault'),
  );

describe('actions', () => {
  test('each request gets its own answer, in any order', async () => {
    const { ami } = await up();
    asterisk.answer('Getvar', () => null);
    const answers = ['A', 'B'].map((Variable) => ami.send({ name: 'Getvar', fields: { Variable } }));
    await eventually('both came', () => asterisk.of('Getvar').length === 2);
    for (const action of asterisk.of('Getvar').reverse())
      asterisk.say(
        `Response: Success\r\nActionID: ${action['ActionID']![0]}\r\nValue: ${action['Variable']![0]}\r\n\r\n`,
      );
    const values = (await Promise.all(answers)).map(({ response }) => response['Value']);
    expect(values).toEqual(['A', 'B']);
  });

  test('a refusal is logged with what Asterisk said, in one line', async () => {
    const { ami } = await up();
    asterisk.answer('Hangup', () => [
      { Response: 'Error', Message: `No such channel\u0007\t${'x'.repeat(500)}` },
    ]);
    const said = await reasonOf(ami.send({ name: 'Hangup', fields: { Channel: 'PJSIP/x' } }));
    expect(said).toMatch(/^refused: No such channel x+$/);
    expect(said.length).toBeLessThan(230);
  });

  test('a list is given whole, and its events go to no other listener', async () => {
    const { ami, diary } = await up();
    asterisk.answerList('Status', () => [
      { Event: 'Status', Channel: 'PJSIP/101-1' },
      { Event: 'Status', Channel: 'PJSIP/102-1', Variable: ['A=1', 'B=2'] },
    ]);
    const heard: (readonly string[])[] = [];
    asterisk.say('Event: Newchannel\r\nUniqueid: 1\r\n\r\n');
    const { response, events } = await ami.send({ name: 'Status' }, () => heard.push([...diary.names]));
    expect(heard).toEqual([expect.arrayContaining(['Newchannel'])]);
    expect(response['EventList']).toBe('start');
    expect(events.map((event) => event['Channel'])).toEqual(['PJSIP/101-1', 'PJSIP/102-1']);
    expect(events[1]!['Variable']).toBe('A=1\nB=2');
    expect(diary.names).not.toContain('Status');
  });

  test('an empty list and a list that was cancelled end too', async () => {
    const { ami } = await up();
    asterisk.answerList('Status', () => []);
    expect((await ami.send({ name: 'Status' })).events).toEqual([]);
    asterisk.answer('Status', () => [
      { Response: 'Success', EventList: 'Start' },
      { Event: 'StatusComplete', EventList: 'cancelled' },
    ]);
    expect((await ami.send({ name: 'Status' })).events).toEqual([]);
  });

  test('an action that can not be sent is refused and leaves nothing pending', async () => {
    const { ami, timer } = await up();
    const before = timer.pending;
    const fields = { Channel: 'PJSIP/101\r\nAction: Command' };
    expect(await reasonOf(ami.send({ name: 'Hangup', fields }))).toBe('badField: Channel');
    expect(await reasonOf(ami.begin({ name: 'Originate', fields }, 60_000))).toBe('badField: Channel');
    expect(timer.pending).toBe(before);
    expect(asterisk.of('Command')).toEqual([]);
  });

  test('an answer that does not come in 10 s is given up; coming later, it changes nothing', async () => {
    const { ami, diary, timer } = await up({
      ...asterisk.settings,
      followed: { names: new Set(['Hangup']), variables: new Set(), headers: new Set(['Event']) },
    });
    asterisk.answer('Status', () => null);
    const answer = reasonOf(ami.send({ name: 'Status' }));
    const [action] = await eventually('it came', () =>
      asterisk.of('Status').length > 0 ? asterisk.of('Status') : null,
    );
    await timer.pass(9_999);
    await timer.pass(1);
    expect(await answer).toBe('timeout');
    const id = action!['ActionID']![0]!;
    asterisk.say(
      `Response: Success\r\nActionID: ${id}\r\nEventList: start\r\n\r\nEvent: Status\r\nActionID: ${id}\r\n\r\n`,
    );
    asterisk.event({ Event: 'Hangup' });
    await eventually('the next event', () => diary.names.includes('Hangup'));
    expect(diary.names).toEqual(['Hangup']);
  });

  test('all that waits fails when the connection ends', async () => {
    const end = await up();
    asterisk.answer('Originate', ({ Async }) => (Async === undefined ? null : [{ Response: 'Success' }]));
    const waiting = reasonOf(end.ami.send({ name: 'Originate' }));
    const { outcome } = await end.ami.begin({ name: 'Originate', fields: { Async: 'true' } }, 60_000);
    asterisk.cut();
    expect(await waiting).toBe('notConnected');
    expect(await reasonOf(outcome)).toBe('notConnected');
    expect(await reasonOf(end.ami.send({ name: 'Ping' }))).toBe('notConnected');
    expect(await reasonOf(end.ami.begin({ name: 'Ping' }, 1))).toBe('notConnected');
    expect(end.timer.pending).toBe(0);
  });
});

describe('an action that goes on', () => {
  const originate = { name: 'Originate', fields: { Async: 'true' } };
  const outcomeText = (id: string, response: string): string =>
    `Event: OriginateResponse\r\nActionID: ${id}\r\nResponse: ${response}\r\nReason: 4\r\n\r\n`;

  test('its outcome is an event although it has a Response, and both waiters get it', async () => {
    const { ami, diary } = await up();
    const { response, outcome } = await ami.begin(originate, 60_000);
    expect(response['Response']).toBe('Success');
    asterisk.say(outcomeText(response['ActionID']!, 'Failure'));
    expect(await outcome).toMatchObject({ Response: 'Failure', Reason: '4' });
    expect(diary.names).toContain('OriginateResponse');
  });

  test('its outcome may come before its response', async () => {
    const { ami } = await up();
    asterisk.answer('Originate', () => [
      { Event: 'OriginateResponse', Response: 'Success' },
      { Response: 'Success', Message: 'Originate successfully queued' },
    ]);
    const { response, outcome } = await ami.begin(originate, 60_000);
    expect(response['Message']).toBe('Originate successfully queued');
    expect((await outcome)['Event']).toBe('OriginateResponse');
  });

  test('an outcome without a waiter does no harm; a missing one ends in time', async () => {
    const { ami, timer } = await up();
    const { outcome } = await ami.begin(originate, 4_000);
    await timer.pass(4_000);
    expect(await reasonOf(outcome)).toBe('timeout');
  });

  test('refused, it has no outcome to wait for', async () => {
    const { ami, timer } = await up();
    const before = timer.pending;
    asterisk.answer('Originate', () => [{ Response: 'Error', Message: 'Extension does not exist.' }]);
    expect(await reasonOf(ami.begin(originate, 60_000))).toBe('refused: Extension does not exist.');
    expect(timer.pending).toBe(before);
  });

  test('the outcome of another program’s action is an event', async () => {
    const { diary } = await up();
    asterisk.say(outcomeText('of-another', 'Success'));
    await eventually('its event', () => diary.events.length > 1);
    expect(diary.names).toContain('OriginateResponse');
  });
});

describe('a lost connection', () => {
  test('a ping is sent every 10 s, and its answer keeps the connection', async () => {
    const { ami, timer, diary } = await up();
    for (let round = 1; round <= 3; round += 1) {
      await timer.pass(10_000);
      await eventually('a ping', () => asterisk.of('Ping').length === round);
      // Answers come in their order: once this one is here, that to the ping is too.
      await ami.send({ name: 'CoreSettings' });
    }
    expect(diary.faults).toEqual([]);
  });

  test('the connection is lost 5 s after a ping without an answer', async () => {
    const end = await up();
    asterisk.isSilent = true;
    await end.timer.pass(14_999);
    expect(end.diary.faults).toEqual([]);
    await end.timer.pass(1);
    expect((await faultOf(end)).message).toBe('timeout: no answer to a ping');
    await eventually('it is closed', () => asterisk.loggedIn === 0);
  });

  test('it is ended when Asterisk sends what is no AMI', async () => {
    const end = await up();
    asterisk.say(Buffer.alloc(2 * 1_024 * 1_024, 'x'));
    expect((await faultOf(end)).reason).toBe('badAnswer');
  });

  test('closed by us it reports nothing', async () => {
    const { connection, diary } = await up();
    connection.close();
    connection.close();
    await eventually('it is closed', () => asterisk.loggedIn === 0);
    expect(diary.faults).toEqual([]);
  });
});
