import type { CallCommand, CommandKind } from '../../protocol/CallCommand';
import { eventually } from '../server/support/eventually';
import { turn } from '../server/support/startBackend';
import { commandEffects, NUMBER } from './commandEffects';
import { DriverTrial, RECORD_MS } from './DriverTrial';
import type { DriverSetUp } from './DriverSetUp';
import { journalRules } from './journalRules';

const ORIGINATE: CallCommand = { kind: 'originate', target: NUMBER };

/** Commands on a call by their kind, so that the compiler names one that is missing; the one that ends it is last. */
type CommandsOnCall = {
  readonly [Kind in Exclude<CommandKind, 'originate'>]: CallCommand & { readonly kind: Kind };
};

/** Each command on a call. */
function onCall(callId: string): readonly CallCommand[] {
  const commands: CommandsOnCall = {
    answer: { kind: 'answer', callId },
    reject: { kind: 'reject', callId },
    mute: { kind: 'mute', callId, on: true },
    hold: { kind: 'hold', callId, on: true },
    redirect: { kind: 'redirect', callId, target: NUMBER },
    consult: { kind: 'consult', callId, target: NUMBER },
    completeTransfer: { kind: 'completeTransfer', callId, consultingId: callId },
    dtmf: { kind: 'dtmf', callId, digits: '1' },
    hangup: { kind: 'hangup', callId },
  };
  return Object.values(commands);
}

const isOnRinging = (kind: CommandKind): boolean => kind === 'answer' || kind === 'reject';

/**
 * Tests what all drivers have in common.
 * @param create makes the driver and a far end of its own
 * @param hasLink false: the driver has no connection that could be lost
 */
// eslint-disable-next-line jest/no-export -- a suite for several test files
export function conformance(name: string, create: () => Promise<DriverSetUp>, hasLink = true): void {
  describe(`the driver ${name}`, () => {
    let trial: DriverTrial;

    /** Each of these commands with its outcome. */
    async function outcomes(
      commands: readonly CallCommand[],
      extension?: string,
    ): Promise<(readonly [CommandKind, string | null])[]> {
      const all: (readonly [CommandKind, string | null])[] = [];
      for (const command of commands)
        all.push([command.kind, await trial.outcome(command, extension)] as const);
      return all;
    }

    const offered = (commands: readonly CallCommand[]) =>
      commands.filter(({ kind }) => trial.isOffered(kind));
    const each = (commands: readonly CallCommand[], reason: string) =>
      commands.map(({ kind }) => [kind, reason]);

    beforeEach(async () => {
      trial = new DriverTrial(await create());
      await trial.connect();
    });

    afterEach(async () => {
      await trial.driver.telephony.close();
      await trial.driver.close();
      expect(trial.report.faults).toEqual([]);
    });

    test('connected, it reports so once, and that no calls live', () => {
      const { links, resyncs, events } = trial.report;
      expect([links, resyncs, events]).toEqual([[true], [[]], []]);
    });

    test('a call with a client is reported in its order, each event once, and makes one record', async () => {
      const number = trial.report.numberOf(await trial.talk());
      await trial.hangUp();
      expect(trial.story).toEqual(['inbound ringing', 'answered', 'ended hungUp']);
      await eventually('the record', () => trial.report.records.length > 0);
      const extension = trial.driver.agent;
      expect(trial.report.records).toMatchObject([
        { direction: 'inbound', number, outcome: 'answered', extension, extensions: [extension] },
      ]);
    });

    test('a call that the client gives up is missed, and makes one record', async () => {
      await trial.ring();
      await trial.hangUp();
      expect(trial.story).toEqual(['inbound ringing', 'ended missed']);
      await eventually('the record', () => trial.report.records.length > 0);
      expect(trial.report.records).toMatchObject([{ outcome: 'missed', answeredAt: null }]);
    });

    test.each([';ext=5', ' доб. 5', ',,5', '#5', 'x5'])(
      'a client with an extension behind the number (%j) is shown and recorded as the number alone',
      async (behind) => {
        const number = trial.report.numberOf(await trial.ring(behind));
        await trial.driver.answer();
        await trial.hears('answered');
        await trial.hangUp();
        await eventually('the record', () => trial.report.records.length > 0);
        expect(trial.report.records).toMatchObject([{ number }]);
      },
    );

    journalRules(() => trial);

    test('a call between colleagues makes no record', async () => {
      await trial.driver.colleagueCalls();
      await trial.hears('internal ringing');
      trial.demandNumber(trial.report.openOf(trial.driver.agent), trial.driver.colleague);
      await trial.driver.answer();
      await trial.hears('answered');
      await trial.hangUp();
      expect(trial.story).toEqual(['internal ringing', 'answered', 'ended hungUp']);
      expect(trial.report.records).toEqual([]);
    });

    test('two calls, one after another, have ids and records of their own', async () => {
      const first = await trial.talk();
      await trial.hangUp();
      await trial.driver.clientCalls();
      await eventually('it rings again', () => trial.report.open.length === 1);
      expect(trial.report.openOf(trial.driver.agent)).not.toBe(first);
      await trial.hangUp();
      await eventually('both records', () => trial.report.records.length === 2);
    });

    test('the agent has the abilities that the set-up names; an extension without an agent gets none of a command’s effects', async () => {
      const { telephony, agent, abilities } = trial.driver;
      expect([...telephony.can(agent)].sort()).toEqual([...abilities].sort());
      const stranger = await trial.outcome({ kind: 'hangup', callId: 'x' }, '999');
      expect(stranger).toMatch(/^(NoActiveCall|NotSupported)$/);
    });

    test('a command outside of the abilities is not supported, whatever the phase', async () => {
      const callId = await trial.ring();
      const others = onCall(callId).filter(({ kind }) => !trial.isOffered(kind));
      expect(await outcomes(others)).toEqual(each(others, 'NotSupported'));
      await trial.driver.answer();
      await trial.hears('answered');
      expect(await outcomes(others)).toEqual(each(others, 'NotSupported'));
      const calls = trial.isOffered('originate') ? [] : [ORIGINATE];
      expect(await outcomes(calls)).toEqual(each(calls, 'NotSupported'));
      expect(trial.report.open).toEqual([callId]);
    });

    test.each(Object.entries(commandEffects))(
      '%s, where it is offered, is accepted and has its effect once',
      async (kind, hasEffect) => {
        if (trial.isOffered(kind as CommandKind)) await hasEffect(trial);
        expect(trial.report.faults).toEqual([]);
      },
    );

    test('a command on a call that is not there, is a colleague’s, or is over has no active call', async () => {
      const callId = await trial.ring();
      const unknown = offered(onCall('no-such-call'));
      expect(await outcomes(unknown)).toEqual(each(unknown, 'NoActiveCall'));
      const commands = offered(onCall(callId));
      expect(await outcomes(commands, trial.driver.colleague)).toEqual(each(commands, 'NoActiveCall'));
      expect(trial.report.open).toEqual([callId]);
      await trial.hangUp();
      expect(await outcomes(commands)).toEqual(each(commands, 'NoActiveCall'));
    });

    test('a command in the wrong phase is refused, and changes nothing', async () => {
      const callId = await trial.ring();
      const commands = offered(onCall(callId)).filter(({ kind }) => kind !== 'hangup');
      const onTalk = commands.filter(({ kind }) => !isOnRinging(kind));
      const onRinging = commands.filter(({ kind }) => isOnRinging(kind));
      expect(await outcomes(onTalk)).toEqual(each(onTalk, 'WrongPhase'));
      await trial.driver.answer();
      await trial.hears('answered');
      expect(await outcomes(onRinging)).toEqual(each(onRinging, 'WrongPhase'));
      expect([trial.story, trial.report.open]).toEqual([['inbound ringing', 'answered'], [callId]]);
    });

    test('closed, it reports nothing more and takes no command; closing it again does no harm', async () => {
      const callId = await trial.talk();
      const { telephony, timer } = trial.driver;
      await telephony.close();
      const { size } = trial.report;
      await trial.driver.callerHangsUp();
      await turn();
      await timer.pass(600_000);
      await turn();
      await telephony.close();
      expect([trial.report.size, timer.pending]).toEqual([size, 0]);
      for (const [, reason] of await outcomes(offered([ORIGINATE, { kind: 'hangup', callId }])))
        expect(reason).toBe('TelephonyUnavailable');
    });

    test('closed and started again, as when a backend takes over, it reports its link and its calls', async () => {
      await trial.driver.telephony.close();
      expect(trial.report.faults).toEqual([]);
      trial = new DriverTrial(trial.driver);
      await trial.connect();
      await trial.talk();
      await trial.hangUp();
      expect(trial.story).toEqual(['inbound ringing', 'answered', 'ended hungUp']);
    });

    if (!hasLink) return;

    test('after a lost link it reports the link, the calls that live, and once the end of one that does not', async () => {
      await trial.talk();
      await trial.cut();
      trial.driver.link?.callerHangsUpUnheard();
      await trial.restore();
      await eventually('the call is over', () => trial.report.open.length === 0);
      await trial.driver.timer.pass(RECORD_MS);
      await eventually('the record', () => trial.report.records.length > 0);
      expect([trial.report.links, trial.report.resyncs.length]).toEqual([[true, false, true], 2]);
      expect(trial.story.filter((words) => words.startsWith('ended'))).toHaveLength(1);
      expect(trial.report.records).toMatchObject([{ outcome: 'answered', extension: trial.driver.agent }]);
    });

    test('a call that lives on over a lost link is neither begun again nor ended', async () => {
      const callId = await trial.talk();
      await trial.cut();
      await trial.restore();
      expect(trial.report.resyncs.at(-1)).toEqual([callId]);
      expect(trial.story).toEqual(['inbound ringing', 'answered']);
      await trial.hangUp();
      expect(trial.story).toEqual(['inbound ringing', 'answered', 'ended hungUp']);
    });
  });
}
